namespace Conv3DGen.Bench.Layers;

/// <summary>
/// One kernel a layer, with everything constant that a spec can fix. The attribute is the only place that states a layer's options;
/// <see cref="LayerTable"/> adds the size of its input.
/// </summary>
internal static partial class LayerKernels
{
    [Conv3DSpec(3, Padding = Padding.Same, InputChannels = 3, Filters = 64, DataFormat = DataFormat.ChannelsLast)]
    public static partial Conv3DKernel A { get; }

    [Conv3DSpec(3, Padding = Padding.Same, InputChannels = 64, Filters = 128, DataFormat = DataFormat.ChannelsLast)]
    public static partial Conv3DKernel B { get; }

    [Conv3DSpec(3, Padding = Padding.Same, InputChannels = 128, Filters = 256, DataFormat = DataFormat.ChannelsLast)]
    public static partial Conv3DKernel C { get; }

    [Conv3DSpec(3, Padding = Padding.Same, InputChannels = 256, Filters = 512, DataFormat = DataFormat.ChannelsLast)]
    public static partial Conv3DKernel C2 { get; }

    [Conv3DSpec(3, Padding = Padding.Same, InputChannels = 512, Filters = 512, DataFormat = DataFormat.ChannelsLast)]
    public static partial Conv3DKernel D { get; }

    [Conv3DSpec(3, InputChannels = 32, Filters = 32, DataFormat = DataFormat.ChannelsLast)]
    public static partial Conv3DKernel E { get; }

    [Conv3DSpec(3, InputChannels = 1, Filters = 32, DataFormat = DataFormat.ChannelsLast)]
    public static partial Conv3DKernel F { get; }

    [Conv3DSpec(1, Padding = Padding.Same, InputChannels = 64, Filters = 64, DataFormat = DataFormat.ChannelsLast)]
    public static partial Conv3DKernel G { get; }

    [Conv3DSpec(3, 7, 7, Strides = [1, 2, 2], Padding = Padding.Same, InputChannels = 3, Filters = 64, DataFormat = DataFormat.ChannelsLast)]
    public static partial Conv3DKernel H { get; }

    [Conv3DSpec(3, Strides = [2], Padding = Padding.Same, InputChannels = 32, Filters = 64, DataFormat = DataFormat.ChannelsLast)]
    public static partial Conv3DKernel I { get; }

    [Conv3DSpec(3, DilationRate = [2], Padding = Padding.Same, InputChannels = 32, Filters = 32, DataFormat = DataFormat.ChannelsLast)]
    public static partial Conv3DKernel J { get; }

    [Conv3DSpec(3, InputChannels = 1, Filters = 8, DataFormat = DataFormat.ChannelsLast)]
    public static partial Conv3DKernel K1 { get; }

    [Conv3DSpec(3, Strides = [2], Padding = Padding.Same, InputChannels = 8, Filters = 16, DataFormat = DataFormat.ChannelsLast)]
    public static partial Conv3DKernel K2 { get; }

    [Conv3DSpec(3, Padding = Padding.Same, InputChannels = 4, Filters = 4, DataFormat = DataFormat.ChannelsLast)]
    public static partial Conv3DKernel K3 { get; }

    [Conv3DSpec(1, 3, 3, Padding = Padding.Same, InputChannels = 64, Filters = 64, DataFormat = DataFormat.ChannelsLast)]
    public static partial Conv3DKernel L { get; }

    [Conv3DSpec(3, 1, 1, Padding = Padding.Same, InputChannels = 64, Filters = 64, DataFormat = DataFormat.ChannelsLast)]
    public static partial Conv3DKernel M { get; }

    [Conv3DSpec(3, Padding = Padding.Same, InputChannels = 64, Filters = 64, Groups = 64, DataFormat = DataFormat.ChannelsLast)]
    public static partial Conv3DKernel N { get; }

    [Conv3DSpec(2, 3, 4, Strides = [2, 1, 1], InputChannels = 5, Filters = 7, DataFormat = DataFormat.ChannelsLast)]
    public static partial Conv3DKernel O { get; }

    [Conv3DSpec(2, 4, 4, Strides = [2, 4, 4], Padding = Padding.Same, InputChannels = 3, Filters = 96, DataFormat = DataFormat.ChannelsLast)]
    public static partial Conv3DKernel P { get; }

    [Conv3DSpec(3, Padding = Padding.Same, InputChannels = 16, Filters = 16, DataFormat = DataFormat.ChannelsLast)]
    public static partial Conv3DKernel Q { get; }

    [Conv3DSpec(3, Padding = Padding.Same, InputChannels = 64, Filters = 64, DataFormat = DataFormat.ChannelsLast)]
    public static partial Conv3DKernel W1 { get; }

    [Conv3DSpec(3, Padding = Padding.Same, InputChannels = 32, Filters = 64, DataFormat = DataFormat.ChannelsLast)]
    public static partial Conv3DKernel W2 { get; }

    [Conv3DSpec(3, Padding = Padding.Same, InputChannels = 16, Filters = 16, DataFormat = DataFormat.ChannelsLast)]
    public static partial Conv3DKernel W3 { get; }

