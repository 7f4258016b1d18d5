using Conv3DGen.Arguments;

namespace Conv3DGen.Regularizers;

/// <summary>The names of the regularizers (Keras 3's <c>keras.regularizers.get</c>).</summary>
internal static class RegularizerTable
{
    public static NameTable<Regularizer> Table { get; } = new(
        "regularizer",
        [
            (nameof(L1), () => new L1()),
            (nameof(L2), () => new L2()),
            (nameof(L1L2), () => new L1L2()),
            (nameof(OrthogonalRegularizer), () => new OrthogonalRegularizer()),
        ]);
}
