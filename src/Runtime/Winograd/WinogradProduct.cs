using System.ComponentModel;

namespace Conv3DGen.Winograd;

/// <summary>
/// A range of the matrix products between the transforms: for every frequency, tiles x input channels times input channels x filters.
/// Filled by the library, read by generated code; strides are in floats.
/// </summary>
/// <remarks>Weights are contiguous in the order the loops take them: frequency, panel of filters, input channel, lane of the panel.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public unsafe struct WinogradProduct
{
    /// <summary>First tile, first channel of the first frequency.</summary>
    public float* Input;

    /// <summary>The first weight.</summary>
    public float* Weights;

    /// <summary>First tile, first filter of the first frequency.</summary>
    public float* Output;

    /// <summary>From one tile to the next, in input and output.</summary>
    public nint TileStride;

    /// <summary>From one vector of channels to the next, in input and output.</summary>
    public nint BlockStride;

    /// <summary>From one frequency to the next, in input and output.</summary>
    public nint FrequencyStride;

    /// <summary>Frequencies, at least 1.</summary>
    public nint Frequencies;

    /// <summary>Panels of filters, at least 1.</summary>
    public nint Panels;

    /// <summary>Input channels, at least 1; those up to the next whole load are zeros.</summary>
    public nint Channels;

    /// <summary>How far ahead weights are worth fetching, in floats; 0 where they are in cache.</summary>
    public nint Prefetch;

    /// <summary>The same for the last half of a step's cache lines, where it has several: calls that use the same weights share out what they fetch.</summary>
    public nint PrefetchLast;

    /// <summary>Tiles of this call; for microkernels that serve several sizes.</summary>
    public nint Tiles;
}
