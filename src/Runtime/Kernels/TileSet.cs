using System.ComponentModel;

namespace Conv3DGen.Kernels;

/// <summary>The microkernels of one block width: tiles of 1, 2, ... pixels by a fixed number of vectors of output channels.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed unsafe class TileSet
{
    /// <summary>Fewer sums than these pixels bring do not hide the latency of a multiply-add.</summary>
    private const int MinBetween = 4;

    private readonly delegate*<TileArgs*, void>[] _strided;
    private readonly delegate*<TileArgs*, void>[] _row;
    private readonly delegate*<TileArgs*, void>[] _edge;
    private readonly int _rowGapless;
    private readonly bool _rowHasHalf;

    /// <summary>Names the microkernels of a block width.</summary>
    /// <param name="vectors">Vectors of output channels in a block, at least 1.</param>
    /// <param name="strided">
    /// Microkernels that take every stride from <see cref="TileArgs"/>; entry i handles i + 1 pixels. Entries between a gapless beginning
    /// and the last one may be null. The whole table is null where the spec leaves no use for it: no padding, one group, channels last.
    /// </param>
    /// <param name="row">
    /// Microkernels for whole kernel rows whose run and pixel stride are constants of the spec (channels last; of one group, taps folded);
    /// null where the spec does not fix them.
    /// </param>
    /// <param name="edge">
    /// Microkernels for the ends of such rows, which obey <see cref="TileArgs.Left"/> and <see cref="TileArgs.Right"/>, their run being the
    /// taps that all pixels have; null where there is none.
    /// </param>
    /// <param name="lanewise">
    /// How many input channels each lane has of its own, where the lanes are those of several groups: 1 in a depthwise convolution. 0 where
    /// all lanes share each input.
    /// </param>
    /// <param name="ends">Whether the row microkernels serve the ends of rows too: they obey <see cref="TileArgs.Left"/> and <see cref="TileArgs.Right"/>.</param>
    /// <param name="groups">Whether the row microkernels are for several groups, the taps of one of which do not touch.</param>
    /// <param name="pairs">
    /// Like <paramref name="row"/>, ends included, for the same pixels of two rows of the output, which both have all kernel rows; short lengths
    /// may be null too. The whole table is null where there is none.
    /// </param>
    /// <exception cref="ArgumentException">No microkernel, a block of no vector, or a negative number of channels.</exception>
    public TileSet(
        int vectors,
        delegate*<TileArgs*, void>[]? strided,
        delegate*<TileArgs*, void>[]? row = null,
        delegate*<TileArgs*, void>[]? edge = null,
        int lanewise = 0,
        bool ends = false,
        bool groups = false,
        delegate*<TileArgs*, void>[]? pairs = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(vectors, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(lanewise);
        Vectors = vectors;
        Lanewise = lanewise;
        RowsOfGroups = groups;
        _strided = strided ?? [];
        _row = row ?? _strided;
        _edge = edge ?? (ends ? _row : []);
        ArgumentOutOfRangeException.ThrowIfZero(_row.Length, nameof(strided));
        ColumnPixels = Gapless(_strided);
        _rowGapless = Gapless(_row);
        int half = _row.Length / 2;
        _rowHasHalf = _row.Length % 2 == 0 && half > _rowGapless && _row[half - 1] != null;
        Pairs = pairs is null ? null : new(vectors, strided: null, pairs, lanewise: lanewise, ends: ends);
    }

    /// <summary>Vectors of output channels in a block.</summary>
    public int Vectors { get; }

    /// <summary>Input channels that each lane has of its own; 0 where all lanes share each input.</summary>
    internal int Lanewise { get; }

    /// <summary>Whether lanes are those of different groups, and so read input channels of their own.</summary>
    public bool IsLanewise => Lanewise > 0;

    /// <summary>Whether the row and edge microkernels are for several groups rather than for one.</summary>
    internal bool RowsOfGroups { get; }

    /// <summary>The row microkernels that compute two rows at a time; null where there are none.</summary>
    internal TileSet? Pairs { get; }

    /// <summary>Rows of a border column that one strided tile can take.</summary>
    internal int ColumnPixels { get; }

    /// <summary>Pixels of the longest tile, wherever it may lie.</summary>
    internal int Longest => Math.Max(_row.Length, _strided.Length);

    /// <summary>The tile of a number of pixels that <see cref="Split"/>, <see cref="EdgePixels"/> or <see cref="ColumnPixels"/> gave.</summary>
    internal delegate*<TileArgs*, void> Kernel(TileKind kind, int pixels) => (kind switch
    {
        TileKind.Row => _row,
        TileKind.Edge => _edge,
        _ => _strided,
    })[pixels - 1];

    /// <summary>
    /// Pixels of the tiles at the ends of a row: one tile is the whole row, or two tiles are, of which neither is much the shorter, or as long
    /// ones as leave nothing or no sliver between them. 0 where an end has none; both where no tile fits.
    /// </summary>
    /// <param name="pixels">Pixels of the whole row.</param>
    /// <param name="ends">Which of its ends must have such a tile, at least one.</param>
    internal (int Left, int Right) EdgePixels(int pixels, RowEnds ends)
    {
        if (HasEdge(pixels))
        {
            return (pixels, 0);
        }

        for (int size = (pixels + 1) / 2; ends.Count == 2 && size <= (pixels - size) * 2; size++)
        {
            if (HasEdge(size) && HasEdge(pixels - size))
            {
                return (size, pixels - size);
            }
        }

        for (int size = Math.Min(_edge.Length, pixels); size > 0; size--)
        {
            int rest = pixels - (ends.Count * size);
            if (HasEdge(size) && (rest == 0 || rest >= Math.Min(size, MinBetween)))
            {
                return (ends.Left * size, ends.Right * size);
            }
        }

        return default;
    }

    /// <summary>Cuts a row of pixels into tiles that exist, none of more than so many pixels.</summary>
    internal RowSplit Split(TileKind kind, int pixels, int most = int.MaxValue)
    {
        (int longest, int gapless) = kind == TileKind.Row ? (_row.Length, _rowGapless) : (_strided.Length, ColumnPixels);
        gapless = Math.Min(gapless, most);
        return longest > most ? RowSplit.Of(pixels, gapless, gapless) : RowSplit.Of(pixels, longest, gapless, kind == TileKind.Row && _rowHasHalf);
    }

    private bool HasEdge(int pixels) => pixels <= _edge.Length && _edge[pixels - 1] != null;

    /// <summary>Entries of a table before the first that is null, but for lengths at its beginning that do not exist.</summary>
    internal static int Gapless(delegate*<TileArgs*, void>[] table)
    {
        int count = 0;
        while (count < table.Length && table[count] == null)
        {
            count++;
        }

        while (count < table.Length && table[count] != null)
        {
            count++;
        }

        return count;
    }
}
