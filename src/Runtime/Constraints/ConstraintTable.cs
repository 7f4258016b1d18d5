using Conv3DGen.Arguments;

namespace Conv3DGen.Constraints;

/// <summary>The names of the constraints (Keras 3's <c>keras.constraints.get</c>).</summary>
internal static class ConstraintTable
{
    public static NameTable<Constraint> Table { get; } = new(
        "constraint",
        [
            (nameof(MaxNorm), () => new MaxNorm()),
            (nameof(MinMaxNorm), () => new MinMaxNorm()),
            (nameof(NonNeg), () => new NonNeg()),
            (nameof(UnitNorm), () => new UnitNorm()),
        ]);
}
