using Conv3DGen.Kernel.Tests.Compilation;
using Conv3DGen.Kernels;
using Conv3DGen.Testing;
using Conv3DGen.Testing.Problems;
using Conv3DGen.Testing.Reference;
using FsCheck;
using FsCheck.Fluent;

namespace Conv3DGen.Kernel.Tests.Properties;

/// <summary>
/// Random spec and shape pairs through every implementation: the same bits on all of them, whatever the number of threads and however the
/// batch is split, between guard pages (on Linux), and within the golden tolerance of the float64 sums. CONV3D_LONG=1 runs 100,000 pairs instead of 2,000.
/// </summary>
public class ConvolutionProperties
{
    private static readonly bool s_long = Environment.GetEnvironmentVariable("CONV3D_LONG") == "1";
    private static readonly int s_pairs = s_long ? 100_000 : 2_000;
    private static readonly IReadOnlyList<ConvProblem> s_layers = RandomProblems.Create(s_long ? 1_000 : 60, seed: 3);
    private static readonly KernelLibrary s_library = new(s_layers.Select(SpecOf));

    private static readonly (int Threads, Placement Placement)[] s_runs = [(1, Placement.EndsAtGuard), (2, Placement.BeginsAtGuard), (7, Placement.Misaligned)];

    [Fact]
    public void EveryPairGivesThePromisedBitsOnEveryImplementation()
    {
        Arbitrary<ConvProblem> problems = Arb.From(
            from layer in Gen.Choose(0, s_layers.Count - 1)
            from seed in Gen.Choose(0, int.MaxValue - 1)
            select RandomProblems.OtherInput(s_layers[layer], new System.Random(seed)),
            Smaller);
        Prop.ForAll(problems, Holds).Check(Config.QuickThrowOnFailure.WithMaxTest(s_pairs).WithReplay(17, 4711));
    }

    /// <summary>A spec that leaves options open where the layer's hash says so; the same layer always has the same one.</summary>
    private static ConvSpec SpecOf(ConvProblem layer) => (layer.InputChannels + layer.Filters) % 3 == 0 ? layer.GenericSpec : layer.SpecialisedSpec;

    private static void Holds(ConvProblem problem)
    {
        ProblemData data = ProblemData.Create(problem, seed: problem.InputCount);
        float[] expected = data.FmaOrderSums();
        WithinTolerance(data, expected);
        foreach (string implementation in Implementation.Names)
        {
            Conv3D layer = LayerFactory.Create(problem, data.Kernel, data.Bias, activation: null, Implementation.Kernel(implementation, SpecOf(problem), s_library));
            foreach ((int threads, Placement placement) in s_runs)
            {
                layer.Parallelism = new Parallelism(threads, MultiplyAddsPerHelper: 1); // small problems would not be worth a thread
                TensorAssert.Same(expected, GuardedRun.Of(layer, data, placement), problem, $"{implementation}, {threads} threads");
            }

            if (problem.Batch > 1)
            {
                TensorAssert.Same(expected, GuardedRun.ImageByImage(layer, problem, data.Input), problem, $"{implementation}, image by image");
            }
        }
    }

    /// <summary>The golden suites' rule: 8 * 2^-24 * max(sum |x w| + |b|) + 2e-7 absolute, 1e-6 relative.</summary>
    private static void WithinTolerance(ProblemData data, float[] actual)
    {
        double[] x = ReferenceConvolution.Widen(data.Input);
        double[] w = ReferenceConvolution.Widen(data.Kernel);
        double[]? b = data.Bias is null ? null : ReferenceConvolution.Widen(data.Bias);
        double[] exact = ReferenceConvolution.Run(data.Problem, x, w, b);
        double[] magnitude = ReferenceConvolution.Run(data.Problem, Absolute(x), Absolute(w), b is null ? null : Absolute(b));
        double allowed = (8 * Math.Pow(2, -24) * magnitude.Max()) + 2e-7;
        for (int i = 0; i < exact.Length; i++)
        {
            Assert.True(Math.Abs(actual[i] - exact[i]) <= allowed + (1e-6 * Math.Abs(exact[i])), $"{data.Problem}: output {i} is {actual[i]}, exactly {exact[i]}");
        }

        static double[] Absolute(double[] values) => Array.ConvertAll(values, Math.Abs);
    }

    /// <summary>The same layer on less: one image, and each axis shortened as far as the layer allows.</summary>
    private static IEnumerable<ConvProblem> Smaller(ConvProblem problem)
    {
        Int3 size = problem.Input;
        ConvProblem[] candidates =
        [
            problem with { Batch = 1 },
            problem with { UseBias = false },
            problem with { Input = size with { Depth = size.Depth / 2 } },
            problem with { Input = size with { Height = size.Height / 2 } },
            problem with { Input = size with { Width = size.Width / 2 } },
            problem with { Input = size with { Width = size.Width - 1 } },
        ];
        return candidates.Where(c => c != problem && c.Input.Depth > 0 && c.Input.Height > 0 && c.Input.Width > 0
            && c.Output.Depth > 0 && c.Output.Height > 0 && c.Output.Width > 0);
    }
}
