using Conv3DGen.Arguments;

namespace Conv3DGen;

/// <summary>Scales weights whose norm is above a limit down to it: w clip(norm, 0, max) / (1e-7 + norm).</summary>
public sealed record MaxNorm : NormConstraint
{
    /// <summary>Creates the constraint.</summary>
    /// <param name="maxValue">The limit, finite and at least 0.</param>
    /// <param name="axis">The axes that a norm sums over; [0, 1, 2, 3] makes one norm of each filter of a convolution.</param>
    /// <exception cref="ArgumentException">The limit is negative, infinite or NaN.</exception>
    public MaxNorm(double maxValue = 2, Axes axis = default)
        : base(axis) => MaxValue = Numbers.NotNegative(maxValue);

    /// <summary>The limit.</summary>
    public double MaxValue { get; }

    private protected override double Wanted(double norm) => Math.Min(norm, MaxValue);
}

/// <summary>Scales weights to norm 1: w / (1e-7 + norm).</summary>
public sealed record UnitNorm : NormConstraint
{
    /// <summary>Creates the constraint.</summary>
    /// <param name="axis">The axes that a norm sums over; [0, 1, 2, 3] makes one norm of each filter of a convolution.</param>
    public UnitNorm(Axes axis = default)
        : base(axis)
    {
    }

    private protected override double Wanted(double norm) => 1;
}

/// <summary>
/// Scales weights towards a range of norms: w (rate clip(norm, min, max) + (1 - rate) norm) / (1e-7 + norm). A rate of 1 reaches it at
/// once, a smaller one moves closer each time.
/// </summary>
public sealed record MinMaxNorm : NormConstraint
{
    /// <summary>Creates the constraint.</summary>
    /// <param name="minValue">The smallest norm, finite and at least 0.</param>
    /// <param name="maxValue">The largest norm, finite and at least the smallest.</param>
    /// <param name="rate">How much of the way to go, from 0 to 1.</param>
    /// <param name="axis">The axes that a norm sums over; [0, 1, 2, 3] makes one norm of each filter of a convolution.</param>
    /// <exception cref="ArgumentException">A number is out of its range.</exception>
    public MinMaxNorm(double minValue = 0, double maxValue = 1, double rate = 1, Axes axis = default)
        : base(axis)
    {
        MinValue = Numbers.NotNegative(minValue);
        MaxValue = Numbers.Require(double.IsFinite(maxValue) && maxValue >= minValue, maxValue, FormattableString.Invariant($"finite and at least minValue = {minValue}"), nameof(maxValue));
        Rate = Numbers.Require(rate is >= 0 and <= 1, rate, "from 0 to 1", nameof(rate));
    }

    /// <summary>The smallest norm.</summary>
    public double MinValue { get; }

    /// <summary>The largest norm.</summary>
    public double MaxValue { get; }

    /// <summary>How much of the way to go.</summary>
    public double Rate { get; }

    private protected override double Wanted(double norm)
        => (Rate * Math.Clamp(norm, MinValue, MaxValue)) + ((1 - Rate) * norm);
}
