using Quickstart.Features;
using Quickstart.Nifti;

namespace Quickstart.Tests.Features;

public sealed class InputPreparationTests
{
    [Fact]
    public void Normalising_maps_the_bulk_to_zero_to_one_and_clips_outliers()
    {
        float[] voxels = [.. Enumerable.Range(0, 1001).Select(n => 100f + n)];
        voxels[7] = 1e9f;
        voxels[8] = -1e9f;

        float[] normal = InputPreparation.Normalise(voxels);

        Assert.Equal(1, normal[7]);
        Assert.Equal(0, normal[8]);
        Assert.InRange(normal[500], 0.48f, 0.52f);
        Assert.All(normal, value => Assert.InRange(value, 0, 1));
        Assert.Equal(1e9f, voxels[7]); // The voxels themselves stay.
    }

    [Fact]
    public void An_even_volume_becomes_zero() => Assert.All(InputPreparation.Normalise([5, 5, 5, 5]), value => Assert.Equal(0, value));

    [Fact]
    public void Extending_repeats_the_border_outwards()
    {
        var grid = new Grid(3, 2, 2);
        float[] voxels = [.. Enumerable.Range(0, 12).Select(n => (float)n)];

        var maps = new FeatureMaps(InputPreparation.Extend(voxels, grid, 2), grid, Margin: 2, Channels: 1);

        Assert.Equal(new Grid(7, 6, 6), maps.Grid);
        Assert.Equal(voxels[grid.Index(1, 1, 1)], maps[0, 1, 1, 1]); // The volume keeps its place.
        Assert.Equal(0, maps[0, -2, -2, -2]);
        Assert.Equal(11, maps[0, 4, 3, 3]);
        Assert.Equal(voxels[grid.Index(2, 1, 0)], maps[0, 4, 1, -1]);
        Assert.Equal(maps.Values[0], maps.Tensor[0, 0, 0, 0, 0]);
        Assert.Equal(maps[0, 2, 1, 0], maps.Tensor[0, 2, 3, 4, 0]); // Depth is k, height is j, width is i.
    }
}
