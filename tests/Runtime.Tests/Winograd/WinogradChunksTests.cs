using Conv3DGen.Fallback;
using Conv3DGen.Winograd;

namespace Conv3DGen.Runtime.Tests.Winograd;

public class WinogradChunksTests
{
    private static readonly WinogradForm s_form = new(AxisForm.F4, AxisForm.F4, AxisForm.F4);

    public static TheoryData<int, int, int, DataFormat> Layers()
    {
        var rows = new TheoryData<int, int, int, DataFormat>();
        foreach (int size in (int[])[3, 8, 14, 33, 56])
        {
            foreach (int channels in (int[])[16, 128, 512])
            {
                foreach (int threads in (int[])[1, 2, 3, 7])
                {
                    rows.Add(size, channels, threads, DataFormat.ChannelsLast);
                    rows.Add(size, channels, threads, DataFormat.ChannelsFirst);
                }
            }
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void EveryTileMeetsEveryFilterOnceAndNoChunkIsEmpty(int size, int channels, int threads, DataFormat format)
    {
        WinogradPlan plan = Plan(size, channels, format);
        var chunks = new WinogradChunks(plan, threads);
        (int tile, int block) = (0, 0);
        for (int i = 0; i < chunks.Count; i++)
        {
            WinogradChunk chunk = chunks[i];
            Assert.Equal((tile, block), (chunk.Begin, chunk.FirstBlock));
            Assert.InRange(chunk.End - chunk.Begin, 1, chunks.Longest);
            Assert.InRange(chunk.EndBlock, chunk.FirstBlock + 1, plan.OutputBlocks);
            (tile, block) = chunk.EndBlock == plan.OutputBlocks ? (chunk.End, 0) : (chunk.Begin, chunk.EndBlock);
        }

        Assert.Equal((plan.Tiles, 0), (tile, block));
    }

    /// <summary>Two threads get the same number of tiles where whole chunks would leave one of them idle.</summary>
    [Fact]
    public void AFewTilesAreSharedOutEvenly()
    {
        WinogradPlan plan = Plan(size: 14, channels: 64, DataFormat.ChannelsLast, depth: 4);
        var chunks = new WinogradChunks(plan, threads: 2);
        Assert.Equal((16, 2, 8), (plan.Tiles, chunks.Count, chunks.Longest));
    }

    /// <summary>Threads that would read all of many weights for a few tiles read some of them for all tiles.</summary>
    [Fact]
    public void ManyFiltersAreSharedOutWhereTilesAreFew()
    {
        WinogradPlan plan = Plan(size: 14, channels: 512, DataFormat.ChannelsLast, depth: 4);
        var chunks = new WinogradChunks(plan, threads: 2);
        Assert.Equal([new(0, 16, 0, plan.OutputBlocks / 2), new(0, 16, plan.OutputBlocks / 2, plan.OutputBlocks)], Enumerable.Range(0, chunks.Count).Select(i => chunks[i]));
    }

    [Fact]
    public void WithChannelsApartChunksEndWithRows()
    {
        WinogradPlan plan = Plan(size: 56, channels: 16, DataFormat.ChannelsFirst);
        var chunks = new WinogradChunks(plan, threads: 2);
        Assert.All(Enumerable.Range(0, chunks.Count), chunk => Assert.Equal(0, chunks[chunk].End % plan.Column.Count));
    }

    /// <summary>As many rows as leave room for what is gathered and scattered.</summary>
    [Theory]
    [InlineData(32, 32)]
    [InlineData(48, 16)]
    [InlineData(64, 16)]
    public void WithChannelsApartTheWholeWorkspaceStaysInCache(int size, int channels)
    {
        WinogradPlan plan = Plan(size, channels, DataFormat.ChannelsFirst);
        int longest = new WinogradChunks(plan, threads: 1).Longest;
        Assert.InRange(plan.WorkspaceOf(longest), 1, WinogradChunks.WorkspaceFloats);
        int more = longest + plan.Column.Count;
        Assert.True(more > WinogradPlan.LongestRun || plan.WorkspaceOf(more) > WinogradChunks.WorkspaceFloats);
    }

    private static WinogradPlan Plan(int size, int channels, DataFormat format, int? depth = null)
    {
        var spec = new ConvSpec(3, 1, 1, Padding.Same) { InputChannels = channels, Filters = channels, Groups = 1, DataFormat = format };
        return new(new(spec, batch: 1, (depth ?? size, size, size), channels, format), s_form, GenericWinograd.Code);
    }
}
