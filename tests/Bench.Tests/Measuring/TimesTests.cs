using Conv3DGen.Bench.Measuring;

namespace Conv3DGen.Bench.Tests.Measuring;

/// <summary>The figures that are made of times.</summary>
public sealed class TimesTests
{
    [Theory]
    [InlineData(new double[] { 5 }, 5, 5, 5)]
    [InlineData(new double[] { 9, 1, 5 }, 5, 1, 9)]
    [InlineData(new double[] { 9, 1, 5, 3 }, 4, 1, 9)]
    public void A_spread_is_middle_lowest_highest(double[] values, double median, double low, double high)
        => Assert.Equal(new(median, low, high), Spread.Of(values));

    [Fact]
    public void A_lead_compares_round_by_round()
    {
        // The machine is three times slower in the second round: the ratio of medians would be 1.5.
        ContenderTimes ours = Times("auto", 1, 3, 1);
        ContenderTimes other = Times("onnxruntime", 2, 6, 1.5);

        Assert.Equal(new(2, 1.5, 2), ours.Lead(other));
        Assert.Equal(new(1, 1, 1), ours.Lead(ours));
    }

    [Fact]
    public void Effective_peak_takes_the_peak_beside_each_sample()
    {
        ContenderTimes ours = new("auto", "k", 0, [1, 2], [1e9, 0.5e9]); // 10^6 multiply-adds in 1 ms at 10^9 a second, twice as slow later

        Assert.Equal(new(1, 1, 1), ours.EffectivePeak(1e6));
    }

    [Fact]
    public void The_fastest_has_the_smallest_median()
    {
        var layer = new LayerTimes("k", "k", "channels_last", "", 1, [Times("auto", 1, 1, 1), Times("onednn", 3, 1, 3), Times("onednn-own", 2, 2, 2)]);

        Assert.Equal("onednn-own", layer.Fastest("onednn", "onednn-own")!.Name);
        Assert.Equal("onednn", layer.Fastest("onednn", "nobody")!.Name);
        Assert.Null(layer.Fastest("nobody"));
        Assert.Null(layer.Find("nobody"));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1e-5, false)]
    [InlineData(0.01, true)]
    [InlineData(double.NaN, true)]
    public void A_result_far_off_is_wrong(double error, bool wrong) => Assert.Equal(wrong, new ContenderTimes("auto", "k", error, [1], [1]).IsWrong);

    private static ContenderTimes Times(string name, params double[] ms) => new(name, "kernel", 0, ms, [.. ms.Select(_ => 1e9)]);
}
