using Conv3DGen.Bench.Report.Html;

namespace Conv3DGen.Bench.Tests.Report;

/// <summary>The axis of ratios.</summary>
public sealed class LogScaleTests
{
    [Fact]
    public void Half_and_double_are_equally_far_from_one()
    {
        var scale = new LogScale(0.5, 2, Left: 100, Width: 400);

        Assert.Equal(100, scale.Place(0.5), 9);
        Assert.Equal(300, scale.Place(1), 9);
        Assert.Equal(500, scale.Place(2), 9);
        Assert.Equal(500, scale.Place(17), 9); // beyond the end: at the edge
    }

    [Theory]
    [InlineData(new double[] { 1.1, 3 }, 0.5, 5)]
    [InlineData(new double[] { 1 }, 0.5, 2)]         // one is always inside
    [InlineData(new double[] { 0.3, 16 }, 0.2, 20)]
    [InlineData(new double[] { 0.01, 500 }, 0.1, 100)]
    public void It_ends_at_ticks_around_the_values(double[] values, double low, double high)
    {
        var scale = LogScale.For(values, 0, 1);

        Assert.Equal((low, high), (scale.Low, scale.High));
        Assert.Contains(1, scale.Ticks);
        Assert.Equal((low, high), (scale.Ticks.First(), scale.Ticks.Last()));
    }
}
