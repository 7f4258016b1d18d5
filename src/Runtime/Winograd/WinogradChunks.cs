using System.Runtime.Intrinsics;
using Conv3DGen.Kernels;

namespace Conv3DGen.Winograd;

/// <summary>
/// The tiles of a call cut into chunks of nearly equal length, the longest first; and the filters into parts, where there are too few tiles
/// for the threads. The cut never changes a result.
/// </summary>
internal readonly struct WinogradChunks
{
    /// <summary>
    /// Transformed inputs of a chunk and their products are to stay in a core's own cache. Of whole rows with channels apart, so is what is
    /// gathered and scattered beside them, which every chunk goes through once more (measured: 2 to 5 % of 16 and 32 channels).
    /// </summary>
    public const int WorkspaceFloats = 125_000;

    /// <summary>Weights beyond this come from memory, not a shared cache, for every chunk: then a chunk takes more tiles, and its workspace may leave the cache.</summary>
    private const long ManyWeightBytes = 48 << 20;

    /// <summary>
    /// Enough to hide the weights' way from the shared cache; twice as many save some of it, but then two threads slow each other down
    /// through the transformed tiles that leave their own caches (measured: 10 % of 128 -> 256 channels).
    /// </summary>
    private const int LeastTiles = 7;

    /// <summary>The same where multiply-adds are twice as wide and so use up weights twice as fast (measured: 20 % of 128 -> 256 channels, 30 % on two threads).</summary>
    private const int LeastTilesOfFullWidth = 14;

    /// <summary>Vectors of filters of a part, at least: every part transforms all inputs, which is little beside the products of so many.</summary>
    private const int LeastBlocks = 8;

    private const int ChunksPerThread = 4;

    private readonly int _tiles;
    private readonly int _blocks;
    private readonly int _panel;
    private readonly int _parts;
    private readonly int _unit;
    private readonly int _size;
    private readonly int _larger;

    /// <summary>Cuts: enough tiles in a chunk to use each weight often, few enough to stay in cache and to give every thread some.</summary>
    /// <param name="plan">The convolution.</param>
    /// <param name="threads">How many threads there is work for.</param>
    public WinogradChunks(WinogradPlan plan, int threads)
    {
        // Chunks of whole microkernels; or of whole rows of tiles, along which the pixels of a channel lie side by side.
        bool wholeRows = plan.Geometry.Format == DataFormat.ChannelsFirst && plan.Column.Count <= WinogradPlan.LongestRun;
        int unit = wholeRows ? plan.Column.Count : plan.Code.Panels[0].Step;
        int leastTiles = plan.Code.Lanes == Vector512<float>.Count && VectorUnits.AreFullWidth ? LeastTilesOfFullWidth : LeastTiles;
        long weightBytes = (long)plan.Frequencies * plan.InputBlocks * plan.OutputBlocks * plan.Code.Lanes * plan.Code.Lanes * sizeof(float);
        int wanted = Wanted(plan, WorkspaceFloats - (wholeRows ? plan.WorkspaceOf(0) : 0), weightBytes > ManyWeightBytes ? WinogradPlan.LongestRun : leastTiles);
        wanted = Math.Max(wanted / unit, 1) * unit;
        int count = (plan.Tiles + wanted - 1) / wanted;

        // Threads that share the tiles all read all weights, those that share the filters do not.
        bool fewTiles = plan.Tiles < threads * leastTiles || (weightBytes > ManyWeightBytes && count < threads * ChunksPerThread);
        _parts = fewTiles ? Math.Clamp(plan.OutputBlocks / LeastBlocks, 1, threads) : 1;
        threads = (threads + _parts - 1) / _parts;
        if (threads > 1)
        {
            int most = Math.Max(plan.Tiles / leastTiles, Math.Min(threads, (plan.Tiles + leastTiles - 1) / leastTiles));
            count = Math.Max(count, Math.Min(threads * ChunksPerThread, most));
            count = Math.Min((count + threads - 1) / threads * threads, plan.Tiles);
        }

        bool many = plan.Tiles / unit >= Math.Max(count, threads * ChunksPerThread);
        _unit = many ? unit : 1; // a few tiles are shared out evenly
        int units = (plan.Tiles + _unit - 1) / _unit;
        (_size, _larger) = Math.DivRem(units, count);
        _tiles = plan.Tiles;
        _blocks = plan.OutputBlocks;
        _panel = plan.Code.Panels[0].Vectors;
        Count = count * _parts;
        Longest = Math.Min((_size + (_larger > 0 ? 1 : 0)) * _unit, _tiles);
    }

    /// <summary>Chunks, none of them empty.</summary>
    public int Count { get; }

    /// <summary>Tiles of the longest.</summary>
    public int Longest { get; }

    /// <summary>What a chunk is; those of the same tiles follow each other.</summary>
    public WinogradChunk this[int index]
    {
        get
        {
            (int chunk, int part) = Math.DivRem(index, _parts);
            return new(Tile(chunk), Tile(chunk + 1), Block(part), Block(part + 1));
        }
    }

    private int Tile(int chunk) => Math.Min(((_size * chunk) + Math.Min(chunk, _larger)) * _unit, _tiles);

    /// <summary>Parts begin with a panel of the widest, which come first.</summary>
    private int Block(int part) => part == _parts ? _blocks : _blocks * part / _parts / _panel * _panel;

    private static int Wanted(WinogradPlan plan, long floats, int least)
    {
        long tileFloats = (long)(plan.Frequencies + 1) * Math.Max(plan.InputBlocks, plan.OutputBlocks) * plan.Code.Lanes;
        int most = plan.Form.HasPlane && plan.Form.First != AxisForm.One ? WinogradPlan.LongestRun : WinogradPlan.LongestRun * 8;
        return (int)Math.Clamp(floats / tileFloats, least, most);
    }
}

/// <summary>Tiles [Begin, End) and vectors of filters [FirstBlock, EndBlock) of all images.</summary>
internal readonly record struct WinogradChunk(int Begin, int End, int FirstBlock, int EndBlock);
