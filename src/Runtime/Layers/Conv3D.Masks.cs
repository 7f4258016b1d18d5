using System.Numerics.Tensors;

namespace Conv3DGen;

/// <content>Masks: which parts of an input are padding. A convolution has no use for them, so that it does not support them by itself.</content>
public partial class Conv3D
{
    /// <summary>Whether a mask is handed on, unchanged, rather than refused; false, as in Keras.</summary>
    public bool SupportsMasking { get; set; }

    /// <summary>The mask of the layer's output for a mask of a symbolic input.</summary>
    /// <param name="inputs">The input; it does not matter.</param>
    /// <param name="mask">Its mask, or null.</param>
    /// <returns>The same mask.</returns>
    /// <exception cref="ArgumentException">There is a mask, but <see cref="SupportsMasking"/> is not set.</exception>
    public SymbolicTensor? ComputeMask(SymbolicTensor? inputs, SymbolicTensor? mask) => HandOn(mask);

    /// <summary>The mask of the layer's output for a mask of values.</summary>
    /// <param name="inputs">The input; it does not matter.</param>
    /// <param name="mask">Its mask, or null.</param>
    /// <returns>The same mask.</returns>
    /// <exception cref="ArgumentException">There is a mask, but <see cref="SupportsMasking"/> is not set.</exception>
    public Tensor<bool>? ComputeMask(Tensor<float>? inputs, Tensor<bool>? mask) => HandOn(mask);

    private T? HandOn<T>(T? mask)
        where T : class
        => mask is null || SupportsMasking
        ? mask
        : throw new ArgumentException($"Layer \"{Name}\" does not support masking, but was passed a mask; expected null, or SupportsMasking to be set.", nameof(mask));
}
