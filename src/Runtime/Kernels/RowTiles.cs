using System.Runtime.CompilerServices;

namespace Conv3DGen.Kernels;

/// <summary>
/// The tiles of a row of pixels, as a few runs of equal ones. They are the same in every row and so are chosen once: choosing them row by
/// row took a twentieth of the time where a tile has no more than 27 steps (measured, AVX-512).
/// </summary>
internal unsafe struct RowTiles
{
    private Runs _runs;

    /// <summary>Whole rows, or what is between their border columns where no tile fits their ends.</summary>
    /// <param name="set">The microkernels.</param>
    /// <param name="kind">What tiles away from the ends are.</param>
    /// <param name="width">The axis of the row.</param>
    /// <param name="ends">Which ends edge tiles can take.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public RowTiles(TileSet set, TileKind kind, ConvAxis width, RowEnds ends)
    {
        int output = width.Output;
        (int left, int right) = ends.Count > 0 ? set.EdgePixels(output, ends) : default;
        if (left + right == 0)
        {
            (Begin, End) = (width.InteriorBegin, width.InteriorEnd);
            AddInside(set, kind, End - Begin);
            return;
        }

        (Begin, End) = (0, output);
        if (left == output)
        {
            Add(set, TileKind.Edge, left, 1, ends.Left, ends.Right);
            return;
        }

        Add(set, TileKind.Edge, left, ends.Left, left: 1);
        AddInside(set, kind, output - left - right);
        Add(set, TileKind.Edge, right, ends.Right, right: 1);
    }

    /// <summary>Pixels [begin, end) of a row, none of which lacks a tap.</summary>
    /// <param name="set">The microkernels.</param>
    /// <param name="kind">What the tiles are.</param>
    /// <param name="begin">The first pixel.</param>
    /// <param name="end">One past the last.</param>
    /// <param name="most">The most pixels of a tile.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public RowTiles(TileSet set, TileKind kind, int begin, int end, int most)
    {
        (Begin, End) = (begin, end);
        AddInside(set, kind, end - begin, most);
    }

    /// <summary>The first pixel of the first tile.</summary>
    public int Begin { get; }

    /// <summary>One past the last pixel of the last tile.</summary>
    public int End { get; }

    /// <summary>Whether there is a microkernel for every tile.</summary>
    public bool Exists { get; private set; } = true;

    /// <summary>Runs of equal tiles, each of which begins where the one before it ends.</summary>
    public int Count { get; private set; }

    /// <summary>A run.</summary>
    public readonly TileRun this[int index] => _runs[index];

    private void AddInside(TileSet set, TileKind kind, int pixels, int most = int.MaxValue)
    {
        if (pixels > 0)
        {
            RowSplit split = set.Split(kind, pixels, most);
            Add(set, kind, split.LongSize, split.LongTiles);
            Add(set, kind, split.LongSize / 2, split.Halves);
            Add(set, kind, split.Size + 1, split.Larger);
            Add(set, kind, split.Size, split.Tiles - split.Larger);
        }
    }

    private void Add(TileSet set, TileKind kind, int pixels, int count, int left = 0, int right = 0)
    {
        if (count > 0)
        {
            TileRun run = new(set.Kernel(kind, pixels), pixels, count, left, right);
            _runs[Count++] = run;
            Exists &= run.Kernel != null;
        }
    }

    /// <summary>An end, the longest tiles, their halves, the two sizes after those, and the other end.</summary>
    [InlineArray(6)]
    private struct Runs
    {
        private TileRun _first;
    }
}

/// <summary>Equal tiles side by side.</summary>
/// <param name="kernel">Their microkernel.</param>
/// <param name="pixels">Pixels of each.</param>
/// <param name="count">How many.</param>
/// <param name="left">1 where the first pixel of the tile, which is then alone, lacks its first tap.</param>
/// <param name="right">1 where its last pixel lacks its last tap.</param>
internal readonly unsafe struct TileRun(delegate*<TileArgs*, void> kernel, int pixels, int count, int left, int right)
{
    public readonly delegate*<TileArgs*, void> Kernel = kernel;
    public readonly int Pixels = pixels;
    public readonly int Count = count;
    public readonly int Left = left;
    public readonly int Right = right;
}
