using System.Runtime.CompilerServices;

namespace Conv3DGen.Kernels;

/// <summary>
/// How a row of pixels is cut into tiles: first as many long ones as leave no sliver, then their halves, where there are such tiles and the
/// shorter ones do not reach so far, then tiles whose sizes differ by at most one.
/// </summary>
/// <param name="LongTiles">Tiles of <paramref name="LongSize"/> pixels.</param>
/// <param name="LongSize">The longest tile there is.</param>
/// <param name="Halves">Tiles of half as many pixels after those.</param>
/// <param name="Tiles">Tiles after those.</param>
/// <param name="Size">Pixels of each of them.</param>
/// <param name="Larger">How many of them, the first ones, have a pixel more.</param>
internal readonly record struct RowSplit(int LongTiles, int LongSize, int Halves, int Tiles, int Size, int Larger)
{
    /// <summary>All tiles.</summary>
    public int Count => LongTiles + Halves + Tiles;

    /// <summary>Pixels of tile <paramref name="index"/>.</summary>
    public int this[int index]
    {
        get
        {
            int after = index - LongTiles - Halves;
            return index < LongTiles ? LongSize : after < 0 ? LongSize / 2 : after < Larger ? Size + 1 : Size;
        }
    }

    /// <summary>Cuts a row.</summary>
    /// <param name="pixels">Its length, at least 0.</param>
    /// <param name="longest">The longest tile.</param>
    /// <param name="gapless">Tiles of 1, 2, ... up to this many pixels exist; equal to <paramref name="longest"/> where all do.</param>
    /// <param name="hasHalf">Whether half of the longest tile exists as well, and is longer than those.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static RowSplit Of(int pixels, int longest, int gapless, bool hasHalf = false)
    {
        int half = longest / 2;
        int longTiles = gapless == longest ? 0 : Whole(pixels, longest, gapless);
        int rest = pixels - (longTiles * longest);
        int halves = hasHalf ? Whole(rest, half, gapless) : 0;
        rest -= halves * half;
        int tiles = (rest + gapless - 1) / gapless;
        int size = tiles == 0 ? 0 : rest / tiles;
        return new(longTiles, longest, halves, tiles, size, rest - (tiles * size));
    }

    /// <summary>The most tiles of a size that leave nothing, or no sliver, to shorter ones.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Whole(int pixels, int size, int gapless)
    {
        (int tiles, int rest) = Math.DivRem(pixels, size);
        return tiles > 0 && rest > 0 && rest <= gapless / 2 ? tiles - 1 : tiles;
    }
}
