using Conv3DGen.Arguments;
using Conv3DGen.Initializers;

namespace Conv3DGen;

/// <summary>
/// A random matrix with orthonormal columns, or rows where it has fewer, times <see cref="Gain"/> (Saxe, McClelland and Ganguli, ICLR
/// 2014). The matrix has the last axis as columns and all others together as rows; it is the Q of a QR factorisation of normal values
/// whose R has a positive diagonal, hence uniform among all such matrices.
/// </summary>
public sealed record Orthogonal : RandomInitializer
{
    /// <summary>Creates the initializer.</summary>
    /// <param name="gain">The length of each column or row, finite.</param>
    /// <param name="seed">Makes the values repeat; null draws a seed.</param>
    /// <exception cref="ArgumentException">The gain is not finite.</exception>
    public Orthogonal(double gain = 1, long? seed = null)
        : base(seed) => Gain = Numbers.Finite(gain);

    /// <summary>The length of each column or row.</summary>
    public double Gain { get; }

    /// <exception cref="ArgumentException">The shape has fewer than two axes.</exception>
    private protected override void Fill(Span<float> values, ReadOnlySpan<nint> shape, SeededRandom random)
    {
        if (shape.Length < 2)
        {
            throw new ArgumentException($"shape is {Shapes.Text(shape)}; Orthogonal needs at least 2 sizes.", nameof(shape));
        }

        if (values.IsEmpty)
        {
            return;
        }

        int columns = (int)shape[^1];
        int rows = values.Length / columns;
        double[][] vectors = OrthonormalVectors.Create(Math.Min(rows, columns), Math.Max(rows, columns), random);
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                double element = rows >= columns ? vectors[column][row] : vectors[row][column];
                values[(row * columns) + column] = (float)(Gain * element);
            }
        }
    }
}
