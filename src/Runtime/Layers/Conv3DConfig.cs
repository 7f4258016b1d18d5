using Conv3DGen.Serialization;

namespace Conv3DGen;

/// <summary>
/// All options of a <see cref="Conv3D"/>, without its weights: Keras's <c>get_config</c>. Equal if all options are.
/// </summary>
/// <remarks>
/// Change one with <c>config with { Name = "other" }</c>. What is said about the machine and not the layer - the kernel,
/// <see cref="Conv3D.RequireSpecialized"/>, <see cref="Conv3D.MaxDegreeOfParallelism"/> - is no part of it.
/// </remarks>
public sealed record Conv3DConfig
{
    private readonly ShapeValue _batchInputShape;

    /// <summary>The layer's name; null lets the layer choose one.</summary>
    public string? Name { get; init; }

    /// <summary>Whether training changes the weights.</summary>
    public bool Trainable { get; init; } = true;

    /// <summary>The element type.</summary>
    public DType Dtype { get; init; }

    /// <summary>Output channels.</summary>
    public required int Filters { get; init; }

    /// <summary>Taps per axis.</summary>
    public required Int3 KernelSize { get; init; }

    /// <summary>Strides per axis.</summary>
    public Int3 Strides { get; init; } = 1;

    /// <summary>The border rule.</summary>
    public Padding Padding { get; init; }

    /// <summary>The axis order; null is the default of the constructor.</summary>
    public DataFormat? DataFormat { get; init; }

    /// <summary>Distance between taps per axis.</summary>
    public Int3 DilationRate { get; init; } = 1;

    /// <summary>Channel groups.</summary>
    public int Groups { get; init; } = 1;

    /// <summary>The activation.</summary>
    public Activation Activation { get; init; } = Activation.Linear;

    /// <summary>Whether a bias is added.</summary>
    public bool UseBias { get; init; } = true;

    /// <summary>What makes the kernel.</summary>
    public Initializer KernelInitializer { get; init; } = new GlorotUniform();

    /// <summary>What makes the bias.</summary>
    public Initializer BiasInitializer { get; init; } = new Zeros();

    /// <summary>The penalty on the kernel, or null.</summary>
    public Regularizer? KernelRegularizer { get; init; }

    /// <summary>The penalty on the bias, or null.</summary>
    public Regularizer? BiasRegularizer { get; init; }

    /// <summary>The penalty on the output, or null.</summary>
    public Regularizer? ActivityRegularizer { get; init; }

    /// <summary>What training does to the kernel after an update, or null.</summary>
    public Constraint? KernelConstraint { get; init; }

    /// <summary>What training does to the bias after an update, or null.</summary>
    public Constraint? BiasConstraint { get; init; }

    /// <summary>The input shape that the layer was declared for, batch first, null where unknown; null where none was declared.</summary>
    public IReadOnlyList<int?>? BatchInputShape
    {
        get => _batchInputShape.Sizes;
        init => _batchInputShape = new(value);
    }

    /// <summary>Reads the JSON of a layer, of Keras 2 or 3; see <see cref="Conv3D.FromJson"/>. What it says of building is left out.</summary>
    /// <param name="json">The JSON.</param>
    /// <param name="customObjects">Activations, initializers, regularizers and constraints of your own, by the names in the JSON.</param>
    /// <param name="kerasVersion">2 or 3, the version that wrote it; null tells it by the form.</param>
    /// <exception cref="FormatException">Not the JSON of a Conv3D layer; the message says where.</exception>
    /// <exception cref="ArgumentException">A custom object is none of these, or <paramref name="kerasVersion"/> is another number.</exception>
    public static Conv3DConfig FromJson(string json, IReadOnlyDictionary<string, object>? customObjects = null, int? kerasVersion = null)
        => KerasJson.Read(json, customObjects, kerasVersion).Config;

    /// <summary>The JSON of an unbuilt layer with these options, as Keras 3 writes it; see <see cref="Conv3D.ToJson"/>.</summary>
    public string ToJson() => KerasJson.Write(this, inputShape: null);

    /// <summary>Sizes that are equal if they are the same.</summary>
    private readonly struct ShapeValue(IReadOnlyList<int?>? sizes) : IEquatable<ShapeValue>
    {
        public IReadOnlyList<int?>? Sizes { get; } = sizes is null ? null : Array.AsReadOnly([.. sizes]);

        public bool Equals(ShapeValue other)
            => Sizes is null || other.Sizes is null ? Sizes == other.Sizes : Sizes.SequenceEqual(other.Sizes);

        public override bool Equals(object? obj) => obj is ShapeValue other && Equals(other);

        public override int GetHashCode() => Sizes?.Aggregate(Sizes.Count, HashCode.Combine) ?? 0;
    }
}
