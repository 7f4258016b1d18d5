namespace Conv3DGen.Kernels;

/// <summary>
/// The output cut into items that can be computed in any order and by any thread: one block of channels (depthwise, all of
/// them) of one output plane, and of that a range of rows, or of pixels where the plane is a single row. Where <see cref="BlockRanges"/> says
/// so, an item is such a range of all blocks; where <see cref="DepthBands"/> does, of many planes. The cut never changes a result.
/// </summary>
internal readonly struct WorkPartition
{
    private const int ItemsPerThread = 4;

    private readonly bool _blockByBlock;
    private readonly int _planesPerImage;
    private readonly int _blocks;
    private readonly int _blocksOfItem;
    private readonly int _blocksPerPlane;
    private readonly int _chunks;
    private readonly int _extent;
    private readonly int _unit;
    private readonly DepthBands _bands;
    private readonly int _pieces;

    /// <summary>Cuts the output.</summary>
    /// <param name="geometry">The convolution.</param>
    /// <param name="weights">The weights, which know groups and blocks.</param>
    /// <param name="threads">How many threads there is work for.</param>
    /// <param name="gather">How its inputs are brought together, which takes whole rows; null where they are used as they are.</param>
    /// <param name="planeByPlane">Whether every plane is to be done before the next is begun.</param>
    public WorkPartition(ConvGeometry geometry, PackedWeights weights, int threads, GatherPlan? gather = null, bool planeByPlane = false)
    {
        LoopAxes loops = geometry.Loops;
        ByPixels = gather is null && loops.IsSingleRow;
        _extent = ByPixels ? loops.Width.Output : loops.Height.Output;
        _unit = ByPixels ? weights.Blocks[0].Tiles.Longest : 1;
        _planesPerImage = loops.Depth.Output;
        long ranges = gather is null ? BlockRanges.Of(geometry, weights) : gather.Value.Chunks;
        _blocksOfItem = gather is null && ranges > 1 ? weights.Blocks.Length : 1;
        _blocks = weights.IsLanewise ? 1 : weights.Blocks.Length / _blocksOfItem; // all blocks of a row of pixels share its cache lines
        _blocksPerPlane = weights.Groups * _blocks;
        _blockByBlock = gather is null; // threads on different blocks of the same pixels would read the same inputs, and write parts of the same cache lines
        Planes = geometry.Batch * _planesPerImage;
        long wanted = threads == 1 ? 1 : (long)threads * ItemsPerThread;
        if (!planeByPlane && weights.Blocks[0].Tiles.Lanewise == 1)
        {
            _bands = DepthBands.Of(geometry, ByPixels ? loops.Width : loops.Height);
            if (_bands.Count > 1)
            {
                _pieces = (int)Math.Clamp(Ratio(wanted, (long)geometry.Batch * _bands.Count), 1, _planesPerImage);
                Items = checked(geometry.Batch * _bands.Count * _pieces);
                return;
            }
        }

        long whole = (long)Planes * _blocksPerPlane;
        wanted = Math.Max(whole == 0 ? 1 : Ratio(wanted, whole), ranges);
        _chunks = (int)Math.Clamp(Math.Min(wanted, int.MaxValue / Math.Max(whole, 1)), 1, Ratio(_extent, _unit));
        Items = checked((int)(whole * _chunks));
    }

    /// <summary>Output planes of all images.</summary>
    public int Planes { get; }

    /// <summary>All items; those of one plane follow each other, or those of one band.</summary>
    public int Items { get; }

    /// <summary>Whether items are bands of many planes.</summary>
    public bool ByBands => _pieces > 0;

    /// <summary>Items of one plane, where they are not bands of many.</summary>
    public int ItemsPerPlane => _blocksPerPlane * _chunks;

    /// <summary>Whether items are ranges of pixels of the one row of a plane, rather than ranges of rows.</summary>
    public bool ByPixels { get; }

    /// <summary>The plane of an item.</summary>
    public int PlaneOf(int item) => item / ItemsPerPlane;

    /// <summary>Which image and depth a plane is.</summary>
    public (int Image, int Depth) Locate(int plane) => (plane / _planesPerImage, plane % _planesPerImage);

    /// <summary>What an item is.</summary>
    public WorkItem this[int item]
    {
        get
        {
            if (ByBands)
            {
                (int band, int piece) = Math.DivRem(item, _pieces);
                (int ofBatch, band) = Math.DivRem(band, _bands.Count);
                int first = Pieces.Begin(_planesPerImage, piece, _pieces);
                return new(ofBatch, first, Pieces.Begin(_planesPerImage, piece + 1, _pieces) - first, 0, 0, 1, _bands.Begin(band), _bands.Begin(band + 1));
            }

            (int plane, int inPlane) = Math.DivRem(item, ItemsPerPlane);
            (int image, int depth) = Locate(plane);
            (int chunk, int block) = _blockByBlock ? (inPlane % _chunks, inPlane / _chunks) : (inPlane / _blocksPerPlane, inPlane % _blocksPerPlane);
            (int group, int blockInGroup) = Math.DivRem(block, _blocks);
            return new(image, depth, 1, group, blockInGroup, _blocksOfItem, Begin(chunk), Begin(chunk + 1));
        }
    }

    /// <summary>Ranges of pixels are whole tiles, but for the last one.</summary>
    private int Begin(int chunk) => (int)Math.Min((long)Pieces.Begin((int)Ratio(_extent, _unit), chunk, _chunks) * _unit, _extent);

    private static long Ratio(long wanted, long there) => (wanted + there - 1) / there;
}

/// <summary>One item of work.</summary>
/// <param name="Image">Index in the batch.</param>
/// <param name="Depth">The first output plane.</param>
/// <param name="Planes">Output planes, at least 1.</param>
/// <param name="Group">Group of the convolution.</param>
/// <param name="Block">The first block of channels in the group.</param>
/// <param name="Blocks">Blocks one after another, at least 1; where every lane has an input channel of its own, a 1 that stands for all.</param>
/// <param name="Begin">First row or pixel.</param>
/// <param name="End">One past the last.</param>
internal readonly record struct WorkItem(int Image, int Depth, int Planes, int Group, int Block, int Blocks, int Begin, int End);
