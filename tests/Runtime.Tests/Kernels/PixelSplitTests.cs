using Conv3DGen.Kernels;

namespace Conv3DGen.Runtime.Tests.Kernels;

public unsafe class PixelSplitTests
{
    [Theory]
    [InlineData(16, new[] { 1, 2, 3 })]
    [InlineData(8, new[] { 1, 2, 3 })]
    [InlineData(4, new[] { 1 })]
    [InlineData(8, new[] { 1, 2, 3, 7 })]
    public void TilesExistAndCoverThePixelsAndNoMore(int lanes, int[] sizes)
    {
        var tiles = new delegate*<TileArgs*, void>[sizes[^1]];
        foreach (int size in sizes)
        {
            tiles[size - 1] = &Nothing;
        }

        var code = new PixelCode(lanes, channels: 1, filters: 8, tiles);
        for (int pixels = lanes; pixels <= 20 * lanes; pixels++)
        {
            PixelSplit split = new(code, pixels);
            int end = 0;
            for (int tile = 0; tile < split.Count; tile++)
            {
                Assert.Contains(split[tile], sizes);
                int begin = split.Begin(end, split[tile]);
                Assert.InRange(begin, tile == split.Count - 1 ? 0 : end, end);
                end = begin + (split[tile] * lanes);
            }

            Assert.Equal(pixels, end);
        }
    }

    private static void Nothing(TileArgs* args)
    {
    }
}
