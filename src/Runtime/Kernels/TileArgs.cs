using System.ComponentModel;

namespace Conv3DGen.Kernels;

/// <summary>
/// Everything a microkernel needs for one output tile. Filled by the library, read by generated code; all strides are in floats.
/// The loop nest is planes (kernel depth) x rows (kernel height) x taps x run; the weights are contiguous inside a row.
/// </summary>
/// <remarks>
/// Where the taps of a kernel row touch (dilation 1, one group, channels last) the library folds them into the run:
/// one tap of kernel-width * channels floats.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public unsafe struct TileArgs
{
    /// <summary>First valid tap, first channel, of the tile's first pixel.</summary>
    public float* Input;

    /// <summary>Packed weights of that tap.</summary>
    public float* Weights;

    /// <summary>First channel of the tile's first output pixel.</summary>
    public float* Output;

    /// <summary>One bias per lane of the block.</summary>
    public float* Bias;

    /// <summary>From one pixel of the tile to the next, in the input.</summary>
    public nint InputPixelStride;

    /// <summary>From one tap to the next along a kernel row, in the input.</summary>
    public nint InputTapStride;

    /// <summary>From one element of a run to the next, in the input.</summary>
    public nint InputChannelStride;

    /// <summary>From one kernel row to the next, in the input.</summary>
    public nint InputRowStride;

    /// <summary>Where each kernel row begins in a plane of the input; for microkernels of strides, in which that is no fixed step.</summary>
    public nint* RowOffsets;

    /// <summary>Where each tap of a kernel row begins in the row; for the same microkernels.</summary>
    public nint* TapOffsets;

    /// <summary>From one kernel plane to the next, in the input.</summary>
    public nint InputPlaneStride;

    /// <summary>From one kernel row to the next, in the packed weights.</summary>
    public nint WeightRowStride;

    /// <summary>From one kernel plane to the next, in the packed weights.</summary>
    public nint WeightPlaneStride;

    /// <summary>From one element of a run to the next, in the packed weights: the width of the block; for microkernels of blocks of any width.</summary>
    public nint WeightChannelStride;

    /// <summary>From one pixel of the tile to the next, in the output.</summary>
    public nint OutputPixelStride;

    /// <summary>From one row to the next, in the output; for microkernels of two rows.</summary>
    public nint OutputRowStride;

    /// <summary>Where each pixel of the tile lies in the output; for microkernels that go on with sums that lie anywhere.</summary>
    public nint* OutputOffsets;

    /// <summary>How far ahead weights are worth fetching, in floats; 0 where they are in cache. For the same microkernels.</summary>
    public nint Prefetch;

    /// <summary>The same for the last half of a step's cache lines, where it has several: tiles that use the same weights share out what they fetch.</summary>
    public nint PrefetchLast;

    /// <summary>Kernel planes inside the input; 0 where no tap is (the output is then the bias).</summary>
    public nint Planes;

    /// <summary>Kernel rows inside the input, at least 1 where <see cref="Planes"/> is.</summary>
    public nint Rows;

    /// <summary>Taps of a kernel row inside the input, at least 1 where <see cref="Planes"/> is.</summary>
    public nint Taps;

    /// <summary>Multiply-adds a tap, at least 1.</summary>
    public nint Run;

    /// <summary>Not 0 where the first tap of the tile's first pixel lies in the padding before a row; <see cref="Input"/> then points there.</summary>
    public nint Left;

    /// <summary>Not 0 where the last tap of the tile's last pixel lies in the padding after a row.</summary>
    public nint Right;

    /// <summary>Pixels of the tile; for microkernels that serve several sizes.</summary>
    public nint Pixels;

    /// <summary>Lower clamp of the fused activation; negative infinity where it has none.</summary>
    public float Low;

    /// <summary>Upper clamp of the fused activation; positive infinity where it has none.</summary>
    public float High;
}
