using Conv3DGen.Kernels;

namespace Conv3DGen.Runtime.Tests.Kernels;

public class RowSplitTests
{
    [Theory]
    [InlineData(1, 1, false)]
    [InlineData(4, 4, false)]
    [InlineData(14, 7, false)]
    [InlineData(14, 14, false)]
    [InlineData(12, 6, false)]
    [InlineData(7, 1, false)]
    [InlineData(14, 3, true)]
    [InlineData(14, 5, true)]
    public void TilesCoverTheRowAndExist(int longest, int gapless, bool hasHalf)
    {
        for (int pixels = 0; pixels <= 100; pixels++)
        {
            RowSplit split = RowSplit.Of(pixels, longest, gapless, hasHalf);
            int[] tiles = [.. Enumerable.Range(0, split.Count).Select(i => split[i])];
            Assert.Equal(pixels, tiles.Sum());
            Assert.All(tiles, tile => Assert.True((tile >= 1 && tile <= gapless) || tile == longest || (hasHalf && tile == longest / 2), $"{pixels} pixels: no tile of {tile}"));
            int[] after = tiles[(split.LongTiles + split.Halves)..];
            Assert.True(after.Length == 0 || after.Max() - after.Min() <= 1, $"{pixels} pixels: unbalanced tiles {string.Join(", ", after)}");
        }
    }
}
