using System.Runtime.Intrinsics;

namespace Conv3DGen.Kernels;

/// <summary>
/// How a convolution whose outputs share no inputs multiplies tensors whose channels lie apart: pixels in panels, [tap][channel][pixel], which
/// stay in a core's own cache. In the tensors, channels are often a multiple of a page apart and would share a few sets of it. While one panel is
/// multiplied the next is copied, a run of one channel at a time. Immutable; made once per geometry.
/// </summary>
internal sealed unsafe class PanelPlan
{
    /// <summary>Floats of a panel, two of which are in use (half as many: as fast; twice: up to 1.3 of the time with 256 bits).</summary>
    private const int PanelFloats = 1 << 15;

    /// <summary>Pixels that are copied at a time. Long runs are a stream to the hardware, short ones are spread evenly between microkernels.</summary>
    private const int RunPixels = 128;

    /// <summary>Rows of fewer outputs are copied piece by piece.</summary>
    private const int LeastRow = 8;

    /// <summary>Pixels of a panel, at most: a page of each channel.</summary>
    private const int MostPixels = 1024;

    /// <summary>
    /// With more weights than these for every pixel of an image, most time goes into bringing weights from afar, which other microkernels fetch ahead (1024 to
    /// 256 channels, 5x5x5: 0.94 of the time with 512 bits, 0.87 with 256; 2048 to 512, 6x6x6: 0.9 and 1).
    /// </summary>
    private const int WeightsOfPixel = 2048;

    private const int RangesPerThread = 4;

    /// <summary>Panels of a range, while every thread has one: nothing is computed while the first is copied (512 to 512 channels, 8x8x8, two threads: 0.84 of the time).</summary>
    private const int PanelsOfRange = 4;

    /// <summary>Blocks of filters that are worth copying the panels again for another thread.</summary>
    private const int FewBlocks = 4;

    /// <summary>
    /// Steps of a sum, times the lanes of a vector, that leave time to fetch the next tile's outputs (16 channels and more with 512 bits, 32 and more
    /// with 256: 0.87 to 0.97 of the time; 16 with 256 bits: 1.28).
    /// </summary>
    private const int EnoughSteps = 256;

    /// <summary>Channels from which on tensors may be read in place (one or two channels: 1.06 to 1.11 of the time; 4 and more less).</summary>
    private const int LeastChannelsInPlace = 4;

    private PanelPlan(ConvGeometry geometry, PixelCode code)
    {
        Geometry = geometry;
        Code = code;
        Channels = geometry.InputChannelsPerGroup;
        Taps = geometry.Loops.Width.Kernel;
        Stride = geometry.Loops.Width.Stride;
        SourceRow = geometry.Loops.Height.Stride * geometry.Source.Height;
        CopiedRows = geometry.Loops.Depth.Kernel * geometry.Loops.Height.Kernel * Channels;
        Pixels = PixelsOf(geometry);
        Tile = code.Tiles.Length * code.Lanes;
        int steps = CopiedRows * Taps;
        Step = Math.Clamp(PanelFloats / steps, Tile, MostPixels) / Tile * Tile;
        MostRuns = Math.Min(Step + code.Lanes, Pixels);
        ReadsTensor = geometry.KernelSize == 1 && geometry.Strides == 1 && Channels >= LeastChannelsInPlace && IsInTime(code);
        Row = ReadsTensor ? geometry.Source.Channel : CoreCache.OddLines(MostRuns);
        Tap = Channels * Row;
        Steps = new(geometry, Row);
        Panel = ReadsTensor ? 0 : steps * Row;
        FetchesOutput = steps * code.Lanes >= EnoughSteps && geometry.OutputCount * sizeof(float) > CoreCache.Bytes;
    }

    /// <summary>All sizes.</summary>
    public ConvGeometry Geometry { get; }

    public PixelCode Code { get; }

    /// <summary>Input channels of a group.</summary>
    public int Channels { get; }

    /// <summary>Taps of a kernel row.</summary>
    public int Taps { get; }

    /// <summary>From one pixel to the next, in a row of the input.</summary>
    public int Stride { get; }

    /// <summary>From one row of outputs to the next, in the input.</summary>
    public nint SourceRow { get; }

    /// <summary>Kernel rows of all channels, each of which is copied on its own.</summary>
    public int CopiedRows { get; }

    /// <summary>Pixels of an image.</summary>
    public int Pixels { get; }

    /// <summary>Pixels of the longest microkernel.</summary>
    public int Tile { get; }

    /// <summary>Pixels of a panel; the last one of a range has up to a vector more.</summary>
    public int Step { get; }

    /// <summary>
    /// Whether a panel is a piece of the tensor itself, only fetched ahead: what microkernels read again and again then comes from beyond a core's own cache.
    /// </summary>
    public bool ReadsTensor { get; }

    /// <summary>Runs that a panel is copied in, at most.</summary>
    public int MostRuns { get; }

    /// <summary>From one channel of a panel to the next, in floats.</summary>
    public nint Row { get; }

    /// <summary>From one place of a panel to the next.</summary>
    public PanelSteps Steps { get; }

    /// <summary>From one tap of a panel to the next.</summary>
    public nint Tap { get; }

    /// <summary>Floats of a panel in scratch.</summary>
    public nint Panel { get; }

