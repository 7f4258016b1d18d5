namespace Conv3DGen.Kernels;

/// <summary>
/// How planes of single channels lie in scratch for microkernels whose lanes are pixels, every size known. Padded rows follow each other, the
/// zeros after one being those before the next, so that a tile runs over the ends of rows; the sums in between are dropped. Of strides in the
/// plane each phase lies so, with as many rows and the same distance between them. Immutable; made once per geometry.
/// </summary>
internal sealed class PixelPlan
{
    /// <summary>Longer rows are left to the other microkernels: those of one output, or those of its filters, would not stay in cache.</summary>
    private const long MostFloats = 1 << 20;

    /// <summary>Outputs of a band, at most, or else a single row.</summary>
    private const int BandFloats = 1 << 16;

    /// <summary>Channels that are copied together where they lie side by side in the tensors: a cache line of them.</summary>
    private const int ChannelsAtOnce = 16;

    /// <summary>Inputs of rows that are computed for one filter after another: more than the first cache holds, as outputs are best stored row after row (half as many: up to 1.03 of the time).</summary>
    private const long RowFloats = 10_000;

    /// <summary>
    /// Channels from which on rows in place are fetched ahead (1x1x1 of 12 to 64 channels to 1 to 4 filters, volumes of 64 to 96: 0.80 to 0.95 of the
    /// time; 16 to 1 0.94 to 1.04; 8 to 1 0.65 with 512 bits and 1.2 with 256; of volumes in cache 1.25).
    /// </summary>
    private const int ManyStreams = 12;

    /// <summary>Filters from which on rows are stored where they belong (3 in 32 groups: 1.2 of the time; 8 and 14: 0.79).</summary>
    private const int ManyFilters = 8;

    public PixelPlan(ConvGeometry geometry, PixelCode code)
    {
        ConvGeometry? rows = PixelRows.Of(geometry, code.Lanes);
        InPlace = rows is not null;
        geometry = rows ?? geometry;
        Geometry = geometry;
        Code = code;
        Packs = geometry.FiltersPerGroup > code.Filters;
        FetchesInput = InPlace && !Packs && geometry.KernelSize == 1 && geometry.InputChannelsPerGroup >= ManyStreams && CoreCache.IsDistant(geometry.InputCount);
        StoresRows = !InPlace && geometry.Format == DataFormat.ChannelsFirst && geometry.FiltersPerGroup >= ManyFilters && FillsVectors;
        Rows = new(geometry.Height);
        Pixels = new(geometry.Width);
        Columns = new PhaseInputs[Pixels.Count];
        for (int phase = 0; phase < Columns.Length; phase++)
        {
            Columns[phase] = Pixels.Inputs(phase, 0, geometry.Width.Output);
        }

        Shared = SharedOf(geometry.Width, Columns);
        AllShared = Array.TrueForAll(Columns, pixels => pixels.Before == Shared.First && pixels.End == Shared.End);
        (Row, Pad) = RowOf(geometry.Width, Columns);
        GroupsAtOnce = GroupsAtOnceOf(geometry);
        Parts = (geometry.Groups + GroupsAtOnce - 1) / GroupsAtOnce;
    }

    /// <summary>All sizes; of rows in place, those of <see cref="PixelRows.Of"/>.</summary>
    public ConvGeometry Geometry { get; }

    /// <summary>Whether the tensors themselves are such planes, so that outputs are stored where they belong.</summary>
    public bool InPlace { get; }

    /// <summary>Whether inputs that are read in place come from memory, from more places at a time than the hardware follows by itself.</summary>
    public bool FetchesInput { get; }

    /// <summary>Whether rows of outputs are stored where they belong, each in tiles of its own. Else tiles run over the ends of rows, and a band of them is copied, which takes less where filters are few.</summary>
    public bool StoresRows { get; }

    /// <summary>Whether several tiles of filters read the same inputs.</summary>
    public bool Packs { get; }

    public PixelCode Code { get; }

    /// <summary>Phases of rows.</summary>
    public PhaseAxis Rows { get; }

    /// <summary>Phases of pixels.</summary>
    public PhaseAxis Pixels { get; }

    /// <summary>The pixels of each phase of a row.</summary>
    public PhaseInputs[] Columns { get; }

    /// <summary>Positions of a row that every phase has a pixel at; none where some pixels are in no phase.</summary>
    public (int First, int End) Shared { get; }

    /// <summary>Whether those are all, as without strides.</summary>
    public bool AllShared { get; }

    /// <summary>From one row of scratch to the next, in floats: pixels and the zeros between rows.</summary>
    public int Row { get; }

    /// <summary>Zeros that follow the last row: those that others find before the next row.</summary>
    public int Pad { get; }

    /// <summary>Whether pixels of the padding are in rows, or between them.</summary>
    public bool HasZeros => Geometry.Width.PadBefore > 0 || Geometry.Width.Span(Geometry.Width.Output) > Geometry.Width.Input;

