namespace Conv3DGen.Kernels;

/// <summary>
/// How planes of single channels lie in scratch for microkernels whose lanes are pixels, every size known. Padded rows follow each other, the
/// zeros after one being those before the next, so that a tile runs over the ends of rows; the sums in between are dropped. Of strides in the
/// plane each phase lies so, with as many rows and the same distance between them. Immutable; made once per geometry.
/// </summary>
internal sealed class PixelPlan
{
    /// <summary>Longer rows are left to the other microkernels: those of one output would not stay in cache.</summary>
    private const long MostFloats = 1 << 20;

    /// <summary>Channels that are copied together where they lie side by side in the tensors: a cache line of them.</summary>
    private const int ChannelsAtOnce = 16;

    /// <summary>Copying a value to or from scratch takes as long as this many multiply-adds of vectors.</summary>
    private const double Copy = 0.6;

    public PixelPlan(ConvGeometry geometry, PixelCode code)
    {
        Geometry = geometry;
        Code = code;
        Rows = new(geometry.Height);
        Pixels = new(geometry.Width);
        (Row, Pad) = RowOf(geometry.Width);
        GroupsAtOnce = GroupsAtOnceOf(geometry);
        Parts = (geometry.Groups + GroupsAtOnce - 1) / GroupsAtOnce;
    }

    public ConvGeometry Geometry { get; }

    public PixelCode Code { get; }

    /// <summary>Phases of rows.</summary>
    public PhaseAxis Rows { get; }

    /// <summary>Phases of pixels.</summary>
    public PhaseAxis Pixels { get; }

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

    /// <summary>Bytes of workspace a thread needs.</summary>
    public long WorkspaceBytes(int threads) => (long)new PixelScratch(this, Cut(threads)).Floats * sizeof(float);

    /// <summary>Whether code computes a convolution: its channels and filters of a group, rows that are not too long.</summary>
    public static bool Takes(ConvGeometry geometry, PixelCode code)
        => geometry.OutputCount > 0
            && geometry.InputChannelsPerGroup == code.Channels
            && geometry.FiltersPerGroup == code.Filters
            && (geometry.Width.Input + (double)geometry.Width.Extent) * geometry.Height.Extent * geometry.Depth.Extent
                * GroupsAtOnceOf(geometry) * geometry.InputChannelsPerGroup <= MostFloats;

    /// <summary>
    /// Whether that is faster than a vector of filters for every pixel: not where a kernel of few taps leaves little to do but the copies, or
    /// where rows fill no vectors. Rows of channels that lie apart are copied in no time, unless strides take them apart.
    /// </summary>
    public bool IsWorthIt()
    {
        double pixels = Geometry.OutputCount / Geometry.Filters;
        double steps = Geometry.MultiplyAdds / Geometry.OutputCount;
        double vectors = (double)Geometry.Batch * Geometry.Output.Depth * Vectors(Geometry.Output.Height);
        long copied = (Geometry.Source.Width * Geometry.Width.Stride == 1 ? 0 : Geometry.InputCount) + (Geometry.Target.Width == 1 ? 0 : Geometry.OutputCount);
        return (vectors * Geometry.Filters * steps) + (copied * Copy) < pixels * Geometry.Groups * steps;
    }

    /// <summary>Cuts the output into chunks whose inputs stay in cache, some for every thread.</summary>
    public RowChunks Cut(int threads) => RowChunks.Of(Geometry, (nint)Row * Pixels.Count * GroupsAtOnce * Geometry.InputChannelsPerGroup, threads);

    /// <summary>The groups of a part.</summary>
    public GroupRange Groups(int part) => new(part * GroupsAtOnce, Math.Min(GroupsAtOnce, Geometry.Groups - (part * GroupsAtOnce)));

    /// <summary>Vectors of pixels that rows are, the zeros between them included.</summary>
    public long Vectors(int rows) => (((rows - 1L) * Row) + Geometry.Output.Width + Code.Lanes - 1) / Code.Lanes;

    private static int GroupsAtOnceOf(ConvGeometry geometry)
    {
        int perGroup = Math.Min(geometry.InputChannelsPerGroup, geometry.FiltersPerGroup);
        return geometry.Format == DataFormat.ChannelsFirst ? 1 : Math.Min(geometry.Groups, (ChannelsAtOnce + perGroup - 1) / perGroup);
    }

    /// <summary>As long as every phase needs: its pixels and the zeros before them, and beyond those no more zeros than the next row begins with.</summary>
    private static (int Row, int Pad) RowOf(ConvAxis width)
    {
        var phases = new PhaseAxis(width);
        long row = 0, longest = 0;
        for (int phase = 0; phase < phases.Count; phase++)
        {
            PhaseInputs pixels = phases.Inputs(phase, 0, width.Output);
            long length = phases.Length(width.Output, phase);
            row = Math.Max(row, Math.Max(pixels.Before + (long)pixels.Count, length - pixels.Before));
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
