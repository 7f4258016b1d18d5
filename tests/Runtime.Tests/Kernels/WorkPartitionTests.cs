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
            PackedWeights packed = Packed(geometry, tiles);
            var work = new WorkPartition(geometry, packed, threads, GatherPlan.Of(geometry));
            int extent = work.ByPixels ? geometry.Loops.Width.Output : geometry.Loops.Height.Output;
            var seen = new HashSet<(int Image, int Depth, int Group, int Block, int Row)>();
            for (int i = 0; i < work.Items; i++)
            {
                WorkItem item = work[i];
                Assert.Equal((item.Image, item.Depth), work.Locate(work.PlaneOf(i)));
                Assert.Equal(1, item.Blocks);
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
        PackedWeights packed = Packed(geometry, [new(1, ScalarKernel.Strided<ScalarKernel.Four>(1))]);
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
        PackedWeights packed = Packed(geometry, [new(4, ScalarKernel.Strided<ScalarKernel.Four>(1))]);
        var work = new WorkPartition(geometry, packed, threads: 2, GatherPlan.Of(geometry));

        int extent = work.ByPixels ? 40 * 40 : 40;
        IEnumerable<WorkItem> firstAndLast = Enumerable.Range(0, work.Items).Select(i => work[i]).Where(item => item.Begin == 0 || item.End == extent);
        Assert.Equal(blocks, firstAndLast.Select(item => item.Block));
    }

    /// <summary>An input that comes from memory is read once: all blocks go through a range of pixels that stays in cache, and ranges are whole tiles.</summary>
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(1, 3, 1)]
    [InlineData(2, 1, 7)]
    public void AllBlocksGoThroughARangeOfADistantInput(int batch, int threads, int depth)
    {
        ConvGeometry geometry = new(new((depth, 1, 1), 1, 1, Padding.Same) { Filters = 20, Groups = 1 }, batch, (10, 70, 71), 64, DataFormat.ChannelsLast);
        PackedWeights packed = Packed(geometry, [new(2, ScalarKernel.Strided<ScalarKernel.Eight>(1)), new(1, ScalarKernel.Strided<ScalarKernel.Four>(3))]);
        var work = new WorkPartition(geometry, packed, threads);

        WorkItem[] items = [.. Enumerable.Range(0, work.Items).Select(i => work[i])];
        int extent = geometry.Loops.Width.Output;
        Assert.True(work.ByPixels);
        Assert.Equal(3, packed.Blocks.Length);
        Assert.All(items, item => Assert.Equal((0, 3), (item.Block, item.Blocks)));
        Assert.All(items, item => Assert.InRange((item.End - item.Begin) * 64 * sizeof(float) * depth, 1, CoreCache.Bytes / 2));
        Assert.Equal(
            from plane in Enumerable.Range(0, work.Planes)
            from pixel in Enumerable.Range(0, extent)
            select (plane, pixel),
            from item in items
            from pixel in Enumerable.Range(item.Begin, item.End - item.Begin)
            select ((item.Image * geometry.Loops.Depth.Output) + item.Depth, pixel));
    }

    [Theory]
    [InlineData(1, 20, 1, 10)] // what the last-level cache keeps comes from there as fast as it is used
    [InlineData(1, 8, 1, 12)] // one block
    [InlineData(3, 20, 1, 12)] // rows share their inputs
    [InlineData(1, 20, 2, 12)] // groups have inputs of their own
    public void OtherBlocksComeOneByOne(int kernel, int filters, int groups, int planes)
    {
        ConvGeometry geometry = new(new(kernel, 1, 1, Padding.Same) { Filters = filters, Groups = groups }, 1, (planes, 64, 64), 64, DataFormat.ChannelsLast);
        PackedWeights packed = Packed(geometry, [new(2, ScalarKernel.Strided<ScalarKernel.Eight>(1)), new(1, ScalarKernel.Strided<ScalarKernel.Four>(1))]);
        var work = new WorkPartition(geometry, packed, threads: 1);
        Assert.All(Enumerable.Range(0, work.Items), item => Assert.Equal(1, work[item].Blocks));
        Assert.Equal(work.Planes * groups * packed.Blocks.Length, work.Items);
    }

    /// <summary>Threads take whole tiles of a row of pixels, and none takes nothing.</summary>
    [Theory]
    [InlineData(61)]
    [InlineData(3)]
    public void PixelsAreCutBetweenTiles(int pixels)
    {
        ConvGeometry geometry = new(new(1, 1, 1, Padding.Same) { Filters = 8, Groups = 1 }, 1, (1, 1, pixels), 4, DataFormat.ChannelsLast);
        PackedWeights packed = Packed(geometry, [new(2, ScalarKernel.Strided<ScalarKernel.Eight>(4))]);
        var work = new WorkPartition(geometry, packed, threads: 8);
        Assert.Equal((pixels + 3) / 4, work.Items);
        Assert.All(Enumerable.Range(0, work.Items), item => Assert.Equal((item * 4, Math.Min((item * 4) + 4, pixels)), (work[item].Begin, work[item].End)));
    }

    [Fact]
    public void MoreThreadsMakeMoreItems()
    {
        ConvGeometry geometry = new(new(3, 1, 1, Padding.Same) { Filters = 4, Groups = 1 }, 1, (1, 100, 100), 4, DataFormat.ChannelsLast);
        PackedWeights packed = Packed(geometry, [new(1, ScalarKernel.Strided<ScalarKernel.Four>(1))]);
        Assert.Equal(1, new WorkPartition(geometry, packed, 1).Items);
        Assert.InRange(new WorkPartition(geometry, packed, 8).Items, 8, 100);
    }

    /// <summary>Planes that do not stay in a core's cache are cut into bands, each of which goes through all depths, or a range of them for each thread.</summary>
    [Theory]
    [InlineData(1, 1, 3)]
    [InlineData(1, 2, 3)]
    [InlineData(1, 100, 3)]
    [InlineData(2, 1, 3)]
    [InlineData(2, 3, 4)]
    [InlineData(1, 2, 1)]
    public void ADepthwiseBandGoesThroughManyPlanes(int stride, int threads, int taps)
    {
        Int3 kernel = (3, taps, taps); // of one tap a plane, a plane is one row
        ConvGeometry geometry = new(new(kernel, (1, stride, stride), 1, Padding.Same) { Filters = 64, Groups = 64 }, 2, (5, 61, 67), 64, DataFormat.ChannelsLast);
        PackedWeights packed = Depthwise(geometry, kernel);
        var work = new WorkPartition(geometry, packed, threads);

        WorkItem[] items = [.. Enumerable.Range(0, work.Items).Select(i => work[i])];
        int extent = work.ByPixels ? geometry.Loops.Width.Output : geometry.Loops.Height.Output;
        Assert.Equal(taps == 1, work.ByPixels);
        Assert.True(work.ByBands);
        Assert.InRange(items.Length, Math.Min(4 * threads, 2 * 5 * 2), int.MaxValue);
        Assert.Contains(items, item => item.Planes > 1 || threads == 100);
        Assert.Contains(items, item => item.Begin > 0);
        Assert.All(items, item => Assert.True(item.End - item.Begin < extent && (item.Begin == 0 || (item.Begin - geometry.Loops.Height.InteriorBegin) % 2 == 0 || work.ByPixels)));
        (int Image, int Depth, int Row)[] seen = [.. items.SelectMany(item =>
            from depth in Enumerable.Range(item.Depth, item.Planes)
            from row in Enumerable.Range(item.Begin, item.End - item.Begin)
            select (item.Image, depth, row))];
        Assert.Equal(
            from image in Enumerable.Range(0, 2)
            from depth in Enumerable.Range(0, 5)
            from row in Enumerable.Range(0, extent)
            select (image, depth, row),
            seen.Order());
    }

    [Theory]
    [InlineData(3, 61, false, false)]
    [InlineData(3, 61, true, true)] // an activation comes after each plane
    [InlineData(3, 15, false, true)] // they stay in cache
    [InlineData(1, 61, false, true)] // they share nothing
    public void OtherPlanesComeOneByOne(int depth, int height, bool planeByPlane, bool oneByOne)
    {
        Int3 kernel = (depth, 3, 3);
        ConvGeometry geometry = new(new(kernel, 1, 1, Padding.Same) { Filters = 64, Groups = 64 }, 1, (5, height, 61), 64, DataFormat.ChannelsLast);
        var work = new WorkPartition(geometry, Depthwise(geometry, kernel), threads: 1, planeByPlane: planeByPlane);
        Assert.Equal(oneByOne, !work.ByBands);
        Assert.Equal(oneByOne, work.Items == 5);
    }

    [Fact]
    public void ADepthwiseItemIsAllBlocksOfItsRows()
    {
        ConvGeometry geometry = new(new(3, 1, 1, Padding.Same) { Filters = 12, Groups = 12 }, 1, (5, 6, 7), 12, DataFormat.ChannelsLast);
        PackedWeights packed = Depthwise(geometry, 3);
        var work = new WorkPartition(geometry, packed, 1);
        Assert.Equal(3, packed.Blocks.Length);
        Assert.Equal(5, work.Items);
        Assert.All(Enumerable.Range(0, 5), item => Assert.Equal(new WorkItem(0, item, 1, 0, 0, 1, 0, 6), work[item]));
    }

    private static PackedWeights Packed(ConvGeometry geometry, TileSet[] tiles)
    {
        (Int3 kernel, int channels) = (geometry.KernelSize, geometry.InputChannelsPerGroup);
        var weights = new ConvWeights(new float[(int)kernel.Product * channels * geometry.Filters], default, kernel, channels, geometry.Filters, geometry.Groups);
        return PackedWeights.Create(weights, lanes: 4, tiles);
    }

    private static PackedWeights Depthwise(ConvGeometry geometry, Int3 kernel)
    {
        int channels = geometry.InputChannels;
        var weights = new ConvWeights(new float[kernel.Depth * kernel.Height * kernel.Width * channels], default, kernel, 1, channels, 1);
        return PackedWeights.Create(weights, lanes: 4, [new(1, ScalarKernel.Strided<ScalarKernel.Four>(1), lanewise: 1)]);
    }
}
