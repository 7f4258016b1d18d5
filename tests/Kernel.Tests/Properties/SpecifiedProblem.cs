using Conv3DGen.Kernel.Tests.Compilation;
using Conv3DGen.Testing;
using Conv3DGen.Testing.Problems;

namespace Conv3DGen.Kernel.Tests.Properties;

/// <summary>A problem, random but for a few, and the spec of a kernel that serves it.</summary>
/// <param name="Name">Number, spec and problem: unique and readable.</param>
/// <param name="Spec">The spec, which leaves nothing, everything or some options open.</param>
/// <param name="Data">The problem's tensors.</param>
internal sealed record SpecifiedProblem(string Name, ConvSpec Spec, ProblemData Data)
{
    private const int Specs = 93;
    private const int ShapesPerSpec = 3;

    /// <summary>Depthwise layers whose channels do not fill the last vector, which random ones seldom are.</summary>
    private static readonly ConvProblem[] s_depthwise =
    [
        .. ((int[])[9, 13, 17, 31, 33]).Select(n => new ConvProblem { KernelSize = 3, Padding = Padding.Same, Groups = n, InputChannels = n, Filters = n, Input = (2, 4, 9) }),
        new() { KernelSize = (1, 2, 3), Strides = 2, Groups = 21, InputChannels = 21, Filters = 21, Input = (3, 6, 17) },
        new() { KernelSize = (2, 1, 3), DilationRate = (1, 1, 2), Padding = Padding.Same, Groups = 19, InputChannels = 19, Filters = 19, Input = (3, 3, 17) },
    ];

    /// <summary>Rows of the lengths that tiles at their ends make up, alone, in pairs or with others between; blocks of one, two and three vectors.</summary>
    private static readonly ConvProblem[] s_wholeRows =
    [
        .. (((int, int)[])[(7, 32), (14, 16), (14, 20), (18, 48), (28, 32), (33, 33)]).Select(x => new ConvProblem
        {
            KernelSize = (2, 3, 3), Padding = Padding.Same, InputChannels = 5, Filters = x.Item2, Input = (2, 3, x.Item1),
        }),
    ];

    /// <summary>So few channels that a kernel row's weights stay in registers: all lanes used or not, clipped at the ends or not.</summary>
    private static readonly ConvProblem[] s_fewChannels =
    [
        .. (((int, int, int)[])[(1, 4, 8), (1, 1, 9), (2, 3, 17), (4, 4, 8), (4, 2, 5), (1, 8, 14), (3, 8, 30), (4, 16, 14)]).Select(x => new ConvProblem
        {
            KernelSize = 3, Padding = Padding.Same, InputChannels = x.Item1, Filters = x.Item2, Input = (3, 5, x.Item3),
        }),
        new() { KernelSize = 3, InputChannels = 1, Filters = 4, Input = (4, 6, 16), Batch = 2 },
        new() { KernelSize = (2, 3, 5), Strides = 2, InputChannels = 2, Filters = 4, Input = (4, 9, 25) },
        new() { KernelSize = (1, 2, 4), Padding = Padding.Same, InputChannels = 3, Filters = 4, Input = (2, 4, 11) },
    ];

    /// <summary>Depthwise layers of so many channels that AVX2 takes two vectors of them at once: ends of rows clipped or whole, taps held, apart or looped over.</summary>
    private static readonly ConvProblem[] s_manyDepthwise =
    [
        new() { KernelSize = 3, Padding = Padding.Same, Groups = 64, InputChannels = 64, Filters = 64, Input = (2, 4, 17) },
        new() { KernelSize = (2, 3, 5), Strides = (1, 2, 2), Groups = 128, InputChannels = 128, Filters = 128, Input = (3, 7, 29) },
        new() { KernelSize = (1, 2, 3), DilationRate = (1, 1, 2), Padding = Padding.Same, Groups = 64, InputChannels = 64, Filters = 64, Input = (2, 3, 15), Batch = 2 },
        new() { KernelSize = (1, 2, 10), Padding = Padding.Same, Groups = 64, InputChannels = 64, Filters = 64, Input = (2, 3, 21) },
    ];

