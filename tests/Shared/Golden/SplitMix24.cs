namespace Conv3DGen.Testing.Golden;

/// <summary>The generator "splitmix64-24" of conv3d-golden/1: float32 values on a 24-bit grid in [-scale, scale).</summary>
public static class SplitMix24
{
    private const ulong Step = 0x9E3779B97F4A7C15;

    /// <summary>Fills a tensor in C-order.</summary>
    /// <param name="seed">The tensor's seed.</param>
    /// <param name="scale">A power of two.</param>
    /// <param name="count">Elements to make.</param>
    public static float[] Values(ulong seed, double scale, int count)
    {
        var values = new float[count];
        ulong state = seed;
        for (int i = 0; i < count; i++)
        {
            state = unchecked(state + Step);
            values[i] = ToFloat(Mix(state), scale);
        }

        return values;
    }

    /// <summary>The raw 64-bit outputs that follow a seed.</summary>
    public static ulong[] Raw(ulong seed, int count)
        => [.. Enumerable.Range(1, count).Select(i => Mix(unchecked(seed + ((ulong)i * Step))))];

    private static float ToFloat(ulong mixed, double scale) => (float)(((int)(mixed >> 40) - 8388608) * (1.0 / 8388608) * scale);

    private static ulong Mix(ulong z)
    {
        unchecked
        {
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
