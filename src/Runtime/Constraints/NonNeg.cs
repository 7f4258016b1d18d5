using System.Numerics.Tensors;

namespace Conv3DGen;

/// <summary>max(w, 0); NaN stays NaN.</summary>
public sealed record NonNeg : Constraint
{
    /// <inheritdoc/>
    protected override void Apply(Span<float> values, ReadOnlySpan<nint> shape) => TensorPrimitives.Max(values, 0, values);
}
