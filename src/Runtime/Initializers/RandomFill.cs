namespace Conv3DGen.Initializers;

/// <summary>Fills memory from the three distributions: drawn in float64, scaled, rounded once.</summary>
internal static class RandomFill
{
    /// <summary>Uniform on [low, high), before rounding to float32.</summary>
    public static void Uniform(Span<float> values, SeededRandom random, double low, double high)
    {
        foreach (ref float value in values)
        {
            value = (float)(low + ((high - low) * random.NextDouble()));
        }
    }

    /// <summary>Normal.</summary>
    public static void Normal(Span<float> values, SeededRandom random, double mean, double deviation)
    {
        foreach (ref float value in values)
        {
            value = (float)(mean + (deviation * random.NextNormal()));
        }
    }

    /// <summary>Normal, drawn again where more than two deviations from the mean.</summary>
    public static void TruncatedNormal(Span<float> values, SeededRandom random, double mean, double deviation)
    {
        foreach (ref float value in values)
        {
            value = (float)(mean + (deviation * random.NextTruncatedNormal()));
        }
    }
}
