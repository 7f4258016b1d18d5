using Conv3DGen.Winograd;

namespace Conv3DGen.Runtime.Tests.Winograd;

public class AxisTilesTests
{
    public static TheoryData<int, int, string, string> Axes()
    {
        var rows = new TheoryData<int, int, string, string>();
        foreach (int input in (int[])[1, 2, 3, 4, 5, 7, 8, 13])
        {
            foreach (int dilation in (int[])[1, 2, 3, 20])
            {
                foreach (string form in Enum.GetNames<AxisForm>())
                {
                    rows.Add(input, dilation, form, "Same");
                    rows.Add(input + (2 * dilation), dilation, form, "Valid");
                }
            }
        }

        return rows;
    }

    /// <summary>Every output belongs to one tile, at the place that the tile says.</summary>
    [Theory]
    [MemberData(nameof(Axes))]
    public void TilesCoverEveryOutputOnce(int input, int dilation, string form, string padding)
    {
        (ConvAxis axis, AxisTiles tiles) = Create(input, dilation, form, padding);
        IEnumerable<int> outputs =
            from tile in Enumerable.Range(0, tiles.Count)
            from i in Enumerable.Range(0, tiles.Outputs(tile))
            select tiles.Origin(tile) + (i * tiles.Step);

        Assert.Equal(Enumerable.Range(0, axis.Output), outputs.Order());
        Assert.Equal(tiles.Count, AxisTiles.CountOf(axis, tiles.Transform.Outputs));
    }

    /// <summary>Window element t of output i of a tile is the input that tap t of that output reads.</summary>
    [Theory]
    [MemberData(nameof(Axes))]
    public void WindowsHoldTheInputsOfTheirTaps(int input, int dilation, string form, string padding)
    {
        (ConvAxis axis, AxisTiles tiles) = Create(input, dilation, form, padding);
        for (int tile = 0; tile < tiles.Count; tile++)
        {
            (int begin, int end) = tiles.Inside(tile, tiles.Transform.Window);
            for (int i = 0; i < tiles.Outputs(tile); i++)
            {
                TapRange inside = axis.Taps(tiles.Origin(tile) + (i * tiles.Step));
                for (int tap = 0; tap < axis.Kernel; tap++)
                {
                    long position = axis.Origin(tiles.Origin(tile) + (i * tiles.Step)) + (tap * axis.Dilation);
                    Assert.Equal(position, tiles.InputOrigin(tile) + ((long)(i + tap) * tiles.Step));
                    Assert.Equal(tap >= inside.First && tap < inside.First + inside.Count, i + tap >= begin && i + tap < end);
                }
            }
        }
    }

    /// <summary>Up to the end of a run, tiles follow each other without a gap.</summary>
    [Theory]
    [MemberData(nameof(Axes))]
    public void RunsAreOneLattice(int input, int dilation, string form, string padding)
    {
        (ConvAxis _, AxisTiles tiles) = Create(input, dilation, form, padding);
        for (int tile = 0; tile < tiles.Count; tile++)
        {
            Assert.InRange(tiles.RunEnd(tile), tile + 1, tiles.Count);
            for (int next = tile + 1; next < tiles.RunEnd(tile); next++)
            {
                Assert.Equal(tiles.Origin(next - 1) + (tiles.Transform.Outputs * tiles.Step), tiles.Origin(next));
            }
        }
    }

    private static (ConvAxis Axis, AxisTiles Tiles) Create(int input, int dilation, string form, string padding)
    {
        AxisTransform transform = AxisTransform.Of(Enum.Parse<AxisForm>(form));
        var axis = new ConvAxis(input, transform.Taps, 1, dilation, Enum.Parse<Padding>(padding));
        return (axis, new(axis, transform));
    }
}
