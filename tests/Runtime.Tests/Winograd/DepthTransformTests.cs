using Conv3DGen.Testing;
using Conv3DGen.Testing.Problems;
using Conv3DGen.Testing.Reference;
using Conv3DGen.Winograd;

namespace Conv3DGen.Runtime.Tests.Winograd;

/// <summary>A depth dealt to phases: what each has, and that the sum of them is the convolution.</summary>
public class DepthTransformTests
{
    /// <summary>Depth of the input, planes of the kernel, their stride, padding and format.</summary>
    public static TheoryData<int, int, int, string, string> Depths()
    {
        var rows = new TheoryData<int, int, int, string, string>();
        foreach ((int kernel, int stride) in new[] { (2, 1), (3, 2), (4, 2), (5, 2), (6, 2) })
        {
            foreach (int depth in Enumerable.Range(1, 9).Append(17))
            {
                foreach (string format in Enum.GetNames<DataFormat>())
                {
                    rows.Add(depth, kernel, stride, "Same", format);
                    rows.Add(depth + kernel - 1, kernel, stride, "Valid", format);
                }
            }
        }

        return rows;
    }

    [Theory]
    [InlineData(2, 1, 5, 5, 5)]
    [InlineData(3, 1, 6, 6, 6)]
    [InlineData(3, 2, 9, 9, 5 + 1)] // the odd planes share the kernel's middle one
    [InlineData(4, 2, 10, 10, 10)]
    [InlineData(5, 2, 11, 11, 11)]
    [InlineData(6, 2, 12, 12, 12)]
    public void EveryPlaneAndEveryTapIsInOnePhase(int kernel, int stride, int window, int frequencies, int weights)
    {
        DepthTransform transform = DepthTransform.Of(kernel, stride, 1)!;
        DepthPhase[] phases = transform.Phases.ToArray();

        Assert.Equal((kernel, window, frequencies, weights), (transform.Kernel, transform.Window, transform.Frequencies, transform.DistinctWeights));
        Assert.Equal(Enumerable.Range(0, window), phases.SelectMany(p => Enumerable.Range(0, p.Frequencies).Select(i => p.First + (i * p.Stride))).Order());
        Assert.Equal(Enumerable.Range(0, kernel), phases.SelectMany(p => Enumerable.Range(0, p.Transform.Taps).Select(i => p.First + (i * p.Stride))).Order());
        Assert.Equal(Enumerable.Range(0, frequencies), phases.SelectMany(p => Enumerable.Range(p.FirstFrequency, p.Frequencies)));
        Assert.All(phases, p => Assert.Equal((stride, DepthTransform.Outputs), (p.Stride, p.IsCopy ? p.Frequencies : p.Transform.Outputs)));
    }

    /// <summary>A transform needs all its products for any output; a copy is of one.</summary>
    [Fact]
    public void CopiesOfPlanesThatAreNotThereAreNotNeeded()
    {
        ReadOnlySpan<DepthPhase> phases = DepthTransform.Of(3, 2, 1)!.Phases;
        for (int planes = 1; planes <= DepthTransform.Outputs; planes++)
        {
            Assert.Equal((5, planes), (phases[0].Needed(planes), phases[1].Needed(planes)));
        }
    }

    /// <summary>Any depth, near the exact sums; the same bits on more threads and image by image.</summary>
    [Theory]
    [MemberData(nameof(Depths))]
    public void AnyDepthIsTheConvolution(int depth, int kernel, int stride, string padding, string format)
    {
        int rows = (depth % 4) switch
        {
            0 => 1, // a plane of one tap too
            1 => 4,
            _ => 3,
        };
        ConvProblem problem = new()
        {
            KernelSize = (kernel, rows, rows == 1 ? 1 : 5),
            Strides = (stride, rows == 1 ? 1 : 2, rows == 1 ? 1 : 2),
            Padding = Enum.Parse<Padding>(padding),
            DataFormat = Enum.Parse<DataFormat>(format),
            Filters = 20,
            InputChannels = 5,
            Input = (depth, 9, 11),
            Batch = 2,
        };
        ProblemData data = ProblemData.Create(problem, seed: depth);
        double[] exact = ReferenceConvolution.Run(
            problem, ReferenceConvolution.Widen(data.Input), ReferenceConvolution.Widen(data.Kernel), ReferenceConvolution.Widen(data.Bias!));
        double bound = 1e-6 * exact.Max(Math.Abs);

        float[] actual = Run(problem, data, data.Input, threads: 1);
        Assert.All(actual.Zip(exact), pair => Assert.Equal(pair.Second, pair.First, bound));
        TensorAssert.Same(actual, Run(problem, data, data.Input, threads: 3), problem);

        ConvProblem one = problem with { Batch = 1 };
        float[] images = [.. data.Input.Chunk(one.InputCount).SelectMany(image => Run(one, data, image, threads: 1))];
        TensorAssert.Same(actual, images, problem);
    }

    private static float[] Run(ConvProblem problem, ProblemData data, float[] input, int threads)
    {
        Conv3D layer = new Conv3D(problem.Filters, problem.KernelSize, problem.Strides, problem.Padding, problem.DataFormat) { RequestedForm = WinogradForm.Depth }
            .WithWeights(problem, data.Kernel, data.Bias);
        layer.Parallelism = new(threads, MultiplyAddsPerHelper: 1);
        float[] output = layer.Run(problem, input);
        Assert.NotEqual(0, layer.TransformedWeightBytes);
        return output;
    }
}
