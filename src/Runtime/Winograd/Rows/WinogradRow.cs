using System.ComponentModel;

namespace Conv3DGen.Winograd;

/// <summary>
/// What a microkernel of <see cref="WinogradRowTile"/> needs: a run of tiles, F(4,3) along the width, summed over the kernel's planes and
/// rows and the input channels. Filled by the library, read by generated code; strides are in floats.
/// </summary>
/// <remarks>
/// Inputs lie as [channel][frequency][tile of a block of as many tiles as a vector has lanes], weights as [channel][frequency][vector][lane]
/// inside a kernel row.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public unsafe struct WinogradRow
{
    /// <summary>First kernel plane and row inside the input, first channel and frequency, first tile.</summary>
    public float* Input;

    /// <summary>Weights of that kernel row.</summary>
    public float* Weights;

    /// <summary>First filter of the first pixel; four pixels a tile follow, as far as <see cref="OutputEnd"/>.</summary>
    public float* Output;

    /// <summary>One pixel past the last that is written. A microkernel writes at least one, and stops there or after a whole run of tiles.</summary>
    public float* OutputEnd;

    /// <summary>One bias per lane.</summary>
    public float* Bias;

    /// <summary>The coefficients of the output transform, in the order in which the microkernel names them.</summary>
    public float* Coefficients;

    /// <summary>Room for a vector for every frequency, tile and vector of filters, for microkernels that cannot keep all sums in registers.</summary>
    public float* Products;

    /// <summary>From one channel to the next, in the input.</summary>
    public nint InputChannelStride;

    /// <summary>From one kernel row to the next, in the input.</summary>
    public nint InputRowStride;

    /// <summary>From one kernel plane to the next, in the input.</summary>
    public nint InputPlaneStride;

    /// <summary>From one kernel row to the next, in the weights.</summary>
    public nint WeightRowStride;

    /// <summary>From one kernel plane to the next, in the weights.</summary>
    public nint WeightPlaneStride;

    /// <summary>From one pixel to the next, in the output.</summary>
    public nint OutputPixelStride;

    /// <summary>Kernel planes inside the input.</summary>
    public nint Planes;

    /// <summary>Kernel rows inside the input.</summary>
    public nint Rows;

    /// <summary>Input channels, at least 1.</summary>
    public nint Channels;

    /// <summary>Whether to store past the cache, where the microkernel can; pixels are then whole cache lines.</summary>
    public bool Streams;

    /// <summary>Lower clamp of the fused activation; negative infinity where it has none.</summary>
    public float Low;

    /// <summary>Upper clamp of the fused activation; positive infinity where it has none.</summary>
    public float High;
}
