namespace Conv3DGen.Generator.Tests.Helpers;

/// <summary>Several thousand possible specs: the corners of every option, crossed; algorithms only where groups and axis order are open.</summary>
internal static class SpecGrid
{
    private static readonly Int3[] s_kernels = [1, 3, (1, 3, 3), (3, 1, 1), (2, 5, 7)];
    private static readonly (Int3 Strides, Int3 Dilation)[] s_steps = [(1, 1), (2, 1), ((1, 2, 2), 1), (1, 2), (1, (2, 1, 1))];
    private static readonly int?[] s_inputs = [null, 1, 3, 6, 64];
    private static readonly int?[] s_filters = [null, 1, 8, 16, 48, 100];
    private static readonly int?[] s_groups = [null, 1, 2];
    private static readonly Algorithm[] s_algorithms = Enum.GetValues<Algorithm>();
    private static readonly DataFormat?[] s_formats = [null, DataFormat.ChannelsLast, DataFormat.ChannelsFirst];

    public static IReadOnlyList<ConvSpec> All { get; } =
    [
        .. from kernel in s_kernels
           from step in s_steps
           from padding in Enum.GetValues<Padding>()
           from inputs in s_inputs
           from filters in s_filters
           from groups in s_groups
           from format in s_formats
           from algorithm in groups is null && format is null ? s_algorithms : [Algorithm.Auto]
           let spec = new ConvSpec(kernel, step.Strides, step.Dilation, padding) { InputChannels = inputs, Filters = filters, Groups = groups, DataFormat = format, Algorithm = algorithm }
           where ConvSpecRules.Check(spec).Count == 0
           select spec,
    ];
}
