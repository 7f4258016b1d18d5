using System.Numerics.Tensors;
using Conv3DGen.Arguments;

namespace Conv3DGen;

/// <summary>
/// The mean magnitude of the products between different rows (or columns) of a matrix, each scaled to length 1, times a factor. Only for
/// two axes, as in Keras: a convolution's kernel has five. A matrix with one row has no such products, and a penalty of 0.
/// </summary>
public sealed record OrthogonalRegularizer : Regularizer
{
    /// <summary>A shorter row is multiplied by the inverse of this (Keras's epsilon), rather than scaled to length 1.</summary>
    private const double ShortestLength = 1e-7;

    /// <summary>Creates the regularizer.</summary>
    /// <param name="factor">The factor, finite and at least 0.</param>
    /// <param name="mode">"rows" or "columns".</param>
    /// <exception cref="ArgumentException">The factor is negative, infinite or NaN, or the mode unknown.</exception>
    public OrthogonalRegularizer(double factor = 0.01, NameOr<OrthogonalMode> mode = default)
    {
        Factor = Numbers.NotNegative(factor);
        Mode = mode.Resolve();
        Numbers.Require(Enum.IsDefined(Mode), Mode, "one of the enum's named values", nameof(mode));
    }

    /// <summary>The factor.</summary>
    public double Factor { get; }

    /// <summary>Whether rows or columns are to be orthogonal.</summary>
    public OrthogonalMode Mode { get; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The shape has not two axes.</exception>
    protected override double Compute(ReadOnlySpan<float> values, ReadOnlySpan<nint> shape)
    {
        if (shape.Length != 2)
        {
            throw new ArgumentException($"shape is {Shapes.Text(shape)}; OrthogonalRegularizer takes matrices, so it must have 2 sizes.", nameof(shape));
        }

        double[][] vectors = Vectors(values, (int)shape[0], (int)shape[1]);
        double sum = 0;
        for (int i = 0; i < vectors.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                sum += Math.Abs(TensorPrimitives.Dot<double>(vectors[i], vectors[j]));
            }
        }

        double pairs = vectors.Length * (vectors.Length - 1.0) / 2;
        return pairs > 0 ? Factor * sum / pairs : 0;
    }

    private double[][] Vectors(ReadOnlySpan<float> values, int rows, int columns)
    {
        bool byRow = Mode == OrthogonalMode.Rows;
        var vectors = new double[byRow ? rows : columns][];
        for (int i = 0; i < vectors.Length; i++)
        {
            vectors[i] = new double[byRow ? columns : rows];
            for (int j = 0; j < vectors[i].Length; j++)
            {
                vectors[i][j] = values[byRow ? (i * columns) + j : (j * columns) + i];
            }

            double length = TensorPrimitives.Norm<double>(vectors[i]);
            TensorPrimitives.Divide(vectors[i], Math.Max(length, ShortestLength), vectors[i]);
        }

        return vectors;
    }
}

/// <summary>What <see cref="OrthogonalRegularizer"/> wants to be orthogonal.</summary>
public enum OrthogonalMode
{
    /// <summary>The rows of the matrix: "rows".</summary>
    Rows,

    /// <summary>Its columns: "columns".</summary>
    Columns,
}