    /// <summary>Groups of a part, at most.</summary>
    public int GroupsAtOnce { get; }

    /// <summary>Parts that the groups are cut into, each of which is copied and computed on its own.</summary>
    public int Parts { get; }

    /// <summary>Multiply-adds of a call, by which it is shared out to threads.</summary>
    public double Work => Geometry.MultiplyAdds;

    /// <summary>Bytes of workspace a thread needs.</summary>
    public long WorkspaceBytes(int threads) => (long)new PixelScratch(this, Cut(threads)).Floats * sizeof(float);

    /// <summary>Whether code computes a convolution: its channels and filters of a group, rows that are not too long.</summary>
    public static bool Takes(ConvGeometry geometry, PixelCode code)
        => geometry.OutputCount > 0
            && geometry.InputChannelsPerGroup == code.Channels
            && (geometry.FiltersPerGroup == code.Filters || (geometry.FiltersPerGroup > code.Filters && geometry.Format == DataFormat.ChannelsFirst))
            && (double)geometry.Width.Output * geometry.FiltersPerGroup <= MostFloats
            && (geometry.Width.Input + (double)geometry.Width.Extent) * geometry.Height.Extent * geometry.Depth.Extent
                * GroupsAtOnceOf(geometry) * geometry.InputChannelsPerGroup <= MostFloats;

    /// <summary>Rows of a band of outputs, which stays in cache until it is copied to where it belongs.</summary>
    public int BandRows(int rows) => (int)Math.Clamp(BandFloats / ((long)Row * GroupsAtOnce * Geometry.FiltersPerGroup), 1, rows);

    /// <summary>Rows of outputs that are computed for one filter after another.</summary>
    /// <param name="rows">How many there are, at least 1.</param>
    /// <param name="planes">Planes of inputs that each of them takes.</param>
    public int RowsAtOnce(int rows, int planes)
    {
        long inputRow = (long)Row * Pixels.Count * Geometry.InputChannelsPerGroup * Math.Max(planes, 1);
        return (int)Math.Clamp((((RowFloats / inputRow) - Geometry.Height.Extent) / Geometry.Height.Stride) + 1, 1, rows);
    }

    /// <summary>Cuts the output into chunks whose inputs stay in cache, some for every thread.</summary>
    public RowChunks Cut(int threads) => RowChunks.Of(Geometry, (nint)Row * Pixels.Count * GroupsAtOnce * Geometry.InputChannelsPerGroup, threads);

    /// <summary>The groups of a part.</summary>
    public GroupRange Groups(int part) => new(part * GroupsAtOnce, Math.Min(GroupsAtOnce, Geometry.Groups - (part * GroupsAtOnce)));

    /// <summary>Vectors of pixels that rows are, the zeros between them included.</summary>
    public long Vectors(int rows) => (((rows - 1L) * Row) + Geometry.Output.Width + Code.Lanes - 1) / Code.Lanes;

    /// <summary>Whether the vectors that a row takes are at least four fifths full (three quarters: up to 1.18 of the time of a band).</summary>
    private bool FillsVectors => Geometry.Output.Width >= Code.Lanes && 5L * Geometry.Output.Width >= 4 * Code.Lanes * Vectors(rows: 1);

    private static int GroupsAtOnceOf(ConvGeometry geometry)
    {
        int perGroup = Math.Min(geometry.InputChannelsPerGroup, geometry.FiltersPerGroup);
        return geometry.Format == DataFormat.ChannelsFirst ? 1 : Math.Min(geometry.Groups, (ChannelsAtOnce + perGroup - 1) / perGroup);
    }

    private static (int First, int End) SharedOf(ConvAxis width, PhaseInputs[] columns)
    {
        int first = 0, end = columns.Length == width.Stride ? int.MaxValue : 0;
        foreach (PhaseInputs pixels in columns)
        {
            first = Math.Max(first, pixels.Before);
            end = Math.Min(end, pixels.End);
        }

        return (first, Math.Max(first, end));
    }

    /// <summary>As long as every phase needs: its pixels and the zeros before them, and beyond those no more zeros than the next row begins with.</summary>
    private static (int Row, int Pad) RowOf(ConvAxis width, PhaseInputs[] columns)
    {
        long row = 0, longest = 0;
        for (int phase = 0; phase < columns.Length; phase++)
        {
            PhaseInputs pixels = columns[phase];
            long length = new PhaseAxis(width).Length(width.Output, phase);
            row = Math.Max(row, Math.Max(pixels.End, length - pixels.Before));
            longest = Math.Max(longest, length);
        }

        return ((int)row, (int)Math.Max(longest - row, 0));
    }
}

/// <summary>Neighbouring groups of a convolution.</summary>
/// <param name="first">The first one.</param>
/// <param name="count">How many.</param>
internal readonly struct GroupRange(int first, int count)
{
    public int First { get; } = first;

    public int Count { get; } = count;
}
