using System.Numerics;
using Conv3DGen.Fallback;
using Conv3DGen.Kernels;
using Conv3DGen.Testing;
using Conv3DGen.Testing.Problems;
using Conv3DGen.Winograd;

namespace Conv3DGen.Runtime.Tests.Winograd;

/// <summary>Filtering along the depth over direct convolutions: what it takes, how the output is shared out, its transforms, and that calls allocate nothing.</summary>
public unsafe class WinogradDepthTests
{
    private static readonly ConvProblem s_problem = new()
    {
        KernelSize = (3, 5, 5),
        Strides = (1, 2, 2),
        Padding = Padding.Same,
        Filters = 32,
        InputChannels = 2,
        Input = (9, 12, 20),
    };

    [Theory]
    [InlineData("3,3,3", "1,1,1", 8, true)]
    [InlineData("3,7,7", "1,2,2", 8, true)]
    [InlineData("3,1,1", "1,2,2", 8, true)]
    [InlineData("3,1,1", "1,1,1", 8, false)] // a matrix product a frequency is better
    [InlineData("3,3,3", "2,1,1", 8, true)]
    [InlineData("3,3,3", "3,1,1", 8, false)]
    [InlineData("2,3,3", "1,1,1", 8, true)]
    [InlineData("2,3,3", "2,1,1", 8, false)]
    [InlineData("4,4,4", "2,2,2", 8, true)]
    [InlineData("4,4,4", "1,1,1", 8, false)]
    [InlineData("5,1,1", "2,1,1", 8, true)]
    [InlineData("7,7,7", "2,2,2", 8, false)]
    [InlineData("3,3,3", "1,1,1", 4096, true)]
    [InlineData("3,3,3", "1,1,1", 10_000, false)] // three rows do not stay in any cache
    [InlineData("3,1,3", "1,1,1000", 10_000, true)] // but one does
    public void ItTakesPlanesThatItHasATransformFor(string kernel, string strides, int width, bool takes)
    {
        var spec = new ConvSpec(Triple(kernel), Triple(strides), 1, Padding.Same) { Filters = 16, Groups = 1 };
        Assert.Equal(takes, DepthPlan.Takes(new(spec, batch: 1, (4, 4, width), inputChannels: 32, DataFormat.ChannelsLast)));
        Assert.False(DepthPlan.Takes(new(spec with { Groups = 2 }, batch: 1, (4, 4, width), inputChannels: 32, DataFormat.ChannelsLast)));
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(2, 3, 4)]
    [InlineData(16, 112, 112)]
    [InlineData(48, 48, 48)]
    [InlineData(300, 2, 33)]
    public void EveryOutputRowIsInOneChunkAndWorkspacesAreSmall(int depth, int height, int width)
    {
        foreach (int channels in (int[])[1, 3, 64])
        {
            foreach (int threads in (int[])[1, 2, 7])
            {
                DepthPlan plan = Plan(new(depth, height, width), channels);
                DepthChunks chunks = plan.Cut(threads);
                var times = new int[2, plan.Tiles.Count, plan.Geometry.Output.Height];
                for (int i = 0; i < chunks.Count; i++)
                {
                    DepthChunk chunk = chunks[i];
                    Assert.InRange(chunk.End - chunk.Begin, 1, chunks.Rows);
                    for (int row = chunk.Begin; row < chunk.End; row++)
                    {
                        times[chunk.Image, chunk.Tile, row]++;
                    }
                }

                Assert.All(times.Cast<int>(), count => Assert.Equal(1, count));
                Assert.InRange(plan.WorkspaceBytes(threads), 1, 4 << 20);
            }
        }
    }

    [Fact]
    public void EveryThreadGetsSomeChunks()
    {
        Assert.InRange(Plan(new(16, 112, 112), 3).Cut(threads: 16).Count, 64, 300);
        Assert.Equal(2 * 2, Plan(new(4, 28, 28), 64).Cut(threads: 2).Count); // no fewer pixels, as long as both threads have work
        Assert.InRange(Plan(new(4, 28, 28), 64).Cut(threads: 16).Count, 16, 28);
    }

    /// <summary>Threads that would read all of many weights for a few pixels read some of them for all pixels.</summary>
    [Fact]
    public void ManyFiltersAreSharedOutWherePixelsAreFew()
    {
        var spec = new ConvSpec(4, 2, 1, Padding.Same) { Filters = 512, Groups = 1 };
        DepthChunks chunks = new DepthPlan(new(spec, batch: 1, (8, 8, 8), inputChannels: 256, DataFormat.ChannelsLast), "direct").Cut(threads: 2);
        Assert.Equal([new(0, 0, 0, 4, 0), new(0, 0, 0, 4, 1)], Enumerable.Range(0, chunks.Count).Select(i => chunks[i]));
        Assert.Equal([(0, 8), (8, 17)], [chunks.BlocksOf(0, 17), chunks.BlocksOf(1, 17)]);
    }

