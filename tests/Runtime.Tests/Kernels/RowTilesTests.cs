using Conv3DGen.Kernels;

namespace Conv3DGen.Runtime.Tests.Kernels;

public unsafe class RowTilesTests
{
    [Theory]
    [InlineData(Padding.Same, 1, 1)]
    [InlineData(Padding.Same, 2, 1)]
    [InlineData(Padding.Same, 2, 2)]
    [InlineData(Padding.Same, 3, 1)]
    [InlineData(Padding.Same, 3, 2)]
    [InlineData(Padding.Same, 4, 2)]
    [InlineData(Padding.Same, 5, 1)]
    [InlineData(Padding.Valid, 3, 1)]
    [InlineData(Padding.Valid, 3, 2)]
    public void EveryPixelWithAllTapsHasOneTileAndEndsHaveTheirs(Padding padding, int kernel, int stride)
    {
        for (int input = 5; input <= 60; input++)
        {
            var width = new ConvAxis(input, kernel, stride, 1, padding);
            RowEnds ends = RowEnds.Of(width);
            foreach (TileSet set in new[] { Set(edges: true), Set(edges: false) })
            {
                var row = new RowTiles(set, TileKind.Row, width, ends);
                TileRun[] runs = [.. Enumerable.Range(0, row.Count).Select(i => row[i])];
                Assert.Equal(row.End - row.Begin, runs.Sum(run => run.Pixels * run.Count));
                Assert.All(runs, run => Assert.True(run.Count > 0 && (nint)run.Kernel == (nint)set.Kernel(run.Left + run.Right > 0 ? TileKind.Edge : TileKind.Row, run.Pixels)));
                Assert.All(runs, run => Assert.True(run.Left + run.Right == 0 || run.Count == 1));

                bool edged = runs.Any(run => run.Left + run.Right > 0);
                Assert.Equal((edged ? 0 : width.InteriorBegin, edged ? width.Output : width.InteriorEnd), (row.Begin, row.End));
                Assert.Equal(edged ? ends : default, new(runs.Length == 0 ? 0 : runs[0].Left, runs.Length == 0 ? 0 : runs[^1].Right));
                Assert.All(runs.Skip(1), run => Assert.Equal(0, run.Left));
                Assert.All(runs.SkipLast(1), run => Assert.Equal(0, run.Right));
            }
        }
    }

    /// <summary>Of edge tiles of 1, 2, 3, 4 and 7 pixels; a run is its pixels, with the ends that it takes.</summary>
    [Theory]
    [InlineData(4, "|4|")]
    [InlineData(5, "|3 2|")]
    [InlineData(8, "|4 4|")]
    [InlineData(9, "|3 3 3|")] // 7 and 2 would leave a sliver
    [InlineData(10, "|3 2 2 3|")]
    [InlineData(11, "|7 4|")]
    [InlineData(12, "|4 2 2 4|")]
    [InlineData(13, "|4 3 2 4|")]
    [InlineData(14, "|7 7|")]
    public void OneTileOrTwoAreAWholeRowWhereTheyCanBe(int pixels, string tiles)
    {
        var width = new ConvAxis(pixels, 3, 1, 1, Padding.Same);
        var row = new RowTiles(Set(edges: true), TileKind.Row, width, RowEnds.Of(width));

        IEnumerable<TileRun> runs = Enumerable.Range(0, row.Count).Select(i => row[i]).SelectMany(run => Enumerable.Repeat(run, run.Count));
        Assert.Equal(tiles, string.Join(' ', runs.Select(run => $"{(run.Left > 0 ? "|" : "")}{run.Pixels}{(run.Right > 0 ? "|" : "")}")));
    }

    /// <summary>Tiles of 1, 2, 3 and 7 pixels are left by a limit as far as they reach.</summary>
    [Theory]
    [InlineData(int.MaxValue, "7 7 3 3 2")]
    [InlineData(7, "7 7 3 3 2")]
    [InlineData(6, "3 3 3 3 3 3 2 2")]
    [InlineData(2, "2 2 2 2 2 2 2 2 2 2 2")]
    public void SomePixelsOfARowAreCutAlike(int most, string tiles)
    {
        var row = new RowTiles(Set(edges: true), TileKind.Row, begin: 10, end: 32, most);
        Assert.Equal((10, 32), (row.Begin, row.End));
        Assert.Equal(tiles, string.Join(' ', Enumerable.Range(0, row.Count).SelectMany(i => Enumerable.Repeat(row[i].Pixels, row[i].Count))));
        Assert.Equal(0, new RowTiles(Set(edges: true), TileKind.Row, begin: 4, end: 4, most).Count);
    }

    private static TileSet Set(bool edges)
        => new(1, ScalarKernel.Strided<ScalarKernel.One>(4), ScalarKernel.Row<ScalarKernel.One>(3, long7: true), edges ? ScalarKernel.Strided<ScalarKernel.One>(4, long7: true) : null);
}
