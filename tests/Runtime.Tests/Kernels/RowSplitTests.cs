using Conv3DGen.Kernels;

namespace Conv3DGen.Runtime.Tests.Kernels;

public class RowSplitTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(4, 4)]
    [InlineData(14, 7)]
    [InlineData(14, 14)]
    [InlineData(12, 6)]
    [InlineData(7, 1)]
    public void TilesCoverTheRowAndExist(int longest, int gapless)
    {
        for (int pixels = 0; pixels <= 100; pixels++)
        {
            RowSplit split = RowSplit.Of(pixels, longest, gapless);
            int[] tiles = [.. Enumerable.Range(0, split.Count).Select(i => split[i])];
            Assert.Equal(pixels, tiles.Sum());
            Assert.All(tiles, tile => Assert.True((tile >= 1 && tile <= gapless) || tile == longest, $"{pixels} pixels: no tile of {tile}"));
            int[] after = tiles[split.LongTiles..];
            Assert.True(after.Length == 0 || after.Max() - after.Min() <= 1, $"{pixels} pixels: unbalanced tiles {string.Join(", ", after)}");
        }
    }
}
