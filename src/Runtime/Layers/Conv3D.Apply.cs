using System.Numerics.Tensors;

namespace Conv3DGen;

/// <content>The old name of <c>Call</c>.</content>
public partial class Conv3D
{
    /// <inheritdoc cref="Call(Tensor{float})"/>
    public Tensor<float> Apply(Tensor<float> input) => Call(input);

    /// <inheritdoc cref="Call(in ReadOnlyTensorSpan{float}, in TensorSpan{float})"/>
    public void Apply(scoped in ReadOnlyTensorSpan<float> input, scoped in TensorSpan<float> output) => Call(input, output);

    /// <inheritdoc cref="Call(ReadOnlySpan{float}, ReadOnlySpan{nint}, Span{float})"/>
    public void Apply(ReadOnlySpan<float> input, ReadOnlySpan<nint> inputShape, Span<float> output) => Call(input, inputShape, output);

    /// <inheritdoc cref="Call(SymbolicTensor)"/>
    public SymbolicTensor Apply(SymbolicTensor input) => Call(input);
}
