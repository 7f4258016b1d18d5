using Conv3DGen.Testing.Reference;

namespace Conv3DGen.Runtime.Tests.Initializers;

/// <summary>
/// Each initializer against the formula of its distribution, on a kernel of 165,888 values with fixed seeds: bounds, mean, variance and the
/// Kolmogorov-Smirnov distance. A wrong fan, scale or distribution is many times beyond the limits.
/// </summary>
public class DistributionTests
{
    private static readonly nint[] s_shape = [3, 3, 3, 64, 96];
    private const double FanIn = 27 * 64;
    private const double FanOut = 27 * 96;
    private const double FanAvg = (FanIn + FanOut) / 2;

    public static TheoryData<Initializer, double, double> UniformOnes() => new()
    {
        { new RandomUniform(seed: 1), -0.05, 0.05 },
        { new RandomUniform(2, 5, seed: 2), 2, 5 },
        { new GlorotUniform(3), -Math.Sqrt(3 / FanAvg), Math.Sqrt(3 / FanAvg) },
        { new LecunUniform(4), -Math.Sqrt(3 / FanIn), Math.Sqrt(3 / FanIn) },
        { new HeUniform(5), -Math.Sqrt(6 / FanIn), Math.Sqrt(6 / FanIn) },
        { new VarianceScaling(0.5, "fan_in", "uniform", 6), -Math.Sqrt(1.5 / FanIn), Math.Sqrt(1.5 / FanIn) },
        { new VarianceScaling(0.5, "fan_out", "uniform", 7), -Math.Sqrt(1.5 / FanOut), Math.Sqrt(1.5 / FanOut) },
        { new VarianceScaling(0.5, "fan_avg", "uniform", 8), -Math.Sqrt(1.5 / FanAvg), Math.Sqrt(1.5 / FanAvg) },
    };

    /// <summary>The deviation is that before truncation.</summary>
    public static TheoryData<Initializer, double, double, bool> NormalOnes() => new()
    {
        { new RandomNormal(seed: 1), 0, 0.05, false },
        { new RandomNormal(3, 0.5, seed: 2), 3, 0.5, false },
        { new TruncatedNormal(seed: 3), 0, 0.05, true },
        { new TruncatedNormal(-1, 0.5, seed: 4), -1, 0.5, true },
        { new GlorotNormal(5), 0, Widened(1 / FanAvg), true },
        { new LecunNormal(6), 0, Widened(1 / FanIn), true },
        { new HeNormal(7), 0, Widened(2 / FanIn), true },
        { new VarianceScaling(seed: 8), 0, Widened(1 / FanIn), true },
        { new VarianceScaling(0.5, "fan_out", "normal", 9), 0, Widened(0.5 / FanOut), true },
        { new VarianceScaling(0.5, "fan_in", "untruncated_normal", 10), 0, Math.Sqrt(0.5 / FanIn), false },
        { new VarianceScaling(0.5, "fan_out", "untruncated_normal", 11), 0, Math.Sqrt(0.5 / FanOut), false },
        { new VarianceScaling(0.5, "fan_avg", "untruncated_normal", 12), 0, Math.Sqrt(0.5 / FanAvg), false },
    };

    [Theory]
    [MemberData(nameof(UniformOnes))]
    public void IsUniform(Initializer initializer, double low, double high)
    {
        float[] values = [.. initializer.Call(s_shape)];
        double width = high - low;
        Assert.InRange(values.Min(), (float)low, low + (1e-4 * width));
        Assert.InRange(values.Max(), high - (1e-4 * width), (float)high);
        Sample.HasMoments(values, (low + high) / 2, width * width / 12, kurtosis: 1.8);
        Sample.HasDistribution(values, x => Math.Clamp((x - low) / width, 0, 1));
    }

    [Theory]
    [MemberData(nameof(NormalOnes))]
    public void IsNormal(Initializer initializer, double mean, double deviation, bool truncated)
    {
        float[] values = [.. initializer.Call(s_shape)];
        double farthest = values.Max(v => Math.Abs(v - mean)) / deviation;
        if (truncated)
        {
            Assert.InRange(farthest, 1.999, 2.00001);
            Sample.HasMoments(values, mean, Math.Pow(deviation * 0.87962566103423978, 2), kurtosis: 2.36);
            double outside = ErrorFunction.Complement(Math.Sqrt(2)) / 2; // on either side of two deviations
            Sample.HasDistribution(values, x => Math.Clamp((Normal((x - mean) / deviation) - outside) / (1 - (2 * outside)), 0, 1));
        }
        else
        {
            Assert.InRange(farthest, 4, 6);
            Sample.HasMoments(values, mean, deviation * deviation, kurtosis: 3);
            Sample.HasDistribution(values, x => Normal((x - mean) / deviation));
        }
    }

    /// <summary>Fans of shapes that are no kernels, by the limit sqrt(3 / fan_in) of a uniform distribution.</summary>
    [Theory]
    [InlineData(new[] { 1000 }, "fan_in", 1000)]
    [InlineData(new[] { 1000 }, "fan_out", 1000)]
    [InlineData(new[] { 20, 500 }, "fan_in", 20)]
    [InlineData(new[] { 20, 500 }, "fan_out", 500)]
    [InlineData(new[] { 20, 500 }, "fan_avg", 260)]
    [InlineData(new[] { 5, 20, 50 }, "fan_in", 100)]
    [InlineData(new[] { 5, 20, 50 }, "fan_out", 250)]
    public void FansOfOtherShapes(int[] shape, string mode, double fan)
    {
        float[] values = [.. new VarianceScaling(1, mode, "uniform", 1).Call([.. shape.Select(n => (nint)n)])];
        double limit = Math.Sqrt(3 / fan);
        Assert.All(values, v => Assert.InRange(v, (float)-limit, (float)limit));
        Assert.True(values.Max() > 0.98 * limit, $"the largest value is {values.Max()}, far from {limit}");
    }

    private static double Widened(double variance) => Math.Sqrt(variance) / 0.87962566103423978;

    private static double Normal(double x) => ErrorFunction.Complement(-x / Math.Sqrt(2)) / 2;
}
