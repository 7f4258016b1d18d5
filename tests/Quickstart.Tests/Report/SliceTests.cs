using Quickstart.Features;
using Quickstart.Nifti;
using Quickstart.Report;
using Quickstart.Tests.Support;

namespace Quickstart.Tests.Report;

public sealed class SliceTests
{
    private static readonly ContentBox Whole = new([0, 0, 0], [9, 19, 29]);
    private static readonly VoxelSize Size = new(1, 2, 3, "mm", Given: true);

    /// <summary>Voxels at the top left and bottom right of each plane: the patient's right, front and head end come first.</summary>
    [Theory]
    [InlineData("axial", "9,19,14", "0,0,14", 10, 20, 10, 40)]
    [InlineData("coronal", "9,9,29", "0,9,0", 10, 30, 10, 90)]
    [InlineData("sagittal", "4,19,29", "4,0,0", 20, 30, 40, 90)]
    public void Straight_volumes_are_drawn_from_the_far_end(string plane, string topLeft, string bottomRight, int width, int height, double across, double up)
    {
        var slice = new Slice(Named(plane), Oriented(1, 0, 0, 0, 1, 0, 0, 0, 1), Whole, Size);

        Assert.Equal(topLeft, Text(slice.Voxel(0, 0)));
        Assert.Equal(bottomRight, Text(slice.Voxel(width - 1, height - 1)));
        Assert.Equal((width, height, across, up), (slice.Width, slice.Height, slice.Across, slice.Up));
    }

    [Fact]
    public void Voxel_axes_that_run_the_other_way_are_drawn_from_their_near_end()
    {
        var slice = new Slice(Plane.Axial, Oriented(-1, 0, 0, 0, -1, 0, 0, 0, 1), Whole, Size);

        Assert.Equal("0,0,14", Text(slice.Voxel(0, 0)));
        Assert.Equal("9,19,14", Text(slice.Voxel(9, 19)));
    }

    [Fact]
    public void Axes_in_another_order_are_drawn_upright()
    {
        // i runs forward, j up, k right.
        var slice = new Slice(Plane.Axial, Oriented(0, 0, 1, 1, 0, 0, 0, 1, 0), Whole, Size);

        Assert.Equal((30, 10), (slice.Width, slice.Height));
        Assert.Equal("9,9,29", Text(slice.Voxel(0, 0)));
        Assert.Equal("j = 9", slice.Place);
    }

    [Fact]
    public void Sides_are_named_only_where_the_file_tells_them()
    {
        var known = new Slice(Plane.Coronal, Oriented(1, 0, 0, 0, 1, 0, 0, 0, 1), Whole, Size);
        var unknown = new Slice(Plane.Coronal, Oriented(0, 0, 0, 0, 0, 0, 0, 0, 0), Whole, Size);

        Assert.Equal(["R", "L", "S", "I"], known.Letters);
        Assert.Empty(unknown.Letters);
    }

    [Fact]
    public void Only_the_box_is_drawn()
    {
        var slice = new Slice(Plane.Axial, Oriented(1, 0, 0, 0, 1, 0, 0, 0, 1), new([2, 3, 4], [5, 9, 10]), Size);

        Assert.Equal((4, 7), (slice.Width, slice.Height));
        Assert.Equal("5,9,7", Text(slice.Voxel(0, 0)));
        Assert.Equal("2,3,7", Text(slice.Voxel(3, 6)));
    }

    [Fact]
    public void The_box_leaves_out_empty_borders_but_not_for_a_speck()
    {
        var grid = new Grid(40, 30, 20);
        var image = new FeatureMaps(new float[grid.Count], grid, Margin: 0, Channels: 1);
        for (int k = 5; k < 15; k++)
        {
            for (int j = 10; j < 20; j++)
            {
                for (int i = 12; i < 30; i++)
                {
                    image.Values[grid.Index(i, j, k)] = 0.5f;
                }
            }
        }

        image.Values[grid.Index(39, 29, 19)] = 1;
        ContentBox box = ContentBox.Of(image);

        Assert.Equal([9, 7, 2], box.First);
        Assert.Equal([32, 22, 17], box.Last);
    }

    [Fact]
    public void The_box_of_an_empty_volume_is_all_of_it()
    {
        var grid = new Grid(4, 5, 6);
        ContentBox box = ContentBox.Of(new(new float[grid.Count], grid, Margin: 0, Channels: 1));

        Assert.Equal([0, 0, 0], box.First);
        Assert.Equal([3, 4, 5], box.Last);
    }

    private static Plane Named(string name) => Plane.All.Single(plane => plane.Name == name);

    private static Orientation Oriented(params float[] rows) => NiftiHeader.Parse(new NiftiBuilder
    {
        SFormCode = 1,
        SForm = [.. rows.Chunk(3).SelectMany(row => row.Append(0))],
    }.Build().AsSpan(0, 348)).Orientation;

    private static string Text((int I, int J, int K) voxel) => $"{voxel.I},{voxel.J},{voxel.K}";
}
