using Conv3DGen.Kernels;

namespace Conv3DGen.Runtime.Tests.Kernels;

/// <summary>Convolutions without taps on panels: which they are, how they are cut, and that panels hold what is copied to them.</summary>
public unsafe class PanelPlanTests
{
    private const int Lanes = 8;

    [Fact]
    public void TheyHaveNoTapsAndChannelsApart()
    {
        Assert.NotNull(Plan());
        Assert.NotNull(Plan(padding: Padding.Same));
        Assert.NotNull(Plan(channels: 20, filters: 48, groups: 4, of: 5));
        Assert.Null(Plan(format: DataFormat.ChannelsLast));
        Assert.Null(Plan(kernel: (2, 1, 1)));
        Assert.Null(Plan(strides: (2, 1, 1)));
        Assert.Null(Plan(strides: (1, 1, 2)));
        Assert.Null(Plan(batch: 0));
        Assert.Null(Plan(of: 6));
    }

    /// <summary>A single tile reads its inputs once, and needs no copy of them.</summary>
    [Theory]
    [InlineData(4, false)]
    [InlineData(5, true)]
    public void SeveralTilesOfFiltersReadEachInput(int filters, bool panels) => Assert.Equal(panels, Plan(filters: filters) is not null);

    [Theory]
    [InlineData(64, 64, 7, false)]
    [InlineData(64, 64, 8, true)]
    [InlineData(1024, 256, 127, false)] // a vector's weights would come from afar
    [InlineData(1024, 256, 128, true)]
    public void AnImageHasPixelsEnough(int channels, int filters, int pixels, bool enough)
        => Assert.Equal(enough, Plan(channels, filters, input: (1, 1, pixels), of: channels) is not null);

    [Fact]
    public void OutputsAreFetchedAheadWhereTheyAreFarAndThereIsTime()
    {
        Assert.True(Plan(channels: 32, filters: 64, input: (8, 23, 23), of: 32)!.FetchesOutput);
        Assert.False(Plan(channels: 31, filters: 64, input: (8, 23, 23), of: 31)!.FetchesOutput);
        Assert.False(Plan(channels: 32, filters: 64, input: (8, 22, 22), of: 32)!.FetchesOutput);
    }

    /// <summary>Ranges are whole tiles but for the last one, which is no shorter; with few pixels, filters are shared out as well.</summary>
    [Theory]
    [InlineData(8, 4, 1, 16)]
    [InlineData(100, 4, 4, 4)]
    [InlineData(1000, 1, 1, 1)]
    [InlineData(12345, 2, 8, 1)]
    public void RangesAreAllPixels(int pixels, int threads, int ranges, int parts)
    {
        PanelPlan plan = Plan(filters: 400, input: (1, 1, pixels))!;
        PanelCut cut = plan.Cut(threads);
        int end = 0;
        for (int range = 0; range < cut.Ranges; range++)
        {
            Assert.Equal(end, plan.Begin(range, cut.Ranges));
            Assert.Equal(0, end % plan.Tile);
            end = plan.Begin(range + 1, cut.Ranges);
            Assert.InRange(end - plan.Begin(range, cut.Ranges), Math.Min(plan.Tile, pixels), pixels);
        }

        Assert.Equal(pixels, end);
        Assert.Equal(parts, cut.Parts);
        Assert.Equal(ranges, cut.Ranges);
    }

    /// <summary>Whatever the order in which a copy advances, each pixel of a panel is in its place, and nothing else is written.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(300)]
    public void ACopyHasAllPixels(int pixels)
    {
        PanelPlan plan = Plan(input: (1, 7, 61))!;
        float[] input = [.. Enumerable.Range(0, 5 * 427).Select(i => i + 1f)];
        float[] panel = new float[plan.Panel];
        fixed (float* source = input, target = panel)
        {
            var copy = new PanelCopy(plan, source + 11, target, pixels);
            for (long runs = 0; runs < copy.Count; runs += 2)
            {
                copy.AdvanceTo(runs);
            }

            copy.AdvanceTo(copy.Count);
            copy.AdvanceTo(copy.Count);
        }

        for (int i = 0; i < panel.Length; i++)
        {
            (int channel, int pixel) = Math.DivRem(i, (int)plan.Row);
            Assert.Equal(pixel < pixels ? input[(channel * 427) + 11 + pixel] : 0, panel[i]);
        }
    }

    /// <summary>A panel has room for its pixels, and for a rest that is no vector.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(300)]
    [InlineData(10_000)]
    public void APanelHasRoom(int channels)
    {
        PanelPlan plan = Plan(channels, input: (10, 40, 40), of: channels)!;

        Assert.True(plan.Step + Lanes - 1 <= plan.Row);
        Assert.True(plan.Step >= plan.Tile && plan.Step % plan.Tile == 0);
        Assert.Equal(1, plan.Row / 16 % 2); // else channels would share sets of a cache
        Assert.Equal(plan.Row * channels * 2 * sizeof(float), plan.WorkspaceBytes);
    }

    private static PanelPlan? Plan(
        int channels = 5,
        int filters = 12,
        Int3? kernel = null,
        Int3? strides = null,
        Int3? input = null,
        Padding padding = Padding.Valid,
        int groups = 1,
        DataFormat format = DataFormat.ChannelsFirst,
        int batch = 1,
        int of = 5)
    {
        var spec = new ConvSpec(kernel ?? 1, strides ?? 1, 1, padding) { Filters = filters, Groups = groups };
        return PanelPlan.Of(
            new(spec, batch, input ?? (3, 20, 30), channels, format),
            new PixelCode(Lanes, of, filters: 4, ScalarKernel.Strided<ScalarKernel.One>(3)));
    }
}