    /// <summary>The transforms are spelled out; their source is the program that all other code has them from.</summary>
    [Theory]
    [InlineData(AxisForm.F4, null)]
    [InlineData(AxisForm.F4, AxisForm.F4)]
    [InlineData(AxisForm.F4, AxisForm.F4Of2)]
    [InlineData(AxisForm.F4Of2, null)]
    [InlineData(AxisForm.F4Of2, AxisForm.F4Of2)]
    [InlineData(AxisForm.F4Of2, AxisForm.One)]
    public void TheTransformsAreThoseOfTheProgram(object form, object? second)
    {
        const int Count = 40;
        const int Step = 64;
        var axis = AxisTransform.Of((AxisForm)form);
        const int MostPlanes = 6;
        var random = new Random(1);
        float[] source = [.. Enumerable.Range(0, 2 * MostPlanes * Step).Select(_ => (float)(random.NextDouble() - 0.5))];
        var actual = new float[2 * MostPlanes * Step];
        fixed (float* from = source, to = actual)
        {
            float** planes = stackalloc float*[axis.Window];
            for (int i = 0; i < axis.Window; i++)
            {
                planes[i] = from + (i * Step);
            }

            DepthInput.Run(axis.Form, planes, padded: false, to, Step, Count);
            Assert.All(Enumerable.Range(0, axis.Frequencies), i => Assert.Equal(Interpreted(new(axis.Input), source, i)[..Count], actual[(i * Step)..][..Count]));

            float* bias = stackalloc float[Count];
            new Span<float>(bias, Count).Clear();
            AxisForm last = second is null ? axis.Form : (AxisForm)second;
            float[] ofSecond = source[(axis.Window * Step)..];
            DepthOutput.Run(axis.Form, last, second is null ? 0 : axis.Window, from, Step, Count, new(to, Count, Step, axis.Outputs, bias, Count, Epilogue.None));
            Assert.All(Enumerable.Range(0, axis.Outputs), i =>
            {
                float[] sums = Interpreted(new(axis.Output), source, i);
                float[]? added = second is null ? null : last == AxisForm.One ? ofSecond[(i * Step)..] : Interpreted(new(AxisTransform.Of(last).Output), ofSecond, i);
                Assert.Equal(sums[..Count].Select((y, at) => added is null ? y : y + added[at]), actual[(i * Step)..][..Count]);
            });
        }

        static float[] Interpreted(LineProgram program, float[] source, int result)
        {
            var results = new float[program.Results.Length * Step];
            fixed (float* from = source, to = results)
            {
                for (int at = 0; at < Step; at += Vector<float>.Count)
                {
                    program.Run(from + at, Step, 0, to + at, Step, 0, lines: 1);
                }
            }

            return results[(result * Step)..];
        }
    }

    [Fact]
    public void AnEmptyOutputIsNothing()
    {
        ConvProblem problem = s_problem with { Batch = 0 };
        Assert.Empty(Layer(problem, ProblemData.Create(problem, seed: 1)).Run(problem, []));
        Assert.InRange(new DepthPlan(new(problem.SpecialisedSpec, 0, problem.Input, 2, DataFormat.ChannelsLast), "direct").WorkspaceBytes(1), 1, 1 << 20);
    }

    [Theory]
    [InlineData(1, 1, 6)]
    [InlineData(2, 1, 6)]
    [InlineData(1, 2, 5 + 1)] // of the odd planes, all frequencies have the same weights
    [InlineData(2, 2, 5 + 1)]
    public void NothingIsAllocatedOnceWarm(int threads, int stride, int planesOfWeights)
    {
        ConvProblem problem = s_problem with { Strides = (stride, 2, 2) };
        ProblemData data = ProblemData.Create(problem, seed: 1);
        Conv3D layer = Layer(problem, data);
        layer.Parallelism = new(threads, MultiplyAddsPerHelper: 1);
        Assert.Equal(0, AllocatedBytes.OfACall(layer, problem, data.Input));
        Assert.Equal(planesOfWeights * 25 * 2 * 32 * sizeof(float), layer.TransformedWeightBytes);
    }

    /// <summary>Strides leave the layer no Winograd to be asked for, but Auto filters the depth unless Direct is asked for.</summary>
    [Theory]
    [InlineData(Algorithm.Auto, true)]
    [InlineData(Algorithm.Direct, false)]
    public void AutoFiltersTheDepthOfStridedLayers(Algorithm algorithm, bool filtered)
    {
        ConvProblem problem = s_problem with { KernelSize = (3, 7, 7), InputChannels = 3, Input = (16, 64, 64) };
        ProblemData data = ProblemData.Create(problem, seed: 1);
        Assert.Equal(filtered, TransformedBytes(256 << 20) > 0);
        Assert.Equal(0, TransformedBytes(1000));

        long TransformedBytes(long limit)
        {
            Conv3D layer = new Conv3D(problem.Filters, problem.KernelSize, problem.Strides, problem.Padding, algorithm: algorithm) { MaxTransformedWeightBytes = limit }
                .WithWeights(problem, data.Kernel, data.Bias);
            layer.Run(problem, data.Input);
            return layer.TransformedWeightBytes;
        }
    }

    private static DepthPlan Plan(Int3 size, int channels)
        => new(new(new(3, (1, 2, 2), 1, Padding.Same) { Filters = 32, Groups = 1 }, batch: 2, size, channels, DataFormat.ChannelsLast), "direct");

    private static Conv3D Layer(ConvProblem problem, ProblemData data)
        => new Conv3D(problem.Filters, problem.KernelSize, problem.Strides, problem.Padding) { RequestedForm = WinogradForm.Depth }
            .WithWeights(problem, data.Kernel, data.Bias);

    private static Int3 Triple(string text)
    {
        int[] values = [.. text.Split(',').Select(int.Parse)];
        return (values[0], values[1], values[2]);
    }
}
