namespace Conv3DGen.Consumer;

/// <summary>The kernels that this program names itself.</summary>
internal static partial class Kernels
{
    /// <summary>A stem for volumes of 5 channels.</summary>
    [Conv3DSpec(3, 3, 3, Strides = [1, 2, 2], Padding = Padding.Same, InputChannels = 5, Filters = 24)]
    public static partial Conv3DKernel Stem { get; }

#pragma warning disable C3D014 // no layer takes the others: they are here for the JIT's report on them

    /// <summary>Few filters: lanes that are pixels, as many sums as registers allow.</summary>
    [Conv3DSpec(3, InputChannels = 3, Filters = 4, Groups = 1, DataFormat = DataFormat.ChannelsLast)]
    public static partial Conv3DKernel Head { get; }

    /// <summary>Few filters: shorter vectors.</summary>
    [Conv3DSpec(3, Padding = Padding.Same, DilationRate = [2], InputChannels = 6, Filters = 7)]
    public static partial Conv3DKernel Narrow { get; }

    /// <summary>Three vectors of filters.</summary>
    [Conv3DSpec(1, 5, 5, InputChannels = 12, Filters = 48, Groups = 1, DataFormat = DataFormat.ChannelsLast)]
    public static partial Conv3DKernel Plane { get; }

    /// <summary>A channel in every lane.</summary>
    [Conv3DSpec(3, Padding = Padding.Same, InputChannels = 32, Filters = 32, Groups = 32)]
    public static partial Conv3DKernel Depthwise { get; }
}
