using Conv3DGen.Kernels;
using static Conv3DGen.Runtime.Tests.Kernels.ScalarKernel;

namespace Conv3DGen.Runtime.Tests.Kernels;

public unsafe class PackedWeightsTests
{
    [Theory]
    [InlineData(1, new[] { 2 })]
    [InlineData(8, new[] { 4, 4 })]
    [InlineData(9, new[] { 4, 4, 2 })]
    [InlineData(11, new[] { 4, 4, 4 })]
    [InlineData(13, new[] { 4, 4, 4, 2 })]
    public void BlocksCoverTheChannelsWidestFirst(int filters, int[] widths)
    {
        BlockPlan[] blocks = BlockPlan.Cover(filters, lanes: 2, [new(2, Strided<Four>(1)), new(1, Strided<Two>(1))]);
        Assert.Equal(widths, blocks.Select(b => b.Width));
        Assert.Equal(Enumerable.Range(0, blocks.Length).Select(i => widths.Take(i).Sum()), blocks.Select(b => b.Offset));
        Assert.Equal(Enumerable.Range(0, filters), blocks.SelectMany(b => Enumerable.Range(b.FirstFilter, b.Filters)).Distinct().Order());
    }

    [Fact]
    public void ABlockWiderThanTheChannelsIsPadded()
    {
        BlockPlan block = Assert.Single(BlockPlan.Cover(3, lanes: 2, [new(2, Strided<Four>(1))]));
        Assert.Equal((0, 3, 4), (block.FirstFilter, block.Filters, block.Width));
    }

    [Theory]
    [InlineData(4, new[] { 0 })]
    [InlineData(8, new[] { 0, 4 })]
    [InlineData(9, new[] { 0, 4, 5 })]
    [InlineData(15, new[] { 0, 4, 8, 11 })]
    public void ABlockIsMovedBackRatherThanRagged(int filters, int[] firsts)
    {
        foreach (int lanewise in (int[])[0, 1])
        {
            BlockPlan[] blocks = BlockPlan.Cover(filters, lanes: 4, [new(1, Strided<Four>(1), lanewise: lanewise)]);
            Assert.Equal(firsts, blocks.Select(b => b.FirstFilter));
            Assert.All(blocks, b => Assert.Equal((4, 4), (b.Filters, b.Width)));
            Assert.Equal(Enumerable.Range(0, blocks.Length).Select(i => 4 * i), blocks.Select(b => b.Offset));
        }
    }

    [Fact]
    public void EveryGroupAndBlockFindsItsWeightsAndBiases()
    {
        // 2 groups of 3 filters, 4 channels in all: kernel value = 10 * step + filter, bias = 1000 + filter.
        const int steps = 3 * 2;
        float[] kernel = [.. Enumerable.Range(0, steps * 6).Select(i => (float)((10 * (i / 6)) + (i % 6)))];
        float[] bias = [.. Enumerable.Range(0, 6).Select(i => 1000f + i)];
        var weights = new ConvWeights(kernel, bias, (1, 1, 3), ChannelsPerGroup: 2, Filters: 6, Groups: 2);
        PackedWeights packed = PackedWeights.Create(weights, lanes: 2, [new(1, Strided<Two>(1))]);
        Assert.Equal(2, packed.Blocks.Length);
        for (int group = 0; group < 2; group++)
        {
            foreach (BlockPlan block in packed.Blocks)
            {
                for (int lane = 0; lane < block.Width; lane++)
                {
                    int filter = (group * 3) + block.FirstFilter + lane;
                    bool exists = lane < block.Filters;
                    Assert.Equal(exists ? 1000 + filter : 0, packed.Bias(group, block)[lane]);
                    for (int step = 0; step < steps; step++)
                    {
                        Assert.Equal(exists ? (10 * step) + filter : 0, packed.Weights(group, block)[(step * block.Width) + lane]);
                    }
                }
            }
        }

        Assert.Equal(0, (nint)packed.Weights(0, packed.Blocks[0]) % 64);
    }
}
