using Conv3DGen.Arguments;
using Conv3DGen.Regularizers;

namespace Conv3DGen;

/// <summary>The sum of |x|, times a factor.</summary>
public sealed record L1 : Regularizer
{
    /// <summary>Creates the regularizer.</summary>
    /// <param name="l1">The factor, finite and at least 0.</param>
    /// <exception cref="ArgumentException">The factor is negative, infinite or NaN.</exception>
    public L1(double l1 = 0.01) => Factor = Numbers.NotNegative(l1);

    /// <summary>The factor, "l1" in Keras's config.</summary>
    public double Factor { get; }

    /// <inheritdoc/>
    protected override double Compute(ReadOnlySpan<float> values, ReadOnlySpan<nint> shape) => Factor * Sums.Magnitudes(values);
}

/// <summary>The sum of x^2, times a factor.</summary>
public sealed record L2 : Regularizer
{
    /// <summary>Creates the regularizer.</summary>
    /// <param name="l2">The factor, finite and at least 0.</param>
    /// <exception cref="ArgumentException">The factor is negative, infinite or NaN.</exception>
    public L2(double l2 = 0.01) => Factor = Numbers.NotNegative(l2);

    /// <summary>The factor, "l2" in Keras's config.</summary>
    public double Factor { get; }

    /// <inheritdoc/>
    protected override double Compute(ReadOnlySpan<float> values, ReadOnlySpan<nint> shape) => Factor * Sums.Squares(values);
}

/// <summary>The sum of |x| times a factor plus the sum of x^2 times another.</summary>
public sealed record L1L2 : Regularizer
{
    /// <summary>Creates the regularizer.</summary>
    /// <param name="l1">The factor of |x|, finite and at least 0.</param>
    /// <param name="l2">The factor of x^2, finite and at least 0.</param>
    /// <exception cref="ArgumentException">A factor is negative, infinite or NaN.</exception>
    public L1L2(double l1 = 0, double l2 = 0)
    {
        L1 = Numbers.NotNegative(l1);
        L2 = Numbers.NotNegative(l2);
    }

    /// <summary>The factor of |x|.</summary>
    public double L1 { get; }

    /// <summary>The factor of x^2.</summary>
    public double L2 { get; }

    /// <summary>A factor of 0 leaves its term out, so that infinities do not make it NaN (Keras does the same).</summary>
    /// <inheritdoc/>
    protected override double Compute(ReadOnlySpan<float> values, ReadOnlySpan<nint> shape)
        => (L1 == 0 ? 0 : L1 * Sums.Magnitudes(values)) + (L2 == 0 ? 0 : L2 * Sums.Squares(values));
}
