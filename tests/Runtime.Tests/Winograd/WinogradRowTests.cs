using Conv3DGen.Fallback;
using Conv3DGen.Kernels;
using Conv3DGen.Testing;
using Conv3DGen.Testing.Problems;
using Conv3DGen.Winograd;

namespace Conv3DGen.Runtime.Tests.Winograd;

/// <summary>Filtering along the width alone: how the output is shared out, what it takes, and that a layer's calls allocate nothing.</summary>
public class WinogradRowTests
{
    public static TheoryData<int, int, int, int, int> Layers()
    {
        var rows = new TheoryData<int, int, int, int, int>();
        foreach ((int depth, int height, int width) in ((int, int, int)[])[(1, 1, 1), (2, 3, 4), (16, 112, 112), (48, 48, 48), (1, 700, 9), (300, 2, 33)])
        {
            foreach (int channels in (int[])[1, 3, 15])
            {
                foreach (int threads in (int[])[1, 2, 7])
                {
                    rows.Add(depth, height, width, channels, threads);
                }
            }
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void EveryOutputRowIsInOneChunk(int depth, int height, int width, int channels, int threads)
    {
        RowPlan plan = Plan(new(depth, height, width), channels);
        RowChunks chunks = plan.Cut(threads);
        var times = new int[2, depth, height];
        for (int i = 0; i < chunks.Count; i++)
        {
            RowChunk chunk = chunks[i];
            Assert.InRange(chunk.EndPlane - chunk.BeginPlane, 1, chunks.Planes);
            Assert.InRange(chunk.EndRow - chunk.BeginRow, 1, chunks.Rows);
            for (int plane = chunk.BeginPlane; plane < chunk.EndPlane; plane++)
            {
                for (int row = chunk.BeginRow; row < chunk.EndRow; row++)
                {
                    times[chunk.Image, plane, row]++;
                }
            }
        }

        Assert.All(times.Cast<int>(), count => Assert.Equal(1, count));
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void AWorkspaceStaysInACache(int depth, int height, int width, int channels, int threads)
        => Assert.InRange(Plan(new(depth, height, width), channels).WorkspaceBytes(threads), 1, 1 << 20);

    [Fact]
    public void EveryThreadGetsSomeChunks()
    {
        Assert.Equal(2 * 3, Plan(new(48, 48, 48), 1).Cut(threads: 1).Count); // as many planes as a cache takes
        Assert.InRange(Plan(new(48, 48, 48), 1).Cut(threads: 16).Count, 64, 200);
        Assert.InRange(Plan(new(1, 112, 112), 3).Cut(threads: 4).Count, 16, 40);
    }

    /// <summary>Three taps side by side, in rows that fit a cache; sizes near the limit of an int do not overflow.</summary>
    [Theory]
    [InlineData(3, 1, 100, 1, true)]
    [InlineData(1, 1, 100, 1, false)]
    [InlineData(3, 2, 100, 1, false)]
    [InlineData(3, 1, 100, 4096, true)]
    [InlineData(3, 1, 100_000, 1, true)]
    [InlineData(3, 1, 100_000, 15, false)]
    [InlineData(3, 1, int.MaxValue, 1, false)]
    public void ItTakesRowsOfThreeTouchingTaps(int kernel, int dilation, int width, int channels, bool takes)
    {
        var spec = new ConvSpec((1, 1, kernel), 1, (1, 1, dilation), Padding.Valid) { Filters = 1 };
        Assert.Equal(takes, RowPlan.Takes(new(spec, batch: 1, (1, 1, width), channels, DataFormat.ChannelsLast)));
    }

    /// <summary>An output without elements is planned, and computed in no time.</summary>
    [Fact]
    public void AnEmptyOutputIsNothing()
    {
        ConvProblem problem = new() { KernelSize = 3, Filters = 4, InputChannels = 1, Input = (4, 4, 4), Batch = 0 };
        Assert.Empty(Layer(problem, ProblemData.Create(problem, seed: 1)).Run(problem, []));
        Assert.InRange(new RowPlan(new(problem.SpecialisedSpec, 0, problem.Input, 1, DataFormat.ChannelsLast), GenericWinograd.Code).WorkspaceBytes(1), 1, 1 << 20);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void NothingIsAllocatedOnceWarm(int threads)
    {
        ConvProblem problem = new() { KernelSize = 3, Padding = Padding.Same, Filters = 32, InputChannels = 2, Input = (8, 8, 20) };
        ProblemData data = ProblemData.Create(problem, seed: 1);
        Conv3D layer = Layer(problem, data);
        layer.Parallelism = new(threads, MultiplyAddsPerHelper: 1);
        Assert.Equal(0, AllocatedBytes.OfACall(layer, problem, data.Input));
        Assert.True(layer.TransformedWeightBytes >= 6 * 9 * 2 * 32 * sizeof(float));
    }

    private static RowPlan Plan(Int3 size, int channels)
        => new(new(new(3, 1, 1, Padding.Same) { Filters = 32, Groups = 1 }, batch: 2, size, channels, DataFormat.ChannelsLast), GenericWinograd.Code);

    private static Conv3D Layer(ConvProblem problem, ProblemData data)
        => new Conv3D(problem.Filters, problem.KernelSize, padding: problem.Padding, algorithm: Algorithm.Winograd) { RequestedForm = WinogradForm.Rows }
            .WithWeights(problem, data.Kernel, data.Bias);
}
