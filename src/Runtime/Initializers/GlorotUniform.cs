namespace Conv3DGen.Initializers;

/// <summary>Keras's default for kernels: uniform on +-sqrt(6 / (fan_in + fan_out)) (Glorot and Bengio, 2010).</summary>
internal static class GlorotUniform
{
    /// <summary>Fills a convolution kernel.</summary>
    /// <param name="kernel">The values to set.</param>
    /// <param name="taps">kd * kh * kw.</param>
    /// <param name="channelsPerGroup">Input channels of one group: fan_in = taps * channels per group.</param>
    /// <param name="filters">All output channels: Keras's fan_out = taps * filters, not divided by the groups.</param>
    /// <param name="random">The source of randomness.</param>
    public static void Fill(Span<float> kernel, long taps, int channelsPerGroup, int filters, Random random)
    {
        double limit = Math.Sqrt(6.0 / (taps * ((double)channelsPerGroup + filters)));
        foreach (ref float value in kernel)
        {
            value = (float)(((random.NextDouble() * 2) - 1) * limit);
        }
    }
}
