namespace Conv3DGen.Kernels;

/// <summary>The parts of a thread's workspace, in floats: planes of inputs first, [plane][phase][channel][row][pixel].</summary>
internal readonly struct PixelScratch
{
    /// <summary>Cuts a workspace.</summary>
    public PixelScratch(PixelPlan plan, RowChunks chunks)
    {
        ConvGeometry g = plan.Geometry;
        Channel = CoreCache.OddLines(((nint)plan.Rows.Length(chunks.Rows) * plan.Row) + plan.Pad);
        Phase = Channel * plan.GroupsAtOnce * g.InputChannelsPerGroup;
        Plane = Phase * plan.Rows.Count * plan.Pixels.Count;
        nint inputs = (nint)Math.Min(g.Depth.Span(chunks.Planes), g.Depth.Input) * Plane;
        Output = plan.InPlace && !plan.Packs ? 0 : inputs + plan.Code.Lanes; // the last vector reads past the last row
        Band = plan.InPlace || plan.StoresRows ? 0 : CoreCache.OddLines((nint)plan.Vectors(plan.BandRows(chunks.Rows)) * plan.Code.Lanes);
        Tables = Output + (Band * plan.GroupsAtOnce * g.FiltersPerGroup);
        Floats = Tables + (((nint)g.Height.Kernel + g.Width.Kernel) * sizeof(long) / sizeof(float));
    }

    /// <summary>From one channel to the next.</summary>
    public nint Channel { get; }

    /// <summary>From one phase of a plane to the next.</summary>
    public nint Phase { get; }

    /// <summary>From one plane to the next.</summary>
    public nint Plane { get; }

    /// <summary>Where a band of outputs is, [filter][row][pixel].</summary>
    public nint Output { get; }

    /// <summary>From one filter of it to the next.</summary>
    public nint Band { get; }

    /// <summary>Where tables of offsets are, of kernel rows and of the taps of one.</summary>
    public nint Tables { get; }

    /// <summary>All floats.</summary>
    public nint Floats { get; }
}
