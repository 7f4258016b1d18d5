namespace Conv3DGen.Kernels;

/// <summary>
/// Where the scratch of a thread has what: the inputs of one tap, [pixel][channel]; the sums, [block][pixel][lane]; the offsets of the sums of
/// the pixels that have the tap; and, where the tensors are channels first, the input planes, channels last.
/// </summary>
internal readonly struct TapScratch
{
    public TapScratch(TapPlan plan, TapCut cut)
    {
        ConvGeometry g = plan.Geometry;
        nint pixels = (nint)cut.MostPlanes * plan.Pixels;
        SumPixel = plan.Weights.Blocks[0].Width;
        InputPixel = CoreCache.Lines(g.InputChannels) + CoreCache.Line;
        Block = pixels * SumPixel;
        Sums = pixels * InputPixel;
        Offsets = Sums + (cut.MostBlocks * Block);
        Planes = CoreCache.Lines(Offsets + (pixels * (sizeof(long) / sizeof(float))));
        Floats = Planes + (g.Format == DataFormat.ChannelsFirst ? MostInputPlanes(g, cut.MostPlanes) * g.Height.Input * g.Width.Input * g.InputChannels : 0);
    }

    /// <summary>From the sums of a pixel to the next, in floats: the widest block.</summary>
    public nint SumPixel { get; }

    /// <summary>From the inputs of a pixel to the next: no power of two, or they would share a few sets of the first cache.</summary>
    public nint InputPixel { get; }

    /// <summary>From the sums of a block to the next.</summary>
    public nint Block { get; }

    /// <summary>Where the sums begin; the inputs of a tap are before them.</summary>
    public nint Sums { get; }

    /// <summary>Where the offsets begin.</summary>
    public nint Offsets { get; }

    /// <summary>Where the input planes begin.</summary>
    public nint Planes { get; }

    /// <summary>All floats.</summary>
    public nint Floats { get; }

    /// <summary>Input planes that a number of output planes need, which may be of several images.</summary>
    private static nint MostInputPlanes(ConvGeometry geometry, int planes)
    {
        long images = Math.Min(((planes - 2L) / geometry.Output.Depth) + 2, geometry.Batch);
        return (nint)Math.Min(images * geometry.Depth.Input, ((long)planes * geometry.Depth.Stride) + (images * geometry.Depth.Extent));
    }
}
