using System.Text.Json;
using System.Text.Json.Serialization;

namespace Conv3DGen.Serialization;

/// <summary>A layer as Keras's <c>serialize_keras_object</c> writes it.</summary>
/// <remarks>Setters, because System.Text.Json's generated code sets every init-only property, those that the JSON leaves out to null or 0.</remarks>
internal sealed record KerasLayer
{
    /// <summary>"keras.layers"; Keras 2 leaves it out.</summary>
    public string? Module { get; set; }

    public string? ClassName { get; set; }

    public KerasConv3D? Config { get; set; }

    public string? RegisteredName { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public KerasBuild? BuildConfig { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? OtherKeys { get; set; }
}

/// <summary>The config of the layer: Keras's <c>get_config</c>, in its order.</summary>
internal sealed record KerasConv3D
{
    public string? Name { get; set; }

    public bool Trainable { get; set; } = true;

    public KerasObject? Dtype { get; set; }

    public int? Filters { get; set; }

    public Int3? KernelSize { get; set; }

    public Int3 Strides { get; set; } = 1;

    public string? Padding { get; set; } = "valid";

    public string? DataFormat { get; set; }

    public Int3 DilationRate { get; set; } = 1;

    public int Groups { get; set; } = 1;

    public KerasObject? Activation { get; set; }

    public bool UseBias { get; set; } = true;

    public KerasObject? KernelInitializer { get; set; }

    public KerasObject? BiasInitializer { get; set; }

    public KerasObject? KernelRegularizer { get; set; }

    public KerasObject? BiasRegularizer { get; set; }

    public KerasObject? ActivityRegularizer { get; set; }

    public KerasObject? KernelConstraint { get; set; }

    public KerasObject? BiasConstraint { get; set; }

    /// <summary>Keras 3's argument: without the batch.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int?[]? InputShape { get; set; }

    /// <summary>Keras 2's: with the batch. Keras 3 refuses it, so it is only read.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int?[]? BatchInputShape { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? OtherKeys { get; set; }
}

/// <summary>What Keras needs to build the layer again.</summary>
internal sealed record KerasBuild
{
    public int?[]? InputShape { get; set; }

    [JsonExtensionData]
    public Dictionary<string, JsonElement>? OtherKeys { get; set; }
}
