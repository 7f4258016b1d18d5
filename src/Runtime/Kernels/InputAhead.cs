using System.Runtime.CompilerServices;

namespace Conv3DGen.Kernels;

/// <summary>
/// Fetches inputs ahead of the microkernels, which read a channel of their pixels in turn, and so lines that look like no stream to the
/// hardware. Where pixels are strided, what a row of outputs will be the first to read, while the row before it is computed (of the time
/// without: 1x3x3 with stride 2, 64 to 128 channels, 8x56x56: 0.94; 3x3x3 with stride 2, 32 to 64, 48x48x48: 0.95; 2x2x2 with stride 2, 32 to
/// 64, 32x32x32: 0.97, and 0.7 where neighbours use the last-level cache). Where planes are single rows whose input comes from memory, what
/// follows, as long as pixels are wide (1x1x1 on 32x32x32, 128 to 16, 32 and 64 channels: 0.47, 0.67, 0.81; 3x1x1 on 16x56x56, 64 to 64: 0.89 to
/// 0.94) or filters few, which are done with it at once (1x1x1 on 64x64x64, 32 to 1, 3 and 4 channels, and 48 to 5: 0.70 to 0.89; 64 to 3 and 4:
/// 0.71 to 1.09, by where its pages lie). Others gain nothing; 1x1x1 of 32 to 64 channels to 14 filters and more loses up to a fifth.
/// </summary>
internal readonly unsafe struct InputAhead
{
    /// <summary>How far the input of a single row is fetched ahead, in floats: half as far is as good.</summary>
    private const int Ahead = 4096;

    private const int FewFilters = 6;

    /// <summary>Floats of a pixel that takes more lines than the hardware follows by itself.</summary>
    private const int WidePixel = 96;

    /// <summary>The same where the pixels of several planes are read in turn.</summary>
    private const int WidePixelOfPlanes = 64;

    /// <summary>
    /// Wide pixels of a longer tile are more lines at a time than a core has room to wait for (1x1x1 on AVX-512, whose tiles have 14, 128 to 16 and
    /// 32 channels: 0.74 and 0.83 of the time; 5 or 7 are about as good).
    /// </summary>
    private const int MostWidePixels = 6;

    private readonly int _planes;
    private readonly int _rows;
    private readonly nint _rowStride;
    private readonly nint _first;

    private InputAhead(LoopAxes loops, nint rowStride, int planes)
    {
        _planes = planes;
        _rows = Math.Min(loops.Height.Kernel, loops.Height.Stride);
        _rowStride = rowStride;
        _first = (loops.Height.Stride - (_rows - 1)) * rowStride;
    }

    private InputAhead(LoopAxes loops, bool wide)
    {
        _planes = loops.Depth.Kernel;
        _rows = 1;
        _first = Ahead;
        MostPixels = wide ? MostWidePixels : int.MaxValue;
    }

    /// <summary>Whether there is anything to fetch.</summary>
    public bool Fetches => _rows > 0;

    /// <summary>The most pixels of a tile that is fetched ahead.</summary>
    public int MostPixels { get; } = int.MaxValue;

    /// <summary>From one pixel to the next, where only some floats of each are read.</summary>
    private nint PixelStride { get; init; } = nint.MaxValue;

    /// <summary>The floats of each.</summary>
    private nint PixelFloats { get; init; } = nint.MaxValue;

    /// <summary>What to fetch in a convolution whose pixels have their channels side by side.</summary>
    /// <param name="g">All sizes. Inputs that stay in a core's own cache are there already; and where taps leave out pixels, too much would come.</param>
    /// <param name="batched">Whether the tiles of a column are computed one after the other, not those of a row.</param>
    public static InputAhead Of(ConvGeometry g, bool batched)
    {
        if (!Prefetch.IsSupported)
        {
            return default;
        }

        ConvAxis width = g.Loops.Width;
        bool apart = width.Stride > 1 && width.Stride * g.Source.Width > CoreCache.Line;
        bool pays = apart && width.Kernel >= width.Stride && g.InputCount * sizeof(float) > CoreCache.Bytes;
        bool ofOneTap = g.KernelSize == 1;
        bool wide = g.Source.Width >= (ofOneTap ? WidePixel : WidePixelOfPlanes);
        bool passes = wide || (ofOneTap && g.Filters <= FewFilters && g.Source.Width > CoreCache.Line);
        bool streams = passes && g.Loops.IsSingleRow && CoreCache.IsDistant(g.InputCount);
        return streams ? new(g.Loops, wide) : pays && !batched ? new(g.Loops, g.Source.Height, NewPlanes(g)) : default;
    }

    /// <summary>
    /// What to fetch of several groups of several channels, whose tiles are soon done with a pixel's: what a row of outputs is the first to read,
    /// in all kernel planes where the core's own cache has forgotten these when the next plane of outputs needs them. Vectors that hold several
    /// groups read whole pixels; others a few lines of each, one group after the other. Of the time without, 3x3x3 on AVX-512, 16x56x56 and
    /// 16x112x112: 64 channels in groups of 4, 8 and 16 0.6, 0.8, 0.8; 32 in groups of 2, 4, 8 and 16 0.8, 0.7, 0.7, 0.8; on AVX2 0.55 to 0.75;
    /// 1x1x1, 64 in groups of 16, 32x56x56: 0.6, 0.4. Groups of one channel gain nothing.
    /// </summary>
    /// <param name="g">All sizes. Where taps leave out pixels, too much would come.</param>
    /// <param name="lanewise">Whether vectors hold several groups.</param>
    public static InputAhead OfGroups(ConvGeometry g, bool lanewise)
    {
        if (!Prefetch.IsSupported || !IsFar(g.InputCount) || g.Loops.Width.Kernel < g.Loops.Width.Stride)
        {
            return default;
        }

        bool forgets = IsFar((long)g.Loops.Depth.Kernel * g.Source.Depth);
        InputAhead whole = g.Loops.IsSingleRow ? new(g.Loops, wide: false) : new(g.Loops, g.Source.Height, forgets ? g.Loops.Depth.Kernel : NewPlanes(g));
        return lanewise ? whole : whole with { PixelStride = g.Source.Width, PixelFloats = g.InputChannelsPerGroup };

        // half of what a little more than the cache takes is still there: fetching it again costs as much as it saves
        static bool IsFar(long floats) => floats * sizeof(float) > 2 * CoreCache.Bytes;
    }

    /// <summary>Kernel planes that a plane of outputs is the first to read; strides and dilation exclude each other.</summary>
    private static int NewPlanes(ConvGeometry g) => Math.Min(g.Loops.Depth.Kernel, g.Loops.Depth.Stride);

    /// <summary>Asks for what lies below a tile, or behind it. At the end of a plane that is outside it, perhaps outside the tensor: a hint reads nothing there.</summary>
    /// <param name="input">The first row of inputs of the tile, taps in the padding aside.</param>
    /// <param name="count">Floats of a row.</param>
    /// <param name="args">The kernel planes and rows inside the input, and their strides.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Run(float* input, nint count, TileArgs* args)
    {
        nint planes = Math.Min(args->Planes, _planes);
        nint step = Math.Min(count, PixelStride);
        nint floats = Math.Min(step, PixelFloats);
        float* plane = input + ((args->Planes - planes) * args->InputPlaneStride) + ((args->Rows - 1) * args->InputRowStride) + _first;
        for (; planes > 0; planes--)
        {
            for (nint x = 0; x < count; x += step)
            {
                Prefetch.ToSecond(plane + x, _rows, _rowStride, floats);
            }

            plane += args->InputPlaneStride;
        }
    }
}
