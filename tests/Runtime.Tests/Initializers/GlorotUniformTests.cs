using Conv3DGen.Initializers;

namespace Conv3DGen.Runtime.Tests.Initializers;

public class GlorotUniformTests
{
    [Theory]
    [InlineData(27, 64, 64)]
    [InlineData(27, 2, 512)]
    [InlineData(1, 300, 100)]
    public void IsUniformUpToTheLimit(int taps, int channelsPerGroup, int filters)
    {
        var values = new float[taps * channelsPerGroup * filters];
        GlorotUniform.Fill(values, taps, channelsPerGroup, filters, new Random(1));
        double limit = Math.Sqrt(6.0 / ((taps * channelsPerGroup) + (taps * filters)));
        Assert.All(values, v => Assert.True(Math.Abs(v) <= (float)limit, $"{v} exceeds {limit}"));

        // Over n values the mean of a uniform variable has the deviation limit / sqrt(3 n), and its variance limit^2 / 3 the
        // relative deviation sqrt(0.8 / n); five of them leave no room for another distribution.
        double mean = values.Average(v => (double)v);
        double variance = values.Average(v => (double)v * v);
        Assert.InRange(mean, -5 * limit / Math.Sqrt(3.0 * values.Length), 5 * limit / Math.Sqrt(3.0 * values.Length));
        Assert.InRange(variance / (limit * limit / 3), 1 - (5 * Math.Sqrt(0.8 / values.Length)), 1 + (5 * Math.Sqrt(0.8 / values.Length)));
        Assert.True(values.Max() > 0.99 * limit && values.Min() < -0.99 * limit, "the ends of the range are missing");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void ALayerDividesOnlyTheFanInByItsGroups(int groups)
    {
        var layer = new Conv3D(64, 3, groups: groups);
        layer.Build(null, 3, 3, 3, 64);
        double limit = Math.Sqrt(6.0 / (27 * ((64 / groups) + 64)));
        Assert.InRange(layer.Kernel.Max(), (float)(0.99 * limit), (float)limit);
        Assert.InRange(layer.Kernel.Min(), (float)-limit, (float)(-0.99 * limit));
    }

    [Fact]
    public void TwoLayersDiffer()
    {
        Conv3D[] layers = [new(4, 3), new(4, 3)];
        Assert.All(layers, layer => layer.Build(null, 3, 3, 3, 2));
        Assert.NotEqual(layers[0].Kernel.ToArray(), layers[1].Kernel.ToArray());
    }
}
