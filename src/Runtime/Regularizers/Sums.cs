using System.Numerics.Tensors;

namespace Conv3DGen.Regularizers;

/// <summary>Sums of float32 values in float64.</summary>
internal static class Sums
{
    private const int PartLength = 256;

    private delegate double PartSum(ReadOnlySpan<double> part);

    /// <summary>The sum of |x|.</summary>
    public static double Magnitudes(ReadOnlySpan<float> values) => Over(values, TensorPrimitives.SumOfMagnitudes);

    /// <summary>The sum of x^2.</summary>
    public static double Squares(ReadOnlySpan<float> values) => Over(values, TensorPrimitives.SumOfSquares);

    private static double Over(ReadOnlySpan<float> values, PartSum sumOf)
    {
        Span<double> wide = stackalloc double[PartLength];
        double sum = 0;
        while (!values.IsEmpty)
        {
            ReadOnlySpan<float> part = values[..Math.Min(PartLength, values.Length)];
            TensorPrimitives.ConvertTruncating(part, wide);
            sum += sumOf(wide[..part.Length]);
            values = values[part.Length..];
        }

        return sum;
    }
}
