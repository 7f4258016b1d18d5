using Conv3DGen.Kernels;

namespace Conv3DGen.Runtime.Tests.Kernels;

/// <summary>Convolutions without taps on panels: which they are, how they are cut, and that panels hold what is copied to them.</summary>
public unsafe class PanelPlanTests
{
    private const int Lanes = 8;

    [Fact]
    public void OutputsShareNoInputsAndChannelsLieApart()
    {
        Assert.NotNull(Plan());
        Assert.NotNull(Plan(padding: Padding.Same));
        Assert.NotNull(Plan(channels: 20, filters: 48, groups: 4, of: 5));
        Assert.NotNull(Plan(kernel: 2, strides: 2));
        Assert.NotNull(Plan(kernel: (1, 2, 1), strides: (2, 3, 2)));
        Assert.NotNull(Plan(kernel: 2, strides: 2, input: (4, 20, 30), padding: Padding.Same));
        Assert.Null(Plan(kernel: 2, strides: 2, input: (3, 20, 30), padding: Padding.Same)); // a tap in the padding
        Assert.Null(Plan(format: DataFormat.ChannelsLast));
        Assert.Null(Plan(kernel: (2, 1, 1)));
        Assert.Null(Plan(kernel: 3, strides: (3, 3, 2)));
        Assert.Null(Plan(batch: 0));
        Assert.Null(Plan(of: 6));
        Assert.NotNull(Plan(of: 0)); // code for any number of channels
    }

