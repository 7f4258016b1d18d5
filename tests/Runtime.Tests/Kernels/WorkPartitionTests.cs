using Conv3DGen.Kernels;
using Conv3DGen.Testing;
using Conv3DGen.Testing.Problems;

namespace Conv3DGen.Runtime.Tests.Kernels;

public unsafe class WorkPartitionTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(16)]
    [InlineData(100)]
    public void TheItemsCoverTheOutputOnce(int threads)
    {
        TileSet[] tiles = [new(2, ScalarKernel.Strided<ScalarKernel.Eight>(1)), new(1, ScalarKernel.Strided<ScalarKernel.Four>(1))];
        foreach (ConvProblem problem in RandomProblems.Create(100, seed: 5))
        {
            ConvGeometry geometry = new(problem.SpecialisedSpec, problem.Batch, problem.Input, problem.InputChannels, problem.DataFormat);
            var weights = new ConvWeights(new float[problem.KernelCount], default, problem.KernelSize, problem.ChannelsPerGroup, problem.Filters, problem.Groups);
            PackedWeights packed = PackedWeights.Create(weights, lanes: 4, tiles);
            var work = new WorkPartition(geometry, packed, threads, GatherPlan.Of(geometry));
            int extent = work.ByPixels ? geometry.Loops.Width.Output : geometry.Loops.Height.Output;
            var seen = new HashSet<(int Image, int Depth, int Group, int Block, int Row)>();
            for (int i = 0; i < work.Items; i++)
            {
                WorkItem item = work[i];
                Assert.Equal((item.Image, item.Depth), work.Locate(work.PlaneOf(i)));
                Assert.All(Enumerable.Range(item.Begin, item.End - item.Begin), row => Assert.True(seen.Add((item.Image, item.Depth, item.Group, item.Block, row))));
            }

            Assert.Equal(work.Planes * work.ItemsPerPlane, work.Items);
            Assert.Equal(problem.Batch * geometry.Loops.Depth.Output * problem.Groups * packed.Blocks.Length * extent, seen.Count);
            Assert.All(seen, s => Assert.True(s.Image < problem.Batch && s.Depth < geometry.Loops.Depth.Output && s.Group < problem.Groups && s.Block < packed.Blocks.Length && s.Row < extent));
        }
    }

    /// <summary>Input planes that are too large to be gathered whole are gathered range by range, and pixels of a single row in one.</summary>
    [Theory]
    [InlineData(200, 200, 64, true)]
    [InlineData(3, 200, 8, false)]
    public void GatheredPlanesAreCutIntoRowsThatFit(int height, int width, int channels, bool several)
    {
        ConvGeometry geometry = new(new((3, 3, 1), 1, 1, Padding.Valid) { Filters = 4, Groups = 1 }, 1, (4, height, width), channels, DataFormat.ChannelsFirst);
        var weights = new ConvWeights(new float[9 * channels * 4], default, (3, 3, 1), channels, 4, 1);
        PackedWeights packed = PackedWeights.Create(weights, lanes: 4, [new(1, ScalarKernel.Strided<ScalarKernel.Four>(1))]);
        GatherPlan gather = GatherPlan.Of(geometry)!.Value;

        var work = new WorkPartition(geometry, packed, threads: 1, gather);

        Assert.False(work.ByPixels);
        Assert.Equal(gather.Chunks, work.ItemsPerPlane);
        Assert.Equal(several, work.ItemsPerPlane > 1);
    }

    /// <summary>Threads that compute different blocks of the same pixels would write parts of the same cache lines; but what is gathered serves all blocks.</summary>
    [Theory]
    [InlineData(1, DataFormat.ChannelsLast, new[] { 0, 0, 1, 1 })]
    [InlineData(3, DataFormat.ChannelsFirst, new[] { 0, 1, 0, 1 })]
    public void TheCutsOfABlockFollowEachOtherUnlessTheyAreGathered(int kernel, DataFormat format, int[] blocks)
    {
        ConvGeometry geometry = new(new(kernel, 1, 1, Padding.Same) { Filters = 31, Groups = 1 }, 1, (1, 40, 40), 4, format);
        var weights = new ConvWeights(new float[kernel * kernel * kernel * 4 * 31], default, kernel, 4, 31, 1);
        PackedWeights packed = PackedWeights.Create(weights, lanes: 4, [new(4, ScalarKernel.Strided<ScalarKernel.Four>(1))]);
        var work = new WorkPartition(geometry, packed, threads: 2, GatherPlan.Of(geometry));

        int extent = work.ByPixels ? 40 * 40 : 40;
        IEnumerable<WorkItem> firstAndLast = Enumerable.Range(0, work.Items).Select(i => work[i]).Where(item => item.Begin == 0 || item.End == extent);
        Assert.Equal(blocks, firstAndLast.Select(item => item.Block));
    }

    [Fact]
    public void MoreThreadsMakeMoreItems()
    {
        ConvGeometry geometry = new(new(3, 1, 1, Padding.Same) { Filters = 4, Groups = 1 }, 1, (1, 100, 100), 4, DataFormat.ChannelsLast);
        var weights = new ConvWeights(new float[27 * 4 * 4], default, 3, 4, 4, 1);
        PackedWeights packed = PackedWeights.Create(weights, lanes: 4, [new(1, ScalarKernel.Strided<ScalarKernel.Four>(1))]);
        Assert.Equal(1, new WorkPartition(geometry, packed, 1).Items);
        Assert.InRange(new WorkPartition(geometry, packed, 8).Items, 8, 100);
    }

    [Fact]
    public void ADepthwiseItemIsAllBlocksOfItsRows()
    {
        ConvGeometry geometry = new(new(3, 1, 1, Padding.Same) { Filters = 12, Groups = 12 }, 1, (5, 6, 7), 12, DataFormat.ChannelsLast);
        var weights = new ConvWeights(new float[27 * 12], default, 3, 1, 12, 1);
        PackedWeights packed = PackedWeights.Create(weights, lanes: 4, [new(1, ScalarKernel.Strided<ScalarKernel.Four>(1), lanewise: 1)]);
        var work = new WorkPartition(geometry, packed, 1);
        Assert.Equal(3, packed.Blocks.Length);
        Assert.Equal(5, work.Items);
        Assert.All(Enumerable.Range(0, 5), item => Assert.Equal(new WorkItem(0, item, 0, 0, 0, 6), work[item]));
    }
}
