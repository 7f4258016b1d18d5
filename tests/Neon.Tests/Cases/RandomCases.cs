using Conv3DGen.Testing;
using Conv3DGen.Testing.Problems;

namespace Conv3DGen.Neon.Tests.Cases;

/// <summary>Random specs, each on several random shapes. The same every time.</summary>
internal static class RandomCases
{
    public const int Specs = 60;

    private const int ShapesPerSpec = 5;
    private const long MaxMultiplyAdds = 1_000_000;

    /// <summary>The activations that kernels apply themselves, as clamps.</summary>
    private static readonly (string Name, float Low, float High)[] s_clamps =
    [
        ("linear", float.NegativeInfinity, float.PositiveInfinity),
        ("relu", 0, float.PositiveInfinity),
        ("relu6", 0, 6),
    ];

    public static IEnumerable<NeonCase> Create()
    {
        IReadOnlyList<ConvProblem> shapes = RandomProblems.Create(5000, seed: 17);
        int next = 0;
        foreach ((int index, ConvProblem problem) in RandomProblems.Create(Specs, seed: 71).Index())
        {
            var kernel = new KernelChoice(Open(problem, index));
            for (int shape = 0; shape < ShapesPerSpec; next++)
            {
                ConvProblem candidate = Fit(shapes[next], problem, kernel.Spec!);
                if (MultiplyAdds(candidate) <= MaxMultiplyAdds)
                {
                    yield return Case(kernel, candidate, index, shape++);
                }
            }
        }
    }

    /// <summary>The name of a spec.</summary>
    public static string Name(int spec) => $"random spec {spec}";

    private static NeonCase Case(KernelChoice kernel, ConvProblem problem, int spec, int shape)
    {
        ProblemData data = ProblemData.Create(problem, seed: (spec * ShapesPerSpec) + shape);
        (string activation, float low, float high) = s_clamps[(spec + shape) % s_clamps.Length];
        return new(Name(spec), $"shape {shape}", kernel, problem, data.Input, data.Kernel, data.Bias, activation, Expected);

        float[] Expected() => Array.ConvertAll(data.FmaOrderSums(), x => x < low ? low : x > high ? high : x);
    }

    /// <summary>A spec for the problem that leaves open one of several sets of options.</summary>
    private static ConvSpec Open(ConvProblem problem, int index) => (index % 5) switch
    {
        0 => problem.GenericSpec,
        1 => problem.GenericSpec with { InputChannels = problem.InputChannels },
        2 => problem.GenericSpec with { Filters = problem.Filters, Groups = problem.Groups },
        3 => problem.GenericSpec with { InputChannels = problem.InputChannels, Filters = problem.Filters, DataFormat = problem.DataFormat },
        _ => problem.SpecialisedSpec,
    };

    /// <summary>The shape, with what the spec fixes taken from the spec's own problem and a valid kernel made to fit.</summary>
    private static ConvProblem Fit(ConvProblem shape, ConvProblem problem, ConvSpec spec)
    {
        int channels = spec.InputChannels ?? shape.InputChannels;
        int filters = spec.Filters ?? shape.Filters;
        int groups = spec.Groups ?? (channels % shape.Groups == 0 && filters % shape.Groups == 0 ? shape.Groups : 1);
        var fitted = shape with
        {
            KernelSize = spec.KernelSize,
            Strides = spec.Strides,
            DilationRate = spec.DilationRate,
            Padding = spec.Padding,
            DataFormat = spec.DataFormat ?? shape.DataFormat,
            InputChannels = RoundUp(channels, groups),
            Filters = RoundUp(filters, groups),
            Groups = groups,
        };
        Int3 output = fitted.Output;
        return output.Depth > 0 && output.Height > 0 && output.Width > 0 ? fitted : fitted with { Input = problem.Input };
    }

    private static int RoundUp(int channels, int groups) => (channels + groups - 1) / groups * groups;

    private static long MultiplyAdds(ConvProblem problem)
        => (long)problem.OutputCount * problem.KernelSize.Depth * problem.KernelSize.Height * problem.KernelSize.Width * problem.ChannelsPerGroup;
}
