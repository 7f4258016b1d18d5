using System.Diagnostics.CodeAnalysis;
using System.Numerics.Tensors;
using Conv3DGen.Arguments;
using Conv3DGen.Initializers;

namespace Conv3DGen;

/// <summary>
/// Makes the first values of a weight: the base of Keras's initializers, under the names of Keras's classes. Equal if of the same class
/// with the same parameters. Derive from it for one of your own.
/// </summary>
/// <remarks>The distributions are those of Keras; the random bits are not.</remarks>
public abstract record Initializer
{
    /// <summary>Finds an initializer, with Keras's default parameters, by its Keras name.</summary>
    /// <param name="name">
    /// The class name, "GlorotUniform", its snake_case form, "glorot_uniform", or one of Keras's aliases: "uniform", "normal", "one", "zero",
    /// "OrthogonalInitializer", "IdentityInitializer".
    /// </param>
    /// <returns>A new initializer: without a seed it draws one.</returns>
    /// <exception cref="ArgumentException">No initializer has that name.</exception>
    public static Initializer FromName(string name) => InitializerTable.Table.Make(name);

    /// <summary><see cref="FromName"/>, so that a string is taken where Keras takes one; null stays null.</summary>
    /// <param name="name">The Keras name.</param>
    [return: NotNullIfNotNull(nameof(name))]
    public static implicit operator Initializer?(string? name) => name is null ? null : InitializerTable.Table.Make(name, "initializer");

    /// <summary>Makes a tensor (Python's <c>initializer(shape)</c>).</summary>
    /// <param name="shape">Its sizes; the last two are taken for input and output channels.</param>
    /// <returns>A new tensor.</returns>
    /// <exception cref="ArgumentException">The initializer cannot make that shape.</exception>
    public Tensor<float> Call(params ReadOnlySpan<nint> shape)
    {
        float[] values = new float[Shapes.Count(shape)];
        Fill(values, shape);
        return Tensor.Create(values, shape);
    }

    /// <summary>Makes a tensor in the caller's memory.</summary>
    /// <param name="values">Where its elements go, row-major.</param>
    /// <param name="shape">Its sizes.</param>
    /// <exception cref="ArgumentException">The initializer cannot make that shape, or <paramref name="values"/> is not as long.</exception>
    public void Call(Span<float> values, params ReadOnlySpan<nint> shape)
    {
        Shapes.Fill(values.Length, shape);
        Fill(values, shape);
    }

    /// <summary>Sets every value.</summary>
    /// <param name="values">The elements, row-major; exactly as many as the shape has.</param>
    /// <param name="shape">The sizes, each at least 0.</param>
    protected abstract void Fill(Span<float> values, ReadOnlySpan<nint> shape);
}
