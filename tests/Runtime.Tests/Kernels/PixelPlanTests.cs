using Conv3DGen.Kernels;

namespace Conv3DGen.Runtime.Tests.Kernels;

/// <summary>Direct convolution with pixels for lanes: when it is chosen, and that its scratch holds all that microkernels read and write.</summary>
public unsafe class PixelPlanTests
{
    private const int Lanes = 16;

    /// <summary>Kernel, strides, dilation, channels, the input.</summary>
    public static TheoryData<int[], int[], int, int, int[]> Shapes() => new()
    {
        { [3, 3, 3], [1, 1, 1], 1, 16, [32, 32, 32] },
        { [2, 3, 4], [2, 1, 1], 1, 5, [17, 19, 23] },
        { [1, 1, 1], [1, 1, 1], 1, 64, [24, 24, 24] },
        { [5, 5, 5], [1, 1, 1], 3, 2, [9, 40, 300] },
        { [1, 9, 9], [3, 1, 1], 1, 2, [2, 4, 3] }, // a kernel larger than the input
        { [3, 3, 3], [1, 1, 1], 1, 1000, [3, 8, 8] }, // one output row takes more than there should be
        { [3, 7, 7], [1, 2, 2], 1, 3, [16, 56, 57] },
        { [3, 4, 5], [2, 3, 2], 1, 4, [9, 20, 31] },
        { [1, 2, 2], [1, 2, 3], 1, 7, [2, 13, 14] }, // pixels that no tap meets
        { [1, 9, 11], [1, 2, 4], 1, 2, [2, 3, 2] },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void ThereIsRoomForAllThatTilesTouch(int[] kernel, int[] strides, int dilation, int channels, int[] input)
    {
        foreach (Padding padding in (Padding[])[Padding.Same, Padding.Valid])
        {
            ConvGeometry geometry = Geometry(Of(kernel), Of(strides), channels, Of(input), filters: 3, padding: padding, dilation: dilation);
            if (geometry.OutputCount == 0)
            {
                continue;
            }

            var plan = new PixelPlan(geometry, Code(filters: 3, channels));
            foreach (int threads in (int[])[1, 2, 8])
            {
                RowChunks chunks = plan.Cut(threads);
                var scratch = new PixelScratch(plan, chunks);
                for (int i = 0; i < chunks.Count; i++)
                {
                    RowChunk chunk = chunks[i];
                    int rows = chunk.EndRow - chunk.BeginRow;
                    (int first, int end) = geometry.Depth.Inputs(chunk.BeginPlane, chunk.EndPlane);
                    int step = plan.BandRows(rows);
                    long lastBand = (rows - 1) / step * step;
                    long pixels = (lastBand * plan.Row) + (plan.Vectors(rows - (int)lastBand) * Lanes);
                    long lastRow = (plan.Rows.Tap(kernel[1] - 1).Position * (long)plan.Row) + plan.Pixels.Tap(kernel[2] - 1).Position;
                    long lastTap = (((plan.Rows.Count * plan.Pixels.Count) - 1) * (long)scratch.Phase) + lastRow;
                    Assert.True(((rows - 1) * plan.Row) + geometry.Output.Width <= pixels);
                    Assert.True(((end - first - 1) * scratch.Plane) + ((channels - 1) * scratch.Channel) + lastTap + pixels <= scratch.Output);
                    Assert.True((plan.Rows.Length(rows) * plan.Row) + plan.Pad <= scratch.Channel);
                    Assert.True(channels * scratch.Channel <= scratch.Phase);
                    Assert.InRange(plan.Vectors(step) * Lanes, 1, scratch.Band);
                }

                Assert.Equal(scratch.Output + (3 * scratch.Band), scratch.Tables);
                Assert.Equal(scratch.Tables + ((kernel[1] + kernel[2]) * 2), scratch.Floats);
                Assert.Equal(scratch.Floats * sizeof(float), plan.WorkspaceBytes(threads));
            }
        }
    }

    /// <summary>What a tap reads for an output is the input that it meets there, or a zero of the padding.</summary>
    [Theory]
    [MemberData(nameof(Shapes))]
    public void EveryTapMeetsItsInput(int[] kernel, int[] strides, int dilation, int channels, int[] input)
    {
        foreach (Padding padding in (Padding[])[Padding.Same, Padding.Valid])
        {
            ConvAxis axis = Geometry(Of(kernel), Of(strides), channels, Of(input), filters: 3, padding: padding, dilation: dilation).Width;
            var phases = new PhaseAxis(axis);
            for (int output = 0; output < axis.Output; output++)
            {
                for (int tap = 0; tap < axis.Kernel; tap++)
                {
                    (int phase, nint position) = phases.Tap(tap);
                    PhaseInputs inputs = phases.Inputs(phase, 0, axis.Output);
                    Assert.InRange(phase, 0, phases.Count - 1);
                    Assert.InRange(position + output, 0, phases.Length(axis.Output, phase) - 1);
                    long index = position + output - inputs.Before;
                    long expected = axis.Origin(output) + ((long)tap * axis.Dilation);
                    Assert.Equal(expected >= 0 && expected < axis.Input, index >= 0 && index < inputs.Count);
                    Assert.Equal(expected, inputs.First + (index * axis.Stride));
                }
            }
        }
    }

    /// <summary>Measured: 8 to 8 channels by one tap take 1.4 times as long as with filters for lanes, a single pixel 1.2 times.</summary>
    [Theory]
    [InlineData(16, 1, 3, new[] { 32, 32, 32 }, true)]
    [InlineData(16, 8, 3, new[] { 32, 32, 32 }, true)]
    [InlineData(1, 4, 3, new[] { 8, 8, 8 }, true)]
    [InlineData(16, 1, 1, new[] { 32, 32, 32 }, true)]
    [InlineData(64, 2, 1, new[] { 24, 24, 24 }, true)]
    [InlineData(8, 8, 1, new[] { 8, 8, 8 }, false)] // little to do but the copies
    [InlineData(32, 3, 1, new[] { 8, 64, 64 }, true)]
    [InlineData(32, 3, 1, new[] { 64, 64, 64 }, false)] // from memory
    [InlineData(32, 3, 3, new[] { 64, 64, 64 }, true)]
    [InlineData(512, 1, 4, new[] { 4, 4, 4 }, true)]
    [InlineData(512, 8, 3, new[] { 64, 1, 1 }, false)] // a pixel a row fills no vector
    public void ItIsForKernelsThatOutweighTheCopies(int channels, int filters, int kernel, int[] input, bool worth)
        => Assert.Equal(worth, PixelCost.IsWorthIt(new PixelPlan(Geometry(kernel, 1, channels, Of(input), filters), Code(filters, channels))));

    /// <summary>Planes of single channels need no copies to become such, but those of strides.</summary>
    [Theory]
    [InlineData(8, 8, 1, 1, true)]
    [InlineData(3, 8, 4, 4, true)]
    [InlineData(32, 4, 1, 2, false)] // half the pixels of half the rows: 0.095 ms with filters for lanes, 0.138 so
    public void ChannelsApartAreCopiedEitherWay(int channels, int filters, int kernel, int stride, bool worth)
        => Assert.Equal(worth, PixelCost.IsWorthIt(new PixelPlan(Geometry((1, kernel, kernel), (1, stride, stride), channels, (8, 56, 56), filters, format: DataFormat.ChannelsFirst), Code(filters, channels))));

    /// <summary>Measured with strides in the plane: 4x4 patches of 3 channels take as long either way, 2x2x2 of 2 channels half the time.</summary>
    [Theory]
    [InlineData(3, 8, 4, 4, false)]
    [InlineData(2, 4, 2, 2, true)]
    [InlineData(1, 8, 2, 2, false)]
    [InlineData(64, 1, 1, 2, true)]
    [InlineData(3, 8, 7, 2, true)]
    public void StridesPayOffAsWell(int channels, int filters, int kernel, int stride, bool worth)
        => Assert.Equal(worth, PixelCost.IsWorthIt(new PixelPlan(Geometry((1, kernel, kernel), (1, stride, stride), channels, (16, 112, 112), filters), Code(filters, channels))));

    /// <summary>Kernel planes, stride of the depth, the input; the input as rows of pixels, none where no row fills a vector.</summary>
    [Theory]
    [InlineData(1, 1, new[] { 8, 28, 28 }, new[] { 1, 224, 28 })]
    [InlineData(1, 1, new[] { 2, 7, 7 }, new[] { 1, 1, 98 })]
    [InlineData(3, 1, new[] { 8, 7, 7 }, new[] { 8, 1, 49 })]
    [InlineData(1, 2, new[] { 8, 3, 17 }, new[] { 8, 3, 17 })]
    [InlineData(3, 1, new[] { 8, 3, 5 }, null)]
    public void PlanesOfChannelsApartAreRows(int planes, int stride, int[] input, int[]? rows)
    {
        ConvGeometry Convolution(DataFormat format) => Geometry((planes, 1, 1), (stride, 1, 1), 16, Of(input), filters: 64, format: format);

        Assert.Equal(rows is null ? null : Of(rows), PixelRows.Of(Convolution(DataFormat.ChannelsFirst), Lanes)?.Input);
        Assert.Null(PixelRows.Of(Convolution(DataFormat.ChannelsLast), Lanes));
        Assert.False(PixelPlan.Takes(Convolution(DataFormat.ChannelsLast), Code(filters: 8, channels: 16)));
    }

    /// <summary>Measured, channels_first with more filters than a tile: where vectors of filters are not full, or inputs are read that outputs do not share.</summary>
    [Theory]
    [InlineData(3, 24, 3, 2, true)]
    [InlineData(3, 32, 3, 2, false)]
    [InlineData(16, 32, 2, 2, true)]
    [InlineData(3, 96, 4, 4, false)]
    public void ManyFiltersAreComputedSoWhereStoresTakeLonger(int channels, int filters, int kernel, int stride, bool worth)
        => Assert.Equal(worth, PixelCost.IsWorthIt(new PixelPlan(Geometry(kernel, stride, channels, (16, 64, 64), filters, format: DataFormat.ChannelsFirst), Code(filters: 8, channels))));

    /// <summary>Measured: 2x2x2 with strides of 2 of volumes so small that copies begin more often than they carry much take twice the time so; of larger ones less.</summary>
    [Theory]
    [InlineData(8, 8, 8, false)]
    [InlineData(32, 64, 8, false)]
    [InlineData(16, 8, 16, true)]
    [InlineData(16, 32, 32, true)]
    public void SmallVolumesAreNotCopied(int channels, int filters, int side, bool worth)
        => Assert.Equal(worth, PixelCost.IsWorthIt(new PixelPlan(Geometry(2, 2, channels, side, filters, Padding.Valid, format: DataFormat.ChannelsFirst), Code(filters: 8, channels))));

    /// <summary>Of many filters rows are stored where they belong, if they fill vectors; no band is copied then.</summary>
    [Theory]
    [InlineData(32, 46, true)]
    [InlineData(32, 26, true)]
    [InlineData(32, 25, false)]
    [InlineData(32, 15, false)]
    [InlineData(8, 46, true)]
    [InlineData(7, 46, false)]
    public void RowsAreStoredWhereTheyFillVectors(int filters, int width, bool stores)
    {
        var plan = new PixelPlan(Geometry(3, 1, 1, (4, 20, width), filters, format: DataFormat.ChannelsFirst), Code(Math.Min(filters, 8), channels: 1));

        Assert.Equal(stores, plan.StoresRows);
        Assert.Equal(stores, new PixelScratch(plan, plan.Cut(threads: 1)).Band == 0);
    }

    /// <summary>Rows that are computed for one filter after another: as many as there are of few inputs, one of many.</summary>
    [Theory]
    [InlineData(1, 1, 20)]
    [InlineData(1, 3, 20)]
    [InlineData(7, 9, 1)]
    public void RowsOfManyInputsAreFewAtATime(int channels, int planes, int rows)
    {
        var plan = new PixelPlan(Geometry(3, 1, channels, (4, 20, 46), filters: 32, format: DataFormat.ChannelsFirst), Code(filters: 8, channels));

        Assert.Equal(rows, plan.RowsAtOnce(20, planes));
        Assert.Equal(20, plan.RowsAtOnce(20, planes: 0)); // all of them in the padding
    }

    /// <summary>Inputs are copied only where several tiles of filters read them; outputs never are.</summary>
    [Theory]
    [InlineData(64, true)]
    [InlineData(8, false)]
    public void RowsInPlaceNeedNoBand(int filters, bool packs)
    {
        var plan = new PixelPlan(Geometry(1, 1, 16, (8, 28, 28), filters, format: DataFormat.ChannelsFirst), Code(filters: 8, channels: 16));
        var scratch = new PixelScratch(plan, plan.Cut(threads: 1));

        Assert.Equal((true, packs), (plan.InPlace, plan.Packs));
        Assert.Equal(scratch.Output, scratch.Tables);
        Assert.Equal(packs, scratch.Output >= scratch.Plane);
    }

    [Fact]
    public void PlanesThatNoOutputNeedsAreNotCopied()
    {
        ConvGeometry geometry = Geometry((2, 3, 3), (50, 1, 1), 4, (500, 20, 20), filters: 4, format: DataFormat.ChannelsFirst);
        var plan = new PixelPlan(geometry, Code(filters: 4, channels: 4));

        Assert.Equal(1, plan.Cut(threads: 1).Planes);
        Assert.InRange(plan.WorkspaceBytes(threads: 1), 1, 1 << 17);
    }

    [Fact]
    public void CodeIsForItsChannelsAndFiltersAndRowsThatFitACache()
    {
        PixelCode code = Code(filters: 4, channels: 4);

        Assert.True(PixelPlan.Takes(Geometry(3, (2, 1, 1), 4, (5, 6, 7), filters: 4), code));
        Assert.True(PixelPlan.Takes(Geometry(3, (1, 2, 3), 4, (5, 6, 7), filters: 4), code));
        Assert.True(PixelPlan.Takes(Geometry(3, 1, 12, (5, 6, 7), filters: 12, groups: 3), code));
        Assert.False(PixelPlan.Takes(Geometry(3, 1, 4, (5, 6, 7), filters: 4, groups: 2), code));
        Assert.False(PixelPlan.Takes(Geometry(3, 1, 4, (5, 6, 0x10000), filters: 4), code));
        Assert.True(PixelPlan.Takes(Geometry(2, 2, 4, (5, 6, 0x1000), filters: 512, format: DataFormat.ChannelsFirst), code));
        Assert.False(PixelPlan.Takes(Geometry(2, 2, 4, (5, 6, 0x1000), filters: 1024, format: DataFormat.ChannelsFirst), code));
        Assert.False(PixelPlan.Takes(Geometry(3, 1, 4, (5, 6, 7), filters: 4, batch: 0), code));
    }

    /// <summary>Side by side, a cache line of channels is copied at once; apart, each group for itself.</summary>
    [Theory]
    [InlineData(1, DataFormat.ChannelsLast, 1, 1)]
    [InlineData(40, DataFormat.ChannelsLast, 4, 10)]
    [InlineData(3, DataFormat.ChannelsLast, 3, 1)]
    [InlineData(6, DataFormat.ChannelsLast, 4, 2)]
    [InlineData(6, DataFormat.ChannelsFirst, 1, 6)]
    public void GroupsAreCutIntoParts(int groups, DataFormat format, int atOnce, int parts)
    {
        var plan = new PixelPlan(Geometry(3, 1, 4 * groups, (5, 6, 7), filters: 5 * groups, groups: groups, format: format), Code(filters: 5, channels: 4));

        Assert.Equal((atOnce, parts), (plan.GroupsAtOnce, plan.Parts));
        Assert.Equal(Enumerable.Range(0, groups), Enumerable.Range(0, parts).SelectMany(part => Enumerable.Range(plan.Groups(part).First, plan.Groups(part).Count)));
    }

    [Fact]
    public void ItsCodeIsChecked()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new PixelCode(0, 1, 1, ScalarKernel.Strided<ScalarKernel.One>(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PixelCode(16, -1, 1, ScalarKernel.Strided<ScalarKernel.One>(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PixelCode(16, 1, 0, ScalarKernel.Strided<ScalarKernel.One>(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PixelCode(16, 1, 1, []));
        Assert.Throws<ArgumentNullException>(() => new PixelCode(16, 1, 1, null!));
    }

    private static PixelCode Code(int filters, int channels) => new(Lanes, channels, filters, ScalarKernel.Strided<ScalarKernel.One>(3));

    private static ConvGeometry Geometry(
        Int3 kernel,
        Int3 strides,
        int channels,
        Int3 input,
        int filters,
        Padding padding = Padding.Same,
        int dilation = 1,
        int groups = 1,
        DataFormat format = DataFormat.ChannelsLast,
        int batch = 2)
        => new(new(kernel, strides, dilation, padding) { Filters = filters, Groups = groups }, batch, input, channels, format);

    private static Int3 Of(int[] sizes) => new(sizes[0], sizes[1], sizes[2]);
}
