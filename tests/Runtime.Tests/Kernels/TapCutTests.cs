using Conv3DGen.Kernels;

namespace Conv3DGen.Runtime.Tests.Kernels;

public class TapCutTests
{
    [Theory]
    [InlineData(1, 1, 1, 1)]
    [InlineData(7, 3, 5, 2)]
    [InlineData(64, 64, 3, 3)]
    [InlineData(10, 4, 16, 7)]
    public void TheChunksCoverThePlanesAndBlocksOnce(int planes, int ranges, int blocks, int parts)
    {
        var cut = new TapCut(planes, ranges, blocks, parts);
        var seen = new HashSet<(int Plane, int Block)>();
        for (int i = 0; i < cut.Count; i++)
        {
            TapChunk chunk = cut[i];
            Assert.InRange(chunk.EndPlane - chunk.BeginPlane, 1, cut.MostPlanes);
            Assert.InRange(chunk.EndBlock - chunk.FirstBlock, 1, cut.MostBlocks);
            for (int plane = chunk.BeginPlane; plane < chunk.EndPlane; plane++)
            {
                Assert.All(Enumerable.Range(chunk.FirstBlock, chunk.EndBlock - chunk.FirstBlock), block => Assert.True(seen.Add((plane, block))));
            }
        }

        Assert.Equal(planes * blocks, seen.Count);
        Assert.All(seen, s => Assert.True(s.Plane < planes && s.Block < blocks));
    }
}