    [Conv3DSpec(3, Padding = Padding.Same, InputChannels = 64, Filters = 64, DataFormat = DataFormat.ChannelsLast)]
    public static partial Conv3DKernel W4 { get; }

    [Conv3DSpec(3, Padding = Padding.Same, InputChannels = 256, Filters = 256, DataFormat = DataFormat.ChannelsLast)]
    public static partial Conv3DKernel W5 { get; }

    [Conv3DSpec(3, Padding = Padding.Same, InputChannels = 256, Filters = 256, DataFormat = DataFormat.ChannelsLast)]
    public static partial Conv3DKernel W6 { get; }

    [Conv3DSpec(3, Padding = Padding.Same, InputChannels = 32, Filters = 32, DataFormat = DataFormat.ChannelsLast)]
    public static partial Conv3DKernel W7 { get; }

    [Conv3DSpec(3, Padding = Padding.Same, InputChannels = 128, Filters = 128, Groups = 32, DataFormat = DataFormat.ChannelsLast)]
    public static partial Conv3DKernel R4 { get; }

    [Conv3DSpec(3, Padding = Padding.Same, InputChannels = 256, Filters = 256, Groups = 32, DataFormat = DataFormat.ChannelsLast)]
    public static partial Conv3DKernel R8 { get; }

    [Conv3DSpec(3, Padding = Padding.Same, InputChannels = 64, Filters = 64, Groups = 4, DataFormat = DataFormat.ChannelsLast)]
    public static partial Conv3DKernel R16 { get; }

    [Conv3DSpec(4, Strides = [2], Padding = Padding.Same, InputChannels = 256, Filters = 512, DataFormat = DataFormat.ChannelsLast)]
    public static partial Conv3DKernel S { get; }

    [Conv3DSpec(3, Padding = Padding.Same, InputChannels = 64, Filters = 64, Groups = 64, DataFormat = DataFormat.ChannelsLast)]
    public static partial Conv3DKernel T { get; }

    [Conv3DSpec(1, InputChannels = 32, Filters = 3, DataFormat = DataFormat.ChannelsLast)]
    public static partial Conv3DKernel U { get; }

    [Conv3DSpec(5, Padding = Padding.Same, InputChannels = 32, Filters = 32, DataFormat = DataFormat.ChannelsLast)]
    public static partial Conv3DKernel V { get; }

    [Conv3DSpec(2, Strides = [2], InputChannels = 32, Filters = 64, DataFormat = DataFormat.ChannelsLast)]
    public static partial Conv3DKernel V2 { get; }

    [Conv3DSpec(1, InputChannels = 32, Filters = 128, DataFormat = DataFormat.ChannelsLast)]
    public static partial Conv3DKernel X { get; }

    [Conv3DSpec(1, InputChannels = 128, Filters = 32, DataFormat = DataFormat.ChannelsLast)]
    public static partial Conv3DKernel X2 { get; }

    [Conv3DSpec(3, Padding = Padding.Same, InputChannels = 64, Filters = 128, DataFormat = DataFormat.ChannelsFirst)]
    public static partial Conv3DKernel BFirst { get; }

    [Conv3DSpec(3, InputChannels = 32, Filters = 32, DataFormat = DataFormat.ChannelsFirst)]
    public static partial Conv3DKernel EFirst { get; }

    [Conv3DSpec(3, Strides = [2], Padding = Padding.Same, InputChannels = 32, Filters = 64, DataFormat = DataFormat.ChannelsFirst)]
    public static partial Conv3DKernel IFirst { get; }

    [Conv3DSpec(3, Padding = Padding.Same, InputChannels = 16, Filters = 16, DataFormat = DataFormat.ChannelsFirst)]
    public static partial Conv3DKernel QFirst { get; }

    [Conv3DSpec(1, Padding = Padding.Same, InputChannels = 64, Filters = 64, DataFormat = DataFormat.ChannelsFirst)]
    public static partial Conv3DKernel GFirst { get; }

    [Conv3DSpec(2, 4, 4, Strides = [2, 4, 4], Padding = Padding.Same, InputChannels = 3, Filters = 96, DataFormat = DataFormat.ChannelsFirst)]
    public static partial Conv3DKernel PFirst { get; }

    [Conv3DSpec(2, Strides = [2], InputChannels = 32, Filters = 64, DataFormat = DataFormat.ChannelsFirst)]
    public static partial Conv3DKernel V2First { get; }

    [Conv3DSpec(1, InputChannels = 128, Filters = 32, DataFormat = DataFormat.ChannelsFirst)]
    public static partial Conv3DKernel X2First { get; }

    [Conv3DSpec(2, Strides = [2], InputChannels = 1, Filters = 48, DataFormat = DataFormat.ChannelsFirst)]
    public static partial Conv3DKernel YFirst { get; }

    [Conv3DSpec(3, InputChannels = 1, Filters = 32, DataFormat = DataFormat.ChannelsFirst)]
    public static partial Conv3DKernel FFirst { get; }
}