    /// <summary>Long enough that copies outweigh what begins them, and that sums fit a cache.</summary>
    [Fact]
    public void RowsAreLongAndSumsShort()
    {
        Assert.NotNull(Plan(kernel: 2, strides: 2, input: (2, 20, 16)));
        Assert.Null(Plan(kernel: 2, strides: 2, input: (2, 20, 14)));
        Assert.NotNull(Plan(kernel: 16, strides: 16, channels: 1, input: (160, 160, 160), of: 1));
        Assert.Null(Plan(kernel: 16, strides: 16, channels: 2, input: (160, 160, 160), of: 2));
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
    [InlineData(8, 4, 1, 4)]
    [InlineData(100, 4, 4, 1)]
    [InlineData(1000, 1, 1, 1)]
    [InlineData(12345, 2, 3, 1)]
    [InlineData(123456, 2, 8, 1)]
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

    /// <summary>However a copy advances, each tap of each pixel is in its place, and nothing else is written.</summary>
    [Theory]
    [InlineData(new[] { 1, 1, 1 }, new[] { 1, 1, 1 }, 11, 300)]
    [InlineData(new[] { 1, 1, 1 }, new[] { 1, 1, 1 }, 0, 1)]
    [InlineData(new[] { 1, 1, 1 }, new[] { 1, 1, 1 }, 3, 128)]
    [InlineData(new[] { 2, 2, 2 }, new[] { 2, 2, 2 }, 13, 290)]
    [InlineData(new[] { 1, 1, 1 }, new[] { 1, 2, 2 }, 0, 301)]
    [InlineData(new[] { 2, 1, 3 }, new[] { 2, 3, 3 }, 5, 95)]
    [InlineData(new[] { 1, 3, 1 }, new[] { 1, 4, 1 }, 59, 241)]
    [InlineData(new[] { 1, 1, 4 }, new[] { 3, 1, 4 }, 1, 77)]
    public void ACopyHasAllTapsOfAllPixels(int[] kernel, int[] strides, int first, int pixels)
    {
        Int3 input = (4, 24, 40), k = Of(kernel), s = Of(strides);
        ConvGeometry g = Geometry(k, s, channels: 5, input);
        PanelPlan plan = PanelPlan.Of(g, Code(5))!;
        float[] source = [.. Enumerable.Range(0, (int)g.InputCount).Select(i => i + 1f)];
        float[] panel = new float[plan.Panel];
        var runs = new PanelRun[plan.MostRuns];
        fixed (float* from = source, to = panel)
        fixed (PanelRun* at = runs)
        {
            var copy = new PanelCopy(plan, from, first, pixels, to, at);
            for (long done = 0; done < copy.Count; done += 2)
            {
                copy.AdvanceTo(done);
            }

            copy.AdvanceTo(copy.Count);
            copy.AdvanceTo(copy.Count);
        }

        for (int i = 0; i < panel.Length; i++)
        {
            (int tap, int pixel) = Math.DivRem(i, (int)plan.Row);
            (tap, int channel) = Math.DivRem(tap, 5);
            Assert.Equal(pixel < pixels ? source[Meets(tap, first + pixel, channel)] : 0, panel[i]);
        }

        int Meets(int tap, int pixel, int channel)
        {
            int d = (pixel / (g.Output.Height * g.Output.Width) * s.Depth) + (tap / (k.Height * k.Width));
            int h = (pixel / g.Output.Width % g.Output.Height * s.Height) + (tap / k.Width % k.Height);
            int w = (pixel % g.Output.Width * s.Width) + (tap % k.Width);
            return (((((channel * input.Depth) + d) * input.Height) + h) * input.Width) + w;
        }
    }

    /// <summary>A run ends with its row or is whole rows of one plane, and is about as long as others.</summary>
    [Fact]
    public void RunsAreRowsOrSomePixelsOfOne()
    {
        PanelPlan plan = PanelPlan.Of(Geometry(kernel: 2, strides: 2, channels: 5, (4, 24, 40)), Code(5))!;

        Assert.Equal((1, 15), Shape(plan.Run(5, 300)));
        Assert.Equal((1, 9), Shape(plan.Run(5, 9)));
        Assert.Equal((6, 20), Shape(plan.Run(20, 300)));
        Assert.Equal((2, 20), Shape(plan.Run(200, 300)));
        Assert.Equal((3, 20), Shape(plan.Run(0, 70)));
        Assert.Equal((1, 7), Shape(plan.Run(0, 7)));
        Assert.Equal((1, 128), Shape(Plan()!.Run(0, 300)));

        static (int Rows, int Pixels) Shape(PanelRun run) => (run.Rows, run.Pixels);
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
        Assert.Equal(plan.Row * channels, plan.Panel);
        Assert.True(plan.Tables - plan.Runs >= plan.MostRuns * sizeof(PanelRun) / sizeof(float) && plan.Floats - plan.Tables >= 2 * sizeof(nint) / sizeof(float));
        Assert.Equal(plan.Floats * sizeof(float), plan.WorkspaceBytes);
    }

    /// <summary>Where sums take long enough, tensors are read where they are, and there is no panel.</summary>
    [Fact]
    public void LongVectorsInTwoHalvesReadTheTensor()
    {
        PanelPlan Of(Int3 kernel, int channels, int lanes) => PanelPlan.Of(Geometry(kernel, kernel, channels, (4, 24, 40)), Code(channels, lanes))!;

        PanelPlan plan = Of(1, channels: 4, lanes: 16);
        Assert.Equal(!VectorUnits.AreFullWidth, plan.ReadsTensor);
        Assert.Equal(plan.ReadsTensor, plan.Panel == 0);
        Assert.Equal(plan.ReadsTensor, plan.Row == 4 * 24 * 40);
        Assert.False(Of(1, channels: 4, lanes: 8).ReadsTensor);
        Assert.False(Of(1, channels: 3, lanes: 16).ReadsTensor);
        Assert.False(Of(2, channels: 4, lanes: 16).ReadsTensor);
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
        => PanelPlan.Of(Geometry(kernel ?? 1, strides ?? 1, channels, input ?? (3, 20, 30), filters, padding, groups, format, batch), Code(of));

    private static PixelCode Code(int channels, int lanes = Lanes) => new(lanes, channels, filters: 4, ScalarKernel.Strided<ScalarKernel.One>(3));

    private static ConvGeometry Geometry(
        Int3 kernel,
        Int3 strides,
        int channels,
        Int3 input,
        int filters = 12,
        Padding padding = Padding.Valid,
        int groups = 1,
        DataFormat format = DataFormat.ChannelsFirst,
        int batch = 1)
        => new(new ConvSpec(kernel, strides, 1, padding) { Filters = filters, Groups = groups }, batch, input, channels, format);

    private static Int3 Of(int[] sizes) => new(sizes[0], sizes[1], sizes[2]);
}
