using Conv3DGen;

namespace Quickstart.Features;

/// <summary>
/// The kernels of the stack. The generator writes each property's body at compile time: machine code for exactly this
/// kernel size, padding and channel count.
/// </summary>
internal static partial class Kernels
{
    [Conv3DSpec(5, Padding = Padding.Same, InputChannels = 1, Filters = 8)]
    public static partial Conv3DKernel Smooth { get; }

    [Conv3DSpec(3, Padding = Padding.Same, InputChannels = 8, Filters = 16)]
    public static partial Conv3DKernel Gradient { get; }

    [Conv3DSpec(3, Padding = Padding.Same, InputChannels = 16, Filters = 16)]
    public static partial Conv3DKernel Blobs { get; }

    [Conv3DSpec(1, Padding = Padding.Same, InputChannels = 16, Filters = 8)]
    public static partial Conv3DKernel Mix { get; }
}
