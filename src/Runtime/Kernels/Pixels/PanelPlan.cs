namespace Conv3DGen.Kernels;

/// <summary>
/// How a convolution without taps multiplies tensors whose channels lie apart: pixels in panels, [channel][pixel], which stay in a core's own
/// cache. In the tensors, channels are often a multiple of a page apart and would share a few sets of it. While one panel is
/// multiplied the next is copied, a run of one channel at a time. Immutable; made once per geometry.
/// </summary>
internal sealed unsafe class PanelPlan
{
    /// <summary>Floats of a panel, two of which are in use (half as many: as fast; twice: up to 1.3 of the time with 256 bits).</summary>
    private const int PanelFloats = 1 << 15;

    /// <summary>Pixels of a panel, at most: a page of each channel.</summary>
    private const int MostPixels = 1024;

    /// <summary>
    /// With more weights than these for every pixel of an image, most time goes into bringing weights from afar, which other microkernels fetch ahead (1024 to
    /// 256 channels, 5x5x5: 0.94 of the time with 512 bits, 0.87 with 256; 2048 to 512, 6x6x6: 0.9 and 1).
    /// </summary>
    private const int WeightsOfPixel = 2048;

    private const int PanelsPerThread = 4;

    /// <summary>Blocks of filters that are worth copying the panels again for another thread.</summary>
    private const int FewBlocks = 4;

    /// <summary>
    /// Sums of a tile, by vectors of the shortest width, from which on there is time to fetch the outputs ahead (16 channels and more with 512 bits, 32 and more with
    /// 256: 0.87 to 0.97 of the time; 16 with 256 bits: 1.28).
    /// </summary>
    private const int FewSteps = 256;

    private PanelPlan(ConvGeometry geometry, PixelCode code)
    {
        Geometry = geometry;
        Code = code;
        Pixels = PixelsOf(geometry);
        Tile = code.Tiles.Length * code.Lanes;
        Step = Math.Clamp(PanelFloats / geometry.InputChannelsPerGroup, Tile, MostPixels) / Tile * Tile;
        Row = OddLines(Math.Min(Step + code.Lanes, Pixels));
        FetchesOutput = geometry.InputChannelsPerGroup * code.Lanes >= FewSteps && geometry.OutputCount * sizeof(float) > CoreCache.Bytes;
    }

    /// <summary>All sizes.</summary>
    public ConvGeometry Geometry { get; }

    public PixelCode Code { get; }

    /// <summary>Pixels of an image.</summary>
    public int Pixels { get; }

    /// <summary>Pixels of the longest microkernel.</summary>
    public int Tile { get; }

    /// <summary>Pixels of a panel; the last one of a range has up to a vector more.</summary>
    public int Step { get; }

    /// <summary>From one channel of a panel to the next, in floats.</summary>
    public nint Row { get; }

    /// <summary>Floats of a panel.</summary>
    public nint Panel => Row * Geometry.InputChannelsPerGroup;

    /// <summary>Whether outputs are fetched ahead: they are not in a core's own cache.</summary>
    public bool FetchesOutput { get; }

    /// <summary>Multiply-adds of a call, by which it is shared out to threads.</summary>
    public double Work => Geometry.MultiplyAdds;

    /// <summary>Bytes of workspace a thread needs.</summary>
    public long WorkspaceBytes => 2L * Panel * sizeof(float);

    /// <summary>The plan of a convolution without taps or strides; null where it is another, or one that other microkernels compute.</summary>
    /// <param name="geometry">All sizes.</param>
    /// <param name="code">Microkernels for the channels of a group and some of its filters.</param>
    public static PanelPlan? Of(ConvGeometry geometry, PixelCode code)
        => geometry.Format == DataFormat.ChannelsFirst && geometry.OutputCount > 0
            && geometry.Depth.IsPointwise && geometry.Height.IsPointwise && geometry.Width.IsPointwise
            && geometry.InputChannelsPerGroup == code.Channels && geometry.FiltersPerGroup > code.Filters
            && PixelsOf(geometry) >= Math.Max((long)geometry.InputChannelsPerGroup * geometry.FiltersPerGroup / WeightsOfPixel, code.Lanes)
                ? new(geometry, code)
                : null;

    /// <summary>Cuts the work into ranges of pixels, some for every thread; where pixels are few, also into ranges of filters.</summary>
    public PanelCut Cut(int threads)
    {
        long images = (long)Geometry.Batch * Geometry.Groups;
        long wanted = threads == 1 ? 1 : (long)threads * PanelsPerThread;
        int ranges = (int)Math.Clamp((wanted + images - 1) / images, 1, Math.Max(Pixels / Tile, 1));
        int parts = (int)Math.Clamp(wanted / (images * ranges), 1, Math.Max(Geometry.FiltersPerGroup / Code.Filters / FewBlocks, 1));
        return new(ranges, parts);
    }

    /// <summary>Where a range begins: with a whole tile; all pixels for the number of ranges. None is shorter than a vector.</summary>
    public int Begin(int range, int ranges) => range == ranges ? Pixels : Pieces.Begin(Math.Max(Pixels / Tile, 1), range, ranges) * Tile;

    private static int PixelsOf(ConvGeometry geometry) => (int)(geometry.OutputCount / geometry.Batch / geometry.Filters);

    /// <summary>A multiple of a cache line that has channels begin in different sets of a cache.</summary>
    private static nint OddLines(int floats) => (((floats + CoreCache.Line - 1) / CoreCache.Line) | 1) * (nint)CoreCache.Line;
}

/// <summary>How the work of an image is cut.</summary>
/// <param name="Ranges">Ranges of pixels.</param>
/// <param name="Parts">Ranges of the blocks of filters.</param>
internal readonly record struct PanelCut(int Ranges, int Parts);
