using Conv3DGen.Arguments;

namespace Conv3DGen;

/// <summary>Every value is 0: Keras's default for biases.</summary>
public sealed record Zeros : Initializer
{
    /// <inheritdoc/>
    protected override void Fill(Span<float> values, ReadOnlySpan<nint> shape) => values.Clear();
}

/// <summary>Every value is 1.</summary>
public sealed record Ones : Initializer
{
    /// <inheritdoc/>
    protected override void Fill(Span<float> values, ReadOnlySpan<nint> shape) => values.Fill(1);
}

/// <summary>Every value is the same.</summary>
public sealed record Constant : Initializer
{
    /// <summary>Creates the initializer.</summary>
    /// <param name="value">The value, finite.</param>
    /// <exception cref="ArgumentException">The value is not finite.</exception>
    public Constant(double value = 0) => Value = Numbers.Finite(value);

    /// <summary>The value.</summary>
    public double Value { get; }

    /// <inheritdoc/>
    protected override void Fill(Span<float> values, ReadOnlySpan<nint> shape) => values.Fill((float)Value);
}
