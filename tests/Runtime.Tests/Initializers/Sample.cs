namespace Conv3DGen.Runtime.Tests.Initializers;

/// <summary>Statistical assertions. With the tests' fixed seeds they give the same answer every time.</summary>
internal static class Sample
{
    /// <summary>Mean and variance are within five of their standard errors.</summary>
    /// <param name="values">The sample.</param>
    /// <param name="mean">The distribution's mean.</param>
    /// <param name="variance">Its variance.</param>
    /// <param name="kurtosis">Its fourth central moment over the squared variance, which the variance's standard error depends on.</param>
    public static void HasMoments(float[] values, double mean, double variance, double kurtosis)
    {
        double n = values.Length;
        double sampleMean = values.Average(v => (double)v);
        double sampleVariance = values.Average(v => Math.Pow(v - mean, 2));
        Assert.InRange((sampleMean - mean) / Math.Sqrt(variance / n), -5, 5);
        Assert.InRange(((sampleVariance / variance) - 1) / Math.Sqrt((kurtosis - 1) / n), -5, 5);
    }

    /// <summary>
    /// The Kolmogorov-Smirnov distance D to a distribution has sqrt(n) D below 1.95, which a right sample exceeds once in 1,000 times.
    /// </summary>
    public static void HasDistribution(float[] values, Func<double, double> probabilityBelow)
    {
        float[] sorted = [.. values.Order()];
        double n = sorted.Length;
        double distance = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            double p = probabilityBelow(sorted[i]);
            distance = Math.Max(distance, Math.Max(p - (i / n), ((i + 1) / n) - p));
        }

        Assert.InRange(Math.Sqrt(n) * distance, 0, 1.95);
    }
}
