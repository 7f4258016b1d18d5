using Conv3DGen.Neon.Protocol;
using Conv3DGen.Testing;
using Conv3DGen.Testing.Golden;
using Conv3DGen.Testing.Problems;

namespace Conv3DGen.Neon.Tests.Cases;

/// <summary>
/// Winograd convolutions. The bits are those of the portable kernel on this machine, which interprets the same transforms; what they have to
/// do with the convolution is held by tests that need no arm64.
/// </summary>
internal static class WinogradCases
{
    public const int Problems = ProblemsOfThree + 40;

    private const int ProblemsOfThree = 120;

    private const int FloatBytes = sizeof(float);

    /// <summary>Frequencies of the forms of three taps without the pair, for one to three filtered axes.</summary>
    private static readonly int[][] s_frequencies = [[4, 6], [16, 24, 36], [64, 96, 144, 216]];

    private static readonly Int3[] s_kernels = [(3, 3, 3), (3, 3, 3), (3, 3, 3), (1, 3, 3), (3, 1, 3), (3, 3, 1), (3, 1, 1), (1, 3, 1), (1, 1, 3)];
    /// <summary>Kernels with five taps, which the last random problems have.</summary>
    private static readonly Int3[] s_fives = [(5, 5, 5), (1, 5, 5), (3, 5, 5), (5, 1, 5), (5, 3, 3), (5, 5, 5), (5, 5, 1), (1, 1, 5), (5, 5, 3), (5, 1, 1)];

    private static readonly int[] s_channels = [3, 4, 8, 13, 16, 17, 20, 24, 33];
    private static readonly string[] s_activations = ["linear", "relu", "relu6", "tanh"];

    /// <summary>The golden cases that Winograd convolution can compute, on a kernel that has code for nothing else.</summary>
    public static IEnumerable<NeonCase> Golden()
        => from golden in GoldenSuites.Forward.Values
           let layer = golden.Layer
           where Fits(layer.Problem)
           let kernel = new KernelChoice(layer.Problem.GenericSpec with { Algorithm = Algorithm.Winograd })
           select Case(golden.Name, "winograd", kernel, layer.Problem, new(layer.Problem, golden.Input, layer.Kernel, layer.Bias), "linear", long.MaxValue);

    /// <summary>Random problems of three taps on one to three axes, with limits of the weights that let smaller tiles win too; and of five taps.</summary>
    public static IEnumerable<NeonCase> Random()
    {
        var random = new Random(404);
        for (int i = 0; i < Problems; i++)
        {
            bool five = HasFive(i);
            ConvProblem problem = Problem(random, five ? s_fives[i % s_fives.Length] : Pick(random, s_kernels));
            int[] frequencies = s_frequencies[Filtered(problem) - 1];
            long limit = five ? long.MaxValue : (long)frequencies[random.Next(frequencies.Length)] * problem.InputChannels * problem.Filters * FloatBytes;
            var kernel = new KernelChoice(problem.GenericSpec with { Algorithm = i % 2 == 0 ? Algorithm.Winograd : Algorithm.Auto });
            yield return Case(Name(i), "winograd", kernel, problem, ProblemData.Create(problem, seed: i), s_activations[i % s_activations.Length], limit);
        }
    }

    /// <summary>Whether a random problem has five taps on an axis.</summary>
    public static bool HasFive(int problem) => problem >= ProblemsOfThree;

    /// <summary>The group of a random problem.</summary>
    public static string Name(int problem) => $"random winograd {problem}";

    /// <summary>
    /// What Winograd convolution is for, said independently of the library: one, three or five taps, as many on two axes, a step of one, one
    /// group; and more than two inputs for five taps to meet.
    /// </summary>
    public static bool Fits(ConvProblem problem)
        => problem is { Groups: 1 } && problem.Strides == 1 && Filtered(problem) > 0
        && Axes(problem.KernelSize).All(taps => taps is 1 or 3 or 5) && Axes(problem.KernelSize).Distinct().Count() < 3
        && Axes(problem.KernelSize).Zip(Axes(problem.Input), Axes(problem.DilationRate)).All(axis => axis.First != 5 || axis.Second > 2 * axis.Third);

    private static NeonCase Case(string group, string label, KernelChoice kernel, ConvProblem problem, ProblemData data, string activation, long limit)
        => new(group, label, kernel, problem, data.Input, data.Kernel, data.Bias, activation, () => RunHere(problem, data, activation, limit))
        {
            Algorithm = Algorithm.Winograd,
            WeightLimit = limit,
        };

    private static float[] RunHere(ConvProblem problem, ProblemData data, string activation, long limit)
        => LayerFactory.Create(problem, data.Kernel, data.Bias, ActivationName.Find(activation), Conv3DKernel.Fallback, Algorithm.Winograd, limit)
            .Run(problem, data.Input);

    private static ConvProblem Problem(Random random, Int3 kernel)
    {
        Int3 dilation = random.Next(3) == 0 ? (random.Next(1, 4), random.Next(1, 4), random.Next(1, 4)) : 1;
        Padding padding = random.Next(3) == 0 ? Padding.Valid : Padding.Same;
        return new()
        {
            KernelSize = kernel,
            DilationRate = dilation,
            Padding = padding,
            DataFormat = random.Next(2) == 0 ? DataFormat.ChannelsLast : DataFormat.ChannelsFirst,
            InputChannels = Pick(random, s_channels),
            Filters = Pick(random, s_channels),
            UseBias = random.Next(4) != 0,
            Batch = random.Next(1, 3),
            Input = (
                Size(random, kernel.Depth, dilation.Depth, padding, isDepth: kernel.Height == kernel.Width),
                Size(random, kernel.Height, dilation.Height, padding),
                Size(random, kernel.Width, dilation.Width, padding)),
        };
    }

    /// <summary>An input size; often two a lattice, which between zeros has a form of its own: of five taps on the depth alone.</summary>
    private static int Size(Random random, int kernel, int dilation, Padding padding, bool isDepth = false)
        => padding == Padding.Valid ? ((kernel - 1) * dilation) + random.Next(1, 8)
            : kernel == 5 ? (2 * dilation) + (isDepth && random.Next(3) == 0 ? 0 : random.Next(1, 10))
            : random.Next(3) == 0 ? 2 * dilation
            : random.Next(1, 15);

    private static int Filtered(ConvProblem problem) => Axes(problem.KernelSize).Count(taps => taps > 1);

    private static int[] Axes(Int3 value) => [value.Depth, value.Height, value.Width];

    private static T Pick<T>(Random random, T[] from) => from[random.Next(from.Length)];
}
