using System.Runtime.CompilerServices;

namespace Conv3DGen.Kernels;

/// <summary>
/// How a row of pixels is cut into tiles: first as many long ones as leave no sliver, then tiles whose sizes differ by at most one.
/// </summary>
/// <param name="LongTiles">Tiles of <paramref name="LongSize"/> pixels.</param>
/// <param name="LongSize">The longest tile there is.</param>
/// <param name="Tiles">Tiles after those.</param>
/// <param name="Size">Pixels of each of them.</param>
/// <param name="Larger">How many of them, the first ones, have a pixel more.</param>
internal readonly record struct RowSplit(int LongTiles, int LongSize, int Tiles, int Size, int Larger)
{
    /// <summary>All tiles.</summary>
    public int Count => LongTiles + Tiles;

    /// <summary>Pixels of tile <paramref name="index"/>.</summary>
    public int this[int index] => index < LongTiles ? LongSize : index - LongTiles < Larger ? Size + 1 : Size;

    /// <summary>Cuts a row.</summary>
    /// <param name="pixels">Its length, at least 0.</param>
    /// <param name="longest">The longest tile.</param>
    /// <param name="gapless">Tiles of 1, 2, ... up to this many pixels exist; equal to <paramref name="longest"/> where all do.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static RowSplit Of(int pixels, int longest, int gapless)
    {
        int longTiles = gapless == longest ? 0 : pixels / longest;
        int rest = pixels - (longTiles * longest);
        if (longTiles > 0 && rest > 0 && rest <= gapless / 2)
        {
            longTiles--;
            rest += longest;
        }

        int tiles = (rest + gapless - 1) / gapless;
        int size = tiles == 0 ? 0 : rest / tiles;
        return new(longTiles, longest, tiles, size, rest - (tiles * size));
    }
}
