using Quickstart.Features;
using Quickstart.Measuring;
using Quickstart.Nifti;

namespace Quickstart.Tests.Measuring;

public sealed class MeasuringTests
{
    [Theory]
    [InlineData(new double[] { 5 }, 5)]
    [InlineData(new double[] { 9, 1, 5 }, 5)]
    [InlineData(new double[] { 9, 1, 5, 3 }, 4)]
    public void The_median_is_the_middle(double[] values, double expected) => Assert.Equal(expected, LayerBenchmark.Median(values));

    [Fact]
    public void The_difference_is_the_largest_and_does_not_hide_what_is_not_a_number()
    {
        Assert.Equal(3, LayerBenchmark.MaxDifference([1, 2, 3], [1, 5, 2]));
        Assert.Equal(double.NaN, LayerBenchmark.MaxDifference([1, float.NaN, 3], [1, 5, 2]));
    }

    [Fact]
    public void A_smoothed_ramp_is_the_ramp_and_its_gradient_is_even()
    {
        // The volume x = i / 20, through the first two real layers on kernel and fallback.
        var grid = new Grid(20, 9, 10);
        var ramp = new FeatureMaps(new float[grid.Count], grid, Margin: 0, Channels: 1);
        for (int n = 0; n < ramp.Values.Length; n++)
        {
            ramp.Values[n] = n % 20 / 20f;
        }

        int rounds = 0;
        (FeatureMaps smooth, LayerMeasurement first) = LayerBenchmark.Run(FeatureStack.Layers[0], ramp, 3, () => rounds++);
        (FeatureMaps edges, LayerMeasurement second) = LayerBenchmark.Run(FeatureStack.Layers[1], smooth, 1, () => { });

        Assert.Equal(4, rounds);
        Assert.All(Enumerable.Range(0, 8), scale => Assert.Equal(10 / 20f, smooth[scale, 10, 4, 5], 5));
        Assert.Equal(1 / 20f, edges[0, 10, 4, 5], 5); // "fine +i"
        Assert.All(Enumerable.Range(1, 5), other => Assert.Equal(0, edges[other, 10, 4, 5], 5));
        Assert.All([first, second], m =>
        {
            Assert.True(m.KernelMs > 0 && m.FallbackMs > 0);
            Assert.InRange(m.MaxDifference, 0, 1e-5);
        });
        Assert.Equal(20L * 9 * 10 * 5 * 5 * 5 * 8, first.MultiplyAdds);
        Assert.Contains("Smooth", first.KernelName);
    }

    [Fact]
    public void A_total_adds_times_and_keeps_the_worst_difference()
    {
        LayerMeasurement total = LayerMeasurement.Total([new("a", 1, 4, 0.5, 10), new("b", 3, 8, 0.25, 20)]);

        Assert.Equal(new("", 4, 12, 0.5, 30), total);
        Assert.Equal(3, total.Ratio);
    }

    [Fact]
    public void A_volume_that_does_not_fit_memory_is_refused_before_it_is_tried()
    {
        var grid = new Grid(100, 100, 100);

        MemoryNeed.Check("a.nii", grid, 1L << 30);
        string message = Assert.Throws<UserErrorException>(() => MemoryNeed.Check("a.nii", grid, 100 << 20)).Message;

        Assert.Matches(@"^a\.nii: 100 x 100 x 100 voxels need 0\.[0-9] GB of memory; this machine offers 0\.1 GB$", message);
    }

    [Fact]
    public void Feature_maps_longer_than_an_array_are_refused() => Assert.Contains(
        "expected at most 2147483591",
        Assert.Throws<UserErrorException>(() => MemoryNeed.Check("a.nii", new(32767, 3000, 1), long.MaxValue)).Message);
}
