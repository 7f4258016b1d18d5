using Conv3DGen.Winograd;

namespace Conv3DGen.Runtime.Tests.Winograd;

public class AxisTilesTests
{
    public static TheoryData<int, int, int, string, string> Axes()
    {
        var rows = new TheoryData<int, int, int, string, string>();
        foreach (int input in (int[])[1, 2, 3, 4, 5, 7, 8, 13])
        {
            foreach (int dilation in (int[])[1, 2, 3, 20])
            {
                foreach (string form in Enum.GetNames<AxisForm>())
                {
                    rows.Add(input, 1, dilation, form, "Same");
                    rows.Add(input + (2 * dilation), 1, dilation, form, "Valid");
                }
            }

            foreach (string form in Enum.GetNames<AxisForm>())
            {
                rows.Add(input, 2, 1, form, "Same");
                rows.Add(input + 2, 2, 1, form, "Valid");
            }
        }

        return rows;
    }

    /// <summary>Every output belongs to one tile, at the place that the tile says.</summary>
    [Theory]
    [MemberData(nameof(Axes))]
    public void TilesCoverEveryOutputOnce(int input, int stride, int dilation, string form, string padding)
    {
        (ConvAxis axis, AxisTiles tiles) = Create(input, stride, dilation, form, padding);
        IEnumerable<int> outputs =
            from tile in Enumerable.Range(0, tiles.Count)
            from i in Enumerable.Range(0, tiles.Outputs(tile))
            select tiles.Origin(tile) + (i * tiles.Step);

        Assert.Equal(Enumerable.Range(0, axis.Output), outputs.Order());
        Assert.Equal(tiles.Count, AxisTiles.CountOf(axis, tiles.Transform.Outputs));
    }

    /// <summary>A window has the inputs of its outputs in order, those of each as many further on as the stride says: tap t of output i reads element i * stride + t.</summary>
    [Theory]
    [MemberData(nameof(Axes))]
    public void WindowsHoldTheInputsOfTheirTaps(int input, int stride, int dilation, string form, string padding)
    {
        (ConvAxis axis, AxisTiles tiles) = Create(input, stride, dilation, form, padding);
        for (int tile = 0; tile < tiles.Count; tile++)
        {
            (int begin, int end) = tiles.Inside(tile, ((tiles.Transform.Outputs - 1) * stride) + axis.Kernel);
            for (int i = 0; i < tiles.Outputs(tile); i++)
            {
                TapRange inside = axis.Taps(tiles.Origin(tile) + (i * tiles.Step));
                for (int tap = 0; tap < axis.Kernel; tap++)
                {
                    long position = axis.Origin(tiles.Origin(tile) + (i * tiles.Step)) + (tap * axis.Dilation);
                    int element = (i * stride) + tap;
                    Assert.Equal(position, tiles.InputOrigin(tile) + ((long)element * tiles.Step));
                    Assert.Equal(tap >= inside.First && tap < inside.First + inside.Count, element >= begin && element < end);
                }
            }
        }
    }

    /// <summary>Up to the end of a run, tiles follow each other without a gap.</summary>
    [Theory]
    [MemberData(nameof(Axes))]
    public void RunsAreOneLattice(int input, int stride, int dilation, string form, string padding)
    {
        (ConvAxis _, AxisTiles tiles) = Create(input, stride, dilation, form, padding);
        for (int tile = 0; tile < tiles.Count; tile++)
        {
            Assert.InRange(tiles.RunEnd(tile), tile + 1, tiles.Count);
            for (int next = tile + 1; next < tiles.RunEnd(tile); next++)
            {
                Assert.Equal(tiles.Origin(next - 1) + (tiles.Transform.Outputs * tiles.Step), tiles.Origin(next));
            }
        }
    }

    private static (ConvAxis Axis, AxisTiles Tiles) Create(int input, int stride, int dilation, string form, string padding)
    {
        AxisTransform transform = AxisTransform.Of(Enum.Parse<AxisForm>(form));
        var axis = new ConvAxis(input, transform.Taps, stride, dilation, Enum.Parse<Padding>(padding));
        return (axis, new(axis, transform));
    }
}
