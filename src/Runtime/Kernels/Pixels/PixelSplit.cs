using System.Runtime.CompilerServices;

namespace Conv3DGen.Kernels;

/// <summary>
/// How pixels that lie side by side are cut into tiles of whole vectors. Where they fill no whole number of vectors, the last tile overlaps the
/// one before, and sums some pixels a second time with the same result, rather than reach beyond them.
/// </summary>
internal readonly unsafe struct PixelSplit
{
    private readonly RowSplit _tiles;
    private readonly int _pixels;
    private readonly int _lanes;

    /// <summary>Cuts some pixels.</summary>
    /// <param name="code">Their microkernels.</param>
    /// <param name="pixels">How many, at least a vector.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public PixelSplit(PixelCode code, int pixels)
    {
        (int vectors, int rest) = Math.DivRem(pixels, code.Lanes);
        bool rounds = rest > 0 && vectors >= code.Tiles.Length; // any tile finds room then
        _tiles = code.Split(rounds ? vectors + 1 : vectors);
        _pixels = pixels;
        _lanes = code.Lanes;
        Count = _tiles.Count + (rest > 0 && !rounds ? 1 : 0);
    }

    /// <summary>Tiles.</summary>
    public int Count { get; }

    /// <summary>Vectors of a tile.</summary>
    public int this[int tile] => tile < _tiles.Count ? _tiles[tile] : 1;

    /// <summary>The first pixel of a tile.</summary>
    /// <param name="end">One past the last pixel of the tile before.</param>
    /// <param name="vectors">Its vectors.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Begin(int end, int vectors) => Math.Min(end, _pixels - (vectors * _lanes));
}
