using System.Diagnostics.CodeAnalysis;
using System.Numerics.Tensors;
using Conv3DGen.Arguments;
using Conv3DGen.Constraints;

namespace Conv3DGen;

/// <summary>
/// Maps a weight to one that is allowed: the base of Keras's constraints, under the names of Keras's classes. Equal if of the same class
/// with the same parameters. Derive from it for one of your own.
/// </summary>
public abstract record Constraint
{
    /// <summary>Finds a constraint, with Keras's default parameters, by its Keras name.</summary>
    /// <param name="name">The class name, "MaxNorm", or its snake_case form, "max_norm".</param>
    /// <returns>The constraint.</returns>
    /// <exception cref="ArgumentException">No constraint has that name.</exception>
    public static Constraint FromName(string name) => ConstraintTable.Table.Make(name);

    /// <summary><see cref="FromName"/>, so that a string is taken where Keras takes one; null stays null.</summary>
    /// <param name="name">The Keras name.</param>
    [return: NotNullIfNotNull(nameof(name))]
    public static implicit operator Constraint?(string? name) => name is null ? null : ConstraintTable.Table.Make(name, "constraint");

    /// <summary>The allowed weight (Python's <c>constraint(w)</c>).</summary>
    /// <param name="w">The weight, which stays as it is.</param>
    /// <returns>A new tensor of the same shape.</returns>
    /// <exception cref="ArgumentException">The constraint does not take that shape.</exception>
    public Tensor<float> Call(Tensor<float> w)
    {
        ArgumentNullException.ThrowIfNull(w);
        float[] values = new float[w.FlattenedLength];
        w.FlattenTo(values);
        Apply(values, w.Lengths);
        return Tensor.Create(values, w.Lengths);
    }

    /// <summary>Replaces a weight in the caller's memory by the allowed one.</summary>
    /// <param name="values">The elements, row-major.</param>
    /// <param name="shape">The sizes.</param>
    /// <exception cref="ArgumentException">
    /// The constraint does not take that shape, or <paramref name="values"/> is not as long; then nothing was replaced.
    /// </exception>
    public void Call(Span<float> values, params ReadOnlySpan<nint> shape)
    {
        Shapes.Fill(values.Length, shape);
        Apply(values, shape);
    }

    /// <summary>Replaces every value.</summary>
    /// <param name="values">The elements, row-major; exactly as many as the shape has.</param>
    /// <param name="shape">The sizes, each at least 0.</param>
    protected abstract void Apply(Span<float> values, ReadOnlySpan<nint> shape);
}
