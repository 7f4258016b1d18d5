using Conv3DGen.Kernels;

namespace Conv3DGen.Winograd;

/// <summary>The parts of a thread's workspace, in floats: transformed rows first.</summary>
internal readonly struct RowScratch
{
    /// <summary>Windows that are transformed together, which are to stay in the first cache.</summary>
    private const int WindowFloats = 4096;

    /// <summary>Cuts a workspace.</summary>
    public RowScratch(RowPlan plan, RowChunks chunks)
    {
        ConvGeometry g = plan.Geometry;
        int tiles = plan.TileBlocks * plan.Code.Lanes;
        int window = RowPlan.Transform.Window * g.InputChannels;
        Window = (window + SquareTranspose.Small - 1) / SquareTranspose.Small * SquareTranspose.Small;
        RowTiles = tiles + 1;
        RowsAtOnce = (int)Math.Clamp(WindowFloats / ((nint)Window * RowTiles), 1, g.Height.Input);
        PaddedRow = (nint)RowTiles * RowPlan.Transform.Outputs * g.InputChannels;
        PaddedFloats = (PaddedRow * RowsAtOnce) + Window;
        InputRows = (int)Math.Min(g.Height.Span(chunks.Rows), g.Height.Input);
        nint planes = (nint)Math.Min(g.Depth.Span(chunks.Planes), g.Depth.Input);
        Padded = planes * InputRows * plan.RowFloats;
        Windows = Padded + CoreCache.Lines(PaddedFloats);
        Products = Windows + CoreCache.Lines((nint)Window * RowTiles * RowsAtOnce);
        Outputs = Products + (RowPlan.Transform.Frequencies * plan.Code.Rows.Tiles * plan.FilterBlock);
        Floats = Outputs + ((nint)tiles * RowPlan.Transform.Outputs * plan.FilterBlock);
    }

    /// <summary>Rows between the planes of transformed inputs.</summary>
    public int InputRows { get; }

    /// <summary>Rows that are transformed together.</summary>
    public int RowsAtOnce { get; }

    /// <summary>Floats of a tile's window, rounded up to whole squares for transposing.</summary>
    public int Window { get; }

    /// <summary>Tiles of a row while it is transformed: one more than its blocks have, so that the last window ends before the next row.</summary>
    public int RowTiles { get; }

    /// <summary>Where rows of inputs go, zeros around each.</summary>
    public nint Padded { get; }

    /// <summary>From one of those rows to the next.</summary>
    public nint PaddedRow { get; }

    /// <summary>Floats of all of those rows.</summary>
    public nint PaddedFloats { get; }

    /// <summary>Where the rows go as [window element][channel][row][tile].</summary>
    public nint Windows { get; }

    /// <summary>Where a microkernel keeps sums.</summary>
    public nint Products { get; }

    /// <summary>Where outputs go that are not stored in place: a row of pixels of one block of filters.</summary>
    public nint Outputs { get; }

    /// <summary>All floats.</summary>
    public nint Floats { get; }
}
