using Conv3DGen.Kernel.Tests.Compilation;
using Conv3DGen.Kernel.Tests.Properties;
using Conv3DGen.Kernels;
using Conv3DGen.Testing;
using Conv3DGen.Testing.Problems;
using Conv3DGen.Winograd;

namespace Conv3DGen.Kernel.Tests.Winograd;

/// <summary>
/// Winograd on random problems, in every form that can compute them: near the exact sums; and the same bits on every implementation,
/// whatever the number of threads and however the batch is split, between guard pages (on Linux). CONV3D_LONG=1 runs 3,000 problems.
/// </summary>
public class WinogradProperties
{
    /// <summary>The published bound: the error of an output relative to the largest one.</summary>
    private const double MaxError = 2e-5;

    private const int Chunks = 8;

    private static readonly IReadOnlyList<ConvProblem> s_problems =
        WinogradProblems.Create(Environment.GetEnvironmentVariable("CONV3D_LONG") == "1" ? 3_000 : 160, seed: 5);

    private static readonly KernelLibrary s_library = new(s_problems.Select(WinogradLayers.Spec));

    private static readonly (int Threads, Placement Placement)[] s_runs = [(1, Placement.EndsAtGuard), (2, Placement.BeginsAtGuard), (7, Placement.Misaligned)];

    public static TheoryData<int> Parts => [.. Enumerable.Range(0, Chunks)];

    [Theory]
    [MemberData(nameof(Parts))]
    public void EveryFormIsNearTheExactSumsAndTheSameOnEveryImplementation(int part)
    {
        for (int i = part; i < s_problems.Count; i += Chunks)
        {
            ProblemData data = ProblemData.Create(s_problems[i], seed: i);
            (double[] exact, double largest) = WinogradLayers.Exact(data);
            foreach (WinogradForm form in WinogradLayers.Forms(data.Problem))
            {
                float[] expected = WinogradLayers.Create(data, Implementation.All[0].Name, s_library, form).Run(data.Problem, data.Input);
                for (int j = 0; j < exact.Length; j++)
                {
                    Assert.True(Math.Abs(expected[j] - exact[j]) <= MaxError * largest, $"{data.Problem} by {form}: output {j} is {expected[j]}, exactly {exact[j]}");
                }

                Assert.All(Implementation.Names, implementation => SameBits(data, form, expected, implementation));
            }
        }
    }

    /// <summary>Chance has drawn them: a depth of stride 2 of every number of taps, 'same' and valid, in either axis order, of one tile and more, with a ragged end and without.</summary>
    [Fact]
    public void DepthsOfStride2AreAmongTheProblems()
    {
        ConvProblem[] strided = [.. s_problems.Where(p => p.Strides.Depth == 2 && WinogradLayers.Forms(p).Contains(WinogradForm.Depth))];
        Assert.Equal(4, strided.Select(p => (p.Padding, p.DataFormat)).Distinct().Count());
        Assert.Equal([3, 4, 5, 6], strided.Select(p => p.KernelSize.Depth).Distinct().Order());
        Assert.Contains(strided, p => p.Output.Depth < DepthTransform.Outputs);
        Assert.Contains(strided, p => p.Output.Depth == DepthTransform.Outputs);
        Assert.Contains(strided, p => p.Output.Depth > DepthTransform.Outputs);
        Assert.Contains(strided, p => p.Batch > 1);
    }

    /// <summary>Chance has drawn them: every form with five taps, with and without dilation, in either axis order, cut tiles, and more images than one.</summary>
    [Fact]
    public void FiveTapsAreAmongTheProblems()
    {
        ConvProblem[] fives = [.. s_problems.Where(p => !WinogradLayers.Forms(p).Contains(WinogradForm.Depth) && p.KernelSize.All(k => k is 1 or 5))];
        WinogradForm[] forms = [.. s_problems.SelectMany(WinogradLayers.Forms).Where(f => f.First == AxisForm.F2Of5 || f.Row == AxisForm.F2Of5).Distinct()];
        Assert.Equal(9, forms.Length);
        Assert.Equal(4, fives.Select(p => (p.Padding, p.DataFormat)).Distinct().Count());
        Assert.Contains(fives, p => p.DilationRate != 1);
        Assert.Contains(fives, p => p.Output.Width % 2 == 1);
        Assert.Contains(fives, p => p.Batch > 1);
        Assert.Contains(s_problems, p => p.KernelSize == 5 && WinogradLayers.Forms(p).Any(f => f.First == AxisForm.Pair));
    }

    private static void SameBits(ProblemData data, WinogradForm form, float[] expected, string implementation)
    {
        ConvProblem problem = data.Problem;
        Conv3D layer = WinogradLayers.Create(data, implementation, s_library, form);
        foreach ((int threads, Placement placement) in s_runs)
        {
            layer.Parallelism = new Parallelism(threads, MultiplyAddsPerHelper: 1); // small problems would not be worth a thread
            TensorAssert.Same(expected, GuardedRun.Of(layer, data, placement), problem, $"{layer.KernelName}, {form}, {threads} threads");
        }

        if (problem.Batch > 1)
        {
            float[] images = GuardedRun.ImageByImage(layer, problem, data.Input);
            TensorAssert.Same(expected, images, problem, $"{layer.KernelName}, image by image");
        }
    }
}
