namespace Conv3DGen.Kernels;

/// <summary>
/// How planes of single channels lie in scratch for microkernels whose lanes are pixels, every size known. Padded rows follow each other, the
/// zeros after one being those before the next, so that a tile runs over the ends of rows; the sums in between are dropped. Immutable; made
/// once per geometry.
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
        Pad = PadOf(geometry.Width);
        Row = geometry.Width.Input + Pad;
        GroupsAtOnce = GroupsAtOnceOf(geometry);
        Parts = (geometry.Groups + GroupsAtOnce - 1) / GroupsAtOnce;
    }

    public ConvGeometry Geometry { get; }

    public PixelCode Code { get; }

    /// <summary>Zeros between two rows of scratch, which are those after one and before the next.</summary>
    public int Pad { get; }

    /// <summary>From one row of scratch to the next, in floats: pixels and the zeros between rows.</summary>
    public int Row { get; }

    /// <summary>Groups of a part, at most.</summary>
    public int GroupsAtOnce { get; }

    /// <summary>Parts that the groups are cut into, each of which is copied and computed on its own.</summary>
    public int Parts { get; }

    /// <summary>Bytes of workspace a thread needs.</summary>
    public long WorkspaceBytes(int threads) => (long)new PixelScratch(this, Cut(threads)).Floats * sizeof(float);

    /// <summary>Whether code computes a convolution: its channels and filters of a group, pixels of a vector that are neighbours in the input, rows that are not too long.</summary>
    public static bool Takes(ConvGeometry geometry, PixelCode code)
        => geometry is { OutputCount: > 0, Height.Stride: 1, Width.Stride: 1 }
            && geometry.InputChannelsPerGroup == code.Channels
            && geometry.FiltersPerGroup == code.Filters
            && (geometry.Width.Input + (double)geometry.Width.Extent) * geometry.Height.Extent * geometry.Depth.Extent
                * GroupsAtOnceOf(geometry) * geometry.InputChannelsPerGroup <= MostFloats;

    /// <summary>
    /// Whether that is faster than a vector of filters for every pixel: not where a kernel of few taps leaves little to do but the copies, or
    /// where rows fill no vectors. Rows of channels that lie apart are copied in no time.
    /// </summary>
    public bool IsWorthIt()
    {
        double pixels = Geometry.OutputCount / Geometry.Filters;
        double steps = Geometry.MultiplyAdds / Geometry.OutputCount;
        double vectors = (double)Geometry.Batch * Geometry.Output.Depth * Vectors(Geometry.Output.Height);
        long copied = (Geometry.Source.Width == 1 ? 0 : Geometry.InputCount) + (Geometry.Target.Width == 1 ? 0 : Geometry.OutputCount);
        return (vectors * Geometry.Filters * steps) + (copied * Copy) < pixels * Geometry.Groups * steps;
    }

    /// <summary>Cuts the output into chunks whose inputs stay in cache, some for every thread.</summary>
    public RowChunks Cut(int threads) => RowChunks.Of(Geometry, (nint)Row * GroupsAtOnce * Geometry.InputChannelsPerGroup, threads);

    /// <summary>The groups of a part.</summary>
    public GroupRange Groups(int part) => new(part * GroupsAtOnce, Math.Min(GroupsAtOnce, Geometry.Groups - (part * GroupsAtOnce)));

    /// <summary>Vectors of pixels that rows are, the zeros between them included.</summary>
    public long Vectors(int rows) => (((rows - 1L) * Row) + Geometry.Output.Width + Code.Lanes - 1) / Code.Lanes;

    private static int GroupsAtOnceOf(ConvGeometry geometry)
    {
        int perGroup = Math.Min(geometry.InputChannelsPerGroup, geometry.FiltersPerGroup);
        return geometry.Format == DataFormat.ChannelsFirst ? 1 : Math.Min(geometry.Groups, (ChannelsAtOnce + perGroup - 1) / perGroup);
    }

    private static int PadOf(ConvAxis width)
    {
        long after = width.Span(width.Output) - width.Input - width.PadBefore;
        return (int)Math.Max(width.PadBefore, after);
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