    /// <summary>Whether outputs are fetched ahead: they are not in a core's own cache.</summary>
    public bool FetchesOutput { get; }

    /// <summary>Multiply-adds of a call, by which it is shared out to threads.</summary>
    public double Work => Geometry.MultiplyAdds;

    /// <summary>Where the runs of a panel are, behind two panels, in floats.</summary>
    public nint Runs => 2 * Panel;

    /// <summary>Where tables of offsets are, of kernel rows and of the taps of one.</summary>
    public nint Tables => Runs + ((nint)MostRuns * sizeof(PanelRun) / sizeof(float));

    /// <summary>Floats of workspace a thread needs.</summary>
    public nint Floats => Tables + ((nint)(Geometry.Loops.Height.Kernel + Taps) * sizeof(nint) / sizeof(float));

    /// <summary>Bytes of workspace a thread needs.</summary>
    public long WorkspaceBytes => (long)Floats * sizeof(float);

    /// <summary>The plan of a convolution whose outputs share no inputs, none of them in the padding; null where it is another, or one that other microkernels compute.</summary>
    /// <param name="geometry">All sizes.</param>
    /// <param name="code">Microkernels for the channels of a group, or any, and some of its filters.</param>
    public static PanelPlan? Of(ConvGeometry geometry, PixelCode code)
        => geometry.Format == DataFormat.ChannelsFirst && geometry.OutputCount > 0
            && PanelRules.ArePatches(geometry.KernelSize, geometry.Strides, geometry.InputChannelsPerGroup)
            && IsInside(geometry.Depth) && IsInside(geometry.Height) && IsInside(geometry.Width)
            && (code.Channels == 0 || code.Channels == geometry.InputChannelsPerGroup) && geometry.FiltersPerGroup > code.Filters
            && geometry.Loops.Width.Output >= LeastRow
            && PixelsOf(geometry) >= Math.Max((long)geometry.KernelSize.Product * geometry.InputChannelsPerGroup * geometry.FiltersPerGroup / WeightsOfPixel, code.Lanes)
                ? new(geometry, code)
                : null;

    /// <summary>What is copied at a time from a pixel on.</summary>
    /// <param name="pixel">The pixel.</param>
    /// <param name="left">How many are left, with it.</param>
    public PanelRun Run(int pixel, int left)
    {
        int width = Geometry.Loops.Width.Output;
        (int row, int column) = Math.DivRem(pixel, width);
        int rows = column > 0 ? 0 : Math.Min(Math.Min(RunPixels, left) / width, Geometry.Loops.Height.Output - (row % Geometry.Loops.Height.Output));
        return rows > 0
            ? new(SourceOf(pixel), 0, rows, width)
            : new(SourceOf(pixel), 0, 1, Math.Min(Math.Min(RunPixels, left), width - column));
    }

    /// <summary>Where the first tap of a pixel lies, in the first channel of an image.</summary>
    public nint SourceOf(int pixel)
    {
        LoopAxes loops = Geometry.Loops;
        (int row, int column) = Math.DivRem(pixel, loops.Width.Output);
        (int depth, row) = Math.DivRem(row, loops.Height.Output);
        return ((nint)depth * loops.Depth.Stride * Geometry.Source.Depth) + (row * SourceRow) + ((nint)column * Stride);
    }

    /// <summary>Cuts the work into ranges of pixels, some for every thread; where pixels are few, also into ranges of filters.</summary>
    public PanelCut Cut(int threads)
    {
        long images = (long)Geometry.Batch * Geometry.Groups;
        long wanted = threads == 1 ? 1 : Math.Clamp(Pixels * images / ((long)PanelsOfRange * Step), threads, (long)threads * RangesPerThread);
        int ranges = (int)Math.Clamp((wanted + images - 1) / images, 1, Math.Max(Pixels / Tile, 1));
        int parts = (int)Math.Clamp(wanted / (images * ranges), 1, Math.Max(Geometry.FiltersPerGroup / Code.Filters / FewBlocks, 1));
        return new(ranges, parts);
    }

    /// <summary>Where a range begins: with a whole tile; all pixels for the number of ranges. None is shorter than a vector.</summary>
    public int Begin(int range, int ranges) => range == ranges ? Pixels : Pieces.Begin(Math.Max(Pixels / Tile, 1), range, ranges) * Tile;

    /// <summary>
    /// Whether sums take so long that inputs arrive meanwhile, even those that share a few sets of a cache: long vectors on a machine that takes them in two halves (of the time with
    /// copies: 128 to 32 channels, 32x32x32: 0.83; 64 to 64, 28x28x28: 0.96; with 256 bits 1.56 and 1.02).
    /// </summary>
    private static bool IsInTime(PixelCode code) => code.Lanes >= Vector512<float>.Count && !VectorUnits.AreFullWidth;

    private static bool IsInside(ConvAxis axis) => axis.InteriorBegin == 0 && axis.InteriorEnd == axis.Output;

    private static int PixelsOf(ConvGeometry geometry) => (int)(geometry.OutputCount / geometry.Batch / geometry.Filters);
}

/// <summary>How the work of an image is cut.</summary>
/// <param name="Ranges">Ranges of pixels.</param>
/// <param name="Parts">Ranges of the blocks of filters.</param>
internal readonly record struct PanelCut(int Ranges, int Parts);
