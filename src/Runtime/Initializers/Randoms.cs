using Conv3DGen.Arguments;
using Conv3DGen.Initializers;

namespace Conv3DGen;

/// <summary>Normally distributed values.</summary>
public sealed record RandomNormal : RandomInitializer
{
    /// <summary>Creates the initializer.</summary>
    /// <param name="mean">The mean, finite.</param>
    /// <param name="stddev">The standard deviation, finite and at least 0.</param>
    /// <param name="seed">Makes the values repeat; null draws a seed.</param>
    /// <exception cref="ArgumentException">A parameter is out of range.</exception>
    public RandomNormal(double mean = 0, double stddev = 0.05, long? seed = null)
        : base(seed)
    {
        Mean = Numbers.Finite(mean);
        Stddev = Numbers.NotNegative(stddev);
    }

    /// <summary>The mean.</summary>
    public double Mean { get; }

    /// <summary>The standard deviation.</summary>
    public double Stddev { get; }

    private protected override void Fill(Span<float> values, ReadOnlySpan<nint> shape, SeededRandom random)
        => RandomFill.Normal(values, random, Mean, Stddev);
}

/// <summary>Normally distributed values, drawn again where they are more than two standard deviations from the mean.</summary>
public sealed record TruncatedNormal : RandomInitializer
{
    /// <summary>Creates the initializer.</summary>
    /// <param name="mean">The mean, finite.</param>
    /// <param name="stddev">The standard deviation before truncation, finite and at least 0; what is left has 0.8796 times it.</param>
    /// <param name="seed">Makes the values repeat; null draws a seed.</param>
    /// <exception cref="ArgumentException">A parameter is out of range.</exception>
    public TruncatedNormal(double mean = 0, double stddev = 0.05, long? seed = null)
        : base(seed)
    {
        Mean = Numbers.Finite(mean);
        Stddev = Numbers.NotNegative(stddev);
    }

    /// <summary>The mean.</summary>
    public double Mean { get; }

    /// <summary>The standard deviation before truncation.</summary>
    public double Stddev { get; }

    private protected override void Fill(Span<float> values, ReadOnlySpan<nint> shape, SeededRandom random)
        => RandomFill.TruncatedNormal(values, random, Mean, Stddev);
}

/// <summary>Uniformly distributed values.</summary>
public sealed record RandomUniform : RandomInitializer
{
    /// <summary>Creates the initializer.</summary>
    /// <param name="minval">The lower bound, finite.</param>
    /// <param name="maxval">The upper bound, finite, at least the lower one; reached only by rounding to float32.</param>
    /// <param name="seed">Makes the values repeat; null draws a seed.</param>
    /// <exception cref="ArgumentException">A bound is not finite, or they are the wrong way round.</exception>
    public RandomUniform(double minval = -0.05, double maxval = 0.05, long? seed = null)
        : base(seed)
    {
        Minval = Numbers.Finite(minval);
        Maxval = Numbers.Require(double.IsFinite(maxval) && maxval >= minval, maxval, FormattableString.Invariant($"finite and at least minval = {minval}"), nameof(maxval));
    }

    /// <summary>The lower bound.</summary>
    public double Minval { get; }

    /// <summary>The upper bound.</summary>
    public double Maxval { get; }

    private protected override void Fill(Span<float> values, ReadOnlySpan<nint> shape, SeededRandom random)
        => RandomFill.Uniform(values, random, Minval, Maxval);
}