    /// <summary>Lanes that are pixels: of a channels_first tensor in place, one tile of filters or more, and of strides.</summary>
    private static readonly ConvProblem[] s_pixels =
    [
        new() { KernelSize = 1, InputChannels = 7, Filters = 40, Input = (3, 5, 19), Batch = 2, DataFormat = DataFormat.ChannelsFirst },
        new() { KernelSize = (3, 1, 1), Padding = Padding.Same, InputChannels = 3, Filters = 2, Input = (4, 3, 17), DataFormat = DataFormat.ChannelsFirst },
        new() { KernelSize = (2, 1, 1), Strides = (2, 1, 1), Groups = 2, InputChannels = 4, Filters = 32, Input = (5, 4, 9), DataFormat = DataFormat.ChannelsFirst },
        new() { KernelSize = (1, 3, 3), Strides = (1, 2, 2), Padding = Padding.Same, InputChannels = 3, Filters = 2, Input = (2, 9, 21), Batch = 2 },
        new() { KernelSize = (2, 2, 3), Strides = (1, 1, 3), InputChannels = 2, Filters = 2, Input = (3, 6, 40), DataFormat = DataFormat.ChannelsFirst },
    ];

    private static readonly Lazy<Dictionary<string, SpecifiedProblem>> s_all = new(() => Create().ToDictionary(p => p.Name));
    private static readonly Lazy<KernelLibrary> s_library = new(() => new(s_all.Value.Values.Select(p => p.Spec)));

    /// <summary>All names: several shapes for each spec.</summary>
    public static IEnumerable<string> Names => s_all.Value.Keys;

    /// <summary>One shape for each spec.</summary>
    public static IEnumerable<string> OnePerSpec => Names.Where((_, i) => i % ShapesPerSpec == 0);

    public static SpecifiedProblem Named(string name) => s_all.Value[name];

    /// <summary>The same problem with other tensors.</summary>
    public SpecifiedProblem With(float[]? input = null, float[]? kernel = null, float[]? bias = null)
        => this with { Data = Data with { Input = input ?? Data.Input, Kernel = kernel ?? Data.Kernel, Bias = bias ?? Data.Bias } };

    /// <summary>A layer with the problem's weights on an implementation.</summary>
    public Conv3D Layer(string implementation, Activation? activation = null)
        => LayerFactory.Create(Data.Problem, Data.Kernel, Data.Bias, activation, Implementation.Kernel(implementation, Spec, s_library.Value));

    /// <summary>Which kernel computes the problem, and for which spec it was made.</summary>
    public string Describe(Conv3D layer) => $"{layer.KernelName}, made for {Spec}";

    /// <summary>Names x implementations, for theories.</summary>
    public static TheoryData<string, string> Rows(IEnumerable<string> names)
    {
        var rows = new TheoryData<string, string>();
        foreach (string name in names)
        {
            foreach (string implementation in Implementation.Names)
            {
                rows.Add(name, implementation);
            }
        }

        return rows;
    }

    private static IEnumerable<SpecifiedProblem> Create()
    {
        var random = new Random(2);
        ConvProblem[] chosen = [.. s_depthwise, .. s_wholeRows, .. s_fewChannels, .. s_manyDepthwise, .. s_pixels];
        ConvProblem[] first = [.. chosen, .. RandomProblems.Create(Specs, seed: 1)];
        for (int i = 0; i < first.Length; i++)
        {
            ConvProblem problem = first[i];
            ConvSpec spec = SpecOf(problem, form: i < chosen.Length ? 1 : i % 4, random);
            for (int shape = 0; shape < ShapesPerSpec; shape++)
            {
                int number = (i * ShapesPerSpec) + shape;
                yield return new($"#{number} spec ({spec}) on {problem}", spec, ProblemData.Create(problem, seed: number));
                bool anyChannels = spec == problem.GenericSpec;
                problem = anyChannels ? RandomProblems.OtherChannels(problem, random) : RandomProblems.OtherInput(problem, random);
            }
        }
    }

    /// <summary>Form 0 fixes no option, 1 and 2 all, 3 some.</summary>
    private static ConvSpec SpecOf(ConvProblem problem, int form, Random random) => form switch
    {
        0 => problem.GenericSpec,
        1 or 2 => problem.SpecialisedSpec,
        _ => problem.GenericSpec with
        {
            InputChannels = random.Next(2) == 0 ? problem.InputChannels : null,
            Filters = random.Next(2) == 0 ? problem.Filters : null,
            Groups = random.Next(2) == 0 ? problem.Groups : null,
            DataFormat = random.Next(2) == 0 ? problem.DataFormat : null,
        },
    };
}
