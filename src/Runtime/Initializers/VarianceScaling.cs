using Conv3DGen.Arguments;
using Conv3DGen.Initializers;

namespace Conv3DGen;

/// <summary>
/// Random values of mean 0 and variance <see cref="Scale"/> / n, where n is the fan that <see cref="Mode"/> names, but at least 1. For a
/// kernel [kd, kh, kw, channels / groups, filters] fan_in is kd kh kw channels / groups and fan_out is kd kh kw filters, which Keras
/// does not divide by the groups; for one axis both are its size.
/// </summary>
public record VarianceScaling : RandomInitializer
{
    /// <summary>The standard deviation of a standard normal variable that is drawn again beyond +-2.</summary>
    private const double TruncatedDeviation = 0.87962566103423978;

    /// <summary>Creates the initializer.</summary>
    /// <param name="scale">The scale, finite and above 0.</param>
    /// <param name="mode">The fan: "fan_in", "fan_out" or "fan_avg".</param>
    /// <param name="distribution">"truncated_normal" (also "normal"), "untruncated_normal" or "uniform".</param>
    /// <param name="seed">Makes the values repeat; null draws a seed.</param>
    /// <exception cref="ArgumentException">The scale is not finite and above 0, or a name is unknown.</exception>
    public VarianceScaling(
        double scale = 1,
        NameOr<FanMode> mode = default,
        NameOr<ScalingDistribution> distribution = default,
        long? seed = null)
        : base(seed)
    {
        Scale = Numbers.Positive(scale);
        Mode = mode.Resolve();
        Distribution = "normal".Equals(distribution.Name, StringComparison.OrdinalIgnoreCase)
            ? ScalingDistribution.TruncatedNormal
            : distribution.Resolve();
        Numbers.Require(Enum.IsDefined(Mode), Mode, "one of the enum's named values", nameof(mode));
        Numbers.Require(Enum.IsDefined(Distribution), Distribution, "one of the enum's named values", nameof(distribution));
    }

    /// <summary>The variance times the fan.</summary>
    public double Scale { get; }

    /// <summary>Which fan.</summary>
    public FanMode Mode { get; }

    /// <summary>Which distribution.</summary>
    public ScalingDistribution Distribution { get; }

    private protected sealed override void Fill(Span<float> values, ReadOnlySpan<nint> shape, SeededRandom random)
    {
        double variance = Scale / Math.Max(1, Fan(shape));
        switch (Distribution)
        {
            case ScalingDistribution.Uniform:
                double limit = Math.Sqrt(3 * variance);
                RandomFill.Uniform(values, random, -limit, limit);
                break;
            case ScalingDistribution.UntruncatedNormal:
                RandomFill.Normal(values, random, 0, Math.Sqrt(variance));
                break;
            default:
                RandomFill.TruncatedNormal(values, random, 0, Math.Sqrt(variance) / TruncatedDeviation);
                break;
        }
    }

    private double Fan(ReadOnlySpan<nint> shape)
    {
        (double fanIn, double fanOut) = Fans(shape);
        return Mode switch
        {
            FanMode.FanIn => fanIn,
            FanMode.FanOut => fanOut,
            _ => (fanIn + fanOut) / 2,
        };
    }

    /// <summary>Keras's compute_fans: the last two axes times the sizes before them.</summary>
    private static (double In, double Out) Fans(ReadOnlySpan<nint> shape)
    {
        if (shape.Length < 2)
        {
            double size = shape.Length == 0 ? 1 : shape[0];
            return (size, size);
        }

        double taps = 1;
        foreach (nint size in shape[..^2])
        {
            taps *= size;
        }

        return (taps * shape[^2], taps * shape[^1]);
    }
}

/// <summary>The n that <see cref="VarianceScaling"/> divides its scale by.</summary>
public enum FanMode
{
    /// <summary>Inputs per output: "fan_in".</summary>
    FanIn,

    /// <summary>Outputs per input: "fan_out".</summary>
    FanOut,

    /// <summary>The mean of the two: "fan_avg".</summary>
    FanAvg,
}

/// <summary>What <see cref="VarianceScaling"/> draws from; all have the same variance.</summary>
public enum ScalingDistribution
{
    /// <summary>Normal, drawn again beyond two standard deviations, and widened to have the wanted variance: "truncated_normal".</summary>
    TruncatedNormal,

    /// <summary>Normal: "untruncated_normal".</summary>
    UntruncatedNormal,

    /// <summary>Uniform on +-sqrt(3 variance): "uniform".</summary>
    Uniform,
}
