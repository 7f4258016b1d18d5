using System.Diagnostics.CodeAnalysis;
using System.Numerics.Tensors;
using Conv3DGen.Arguments;
using Conv3DGen.Regularizers;

namespace Conv3DGen;

/// <summary>
/// A penalty on the values of a weight or an output: the base of Keras's regularizers, under the names of Keras's classes. Equal if of the
/// same class with the same parameters. Derive from it for one of your own.
/// </summary>
public abstract record Regularizer
{
    /// <summary>Finds a regularizer, with Keras's default parameters, by its Keras name.</summary>
    /// <param name="name">
    /// The class name, "L1L2", or its snake_case form, which Keras writes "l1l2" for this one; "l1_l2" is not known, as in Keras 3.
    /// </param>
    /// <returns>The regularizer. The factors of "l1l2" are 0, those of "l1" and "l2" 0.01.</returns>
    /// <exception cref="ArgumentException">No regularizer has that name.</exception>
    public static Regularizer FromName(string name) => RegularizerTable.Table.Make(name);

    /// <summary><see cref="FromName"/>, so that a string is taken where Keras takes one; null stays null.</summary>
    /// <param name="name">The Keras name.</param>
    [return: NotNullIfNotNull(nameof(name))]
    public static implicit operator Regularizer?(string? name) => name is null ? null : RegularizerTable.Table.Make(name, "regularizer");

    /// <summary>The penalty (Python's <c>regularizer(x)</c>), summed in float64.</summary>
    /// <param name="x">The values.</param>
    /// <exception cref="ArgumentException">The regularizer does not take that shape.</exception>
    public double Call(Tensor<float> x)
    {
        ArgumentNullException.ThrowIfNull(x);
        float[] values = new float[x.FlattenedLength];
        x.FlattenTo(values);
        return Compute(values, x.Lengths);
    }

    /// <summary>The penalty of values in the caller's memory, summed in float64.</summary>
    /// <param name="values">The elements, row-major.</param>
    /// <param name="shape">The sizes.</param>
    /// <exception cref="ArgumentException">
    /// The regularizer does not take that shape, or <paramref name="values"/> is not as long.
    /// </exception>
    public double Call(ReadOnlySpan<float> values, params ReadOnlySpan<nint> shape)
    {
        Shapes.Fill(values.Length, shape);
        return Compute(values, shape);
    }

    /// <summary>Computes the penalty.</summary>
    /// <param name="values">The elements, row-major; exactly as many as the shape has.</param>
    /// <param name="shape">The sizes, each at least 0.</param>
    protected abstract double Compute(ReadOnlySpan<float> values, ReadOnlySpan<nint> shape);
}
