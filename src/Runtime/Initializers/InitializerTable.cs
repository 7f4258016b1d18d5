using Conv3DGen.Arguments;

namespace Conv3DGen.Initializers;

/// <summary>The names of the initializers (Keras 3's <c>keras.initializers.get</c>).</summary>
internal static class InitializerTable
{
    public static NameTable<Initializer> Table { get; } = new(
        "initializer",
        [
            (nameof(Zeros), () => new Zeros()),
            (nameof(Ones), () => new Ones()),
            (nameof(Constant), () => new Constant()),
            (nameof(RandomNormal), () => new RandomNormal()),
            (nameof(RandomUniform), () => new RandomUniform()),
            (nameof(TruncatedNormal), () => new TruncatedNormal()),
            (nameof(VarianceScaling), () => new VarianceScaling()),
            (nameof(GlorotUniform), () => new GlorotUniform()),
            (nameof(GlorotNormal), () => new GlorotNormal()),
            (nameof(LecunUniform), () => new LecunUniform()),
            (nameof(LecunNormal), () => new LecunNormal()),
            (nameof(HeUniform), () => new HeUniform()),
            (nameof(HeNormal), () => new HeNormal()),
            (nameof(Identity), () => new Identity()),
            (nameof(Orthogonal), () => new Orthogonal()),
        ],
        ("uniform", nameof(RandomUniform)),
        ("normal", nameof(RandomNormal)),
        ("one", nameof(Ones)),
        ("zero", nameof(Zeros)),
        ("OrthogonalInitializer", nameof(Orthogonal)),
        ("orthogonal_initializer", nameof(Orthogonal)),
        ("IdentityInitializer", nameof(Identity)));
}
