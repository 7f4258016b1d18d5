using System.Text.Encodings.Web;
using System.Text.Json;
using Conv3DGen.Arguments;

namespace Conv3DGen.Serialization;

/// <summary>A layer's config and the JSON of Keras: both versions read, Keras 3 written.</summary>
internal static class KerasJson
{
    private const string Module = "keras.layers";

    /// <summary>Names are written as they are, "Conv3DGen>Celu", not as they would have to be inside HTML.</summary>
    private static readonly KerasJsonContext s_context = new(new JsonSerializerOptions(KerasJsonContext.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>Reads a layer.</summary>
    /// <returns>Its options, and the shape to build it for, if any.</returns>
    /// <exception cref="FormatException">Not the JSON of a Conv3D layer.</exception>
    public static (Conv3DConfig Config, int?[]? BuildShape) Read(string json, IReadOnlyDictionary<string, object>? customObjects, int? kerasVersion)
    {
        ArgumentNullException.ThrowIfNull(json);
        if (kerasVersion is not (null or 2 or 3))
        {
            throw new ArgumentOutOfRangeException(nameof(kerasVersion), kerasVersion, $"kerasVersion is {kerasVersion}; it must be 2, 3 or null.");
        }

        CustomObjects custom = new(customObjects);
        return FormatError.In("json", () =>
        {
            using var document = JsonDocument.Parse(json);
            KerasKeys.CheckClass(document.RootElement); // of another layer, all else would only be wrong in some other way
            KerasLayer layer = document.Deserialize(s_context.KerasLayer)!;
            KerasKeys.Check(layer);
            KerasConv3D config = layer.Config ?? throw new FormatException("config is null; it must be an object.");
            int version = kerasVersion ?? (layer.Module is null || config.BatchInputShape is not null ? 2 : 3);
            return (FormatError.In("config", () => ReadConfig(config, version, custom)), layer.BuildConfig?.InputShape);
        });
    }

    /// <summary>Writes a layer in the form of Keras 3.</summary>
    /// <param name="config">Its options.</param>
    /// <param name="inputShape">The shape it was built for, or null.</param>
    public static string Write(Conv3DConfig config, int?[]? inputShape)
        => JsonSerializer.Serialize(
            new KerasLayer
            {
                Module = Module,
                ClassName = nameof(Conv3D),
                Config = WriteConfig(config),
                BuildConfig = inputShape is null ? null : new() { InputShape = inputShape },
            },
            s_context.KerasLayer);

    private static Conv3DConfig ReadConfig(KerasConv3D config, int kerasVersion, CustomObjects custom)
    {
        return new()
        {
            Name = config.Name,
            Trainable = config.Trainable,
            Dtype = FormatError.In("dtype", () => KerasDtype.Read(config.Dtype)),
            Filters = config.Filters ?? throw Missing("filters"),
            KernelSize = config.KernelSize ?? throw Missing("kernel_size"),
            Strides = config.Strides,
            Padding = KerasName.Parse<Padding>(config.Padding ?? "null", "padding"),
            DataFormat = config.DataFormat is null ? null : KerasName.Parse<DataFormat>(config.DataFormat, "data_format"),
            DilationRate = config.DilationRate,
            Groups = config.Groups,
            Activation = FormatError.In("activation", () => KerasActivations.Read(config.Activation, kerasVersion, custom)),
            UseBias = config.UseBias,
            KernelInitializer = Of("kernel_initializer", KerasClasses.Initializers, config.KernelInitializer) ?? new GlorotUniform(),
            BiasInitializer = Of("bias_initializer", KerasClasses.Initializers, config.BiasInitializer) ?? new Zeros(),
            KernelRegularizer = Of("kernel_regularizer", KerasClasses.Regularizers, config.KernelRegularizer),
            BiasRegularizer = Of("bias_regularizer", KerasClasses.Regularizers, config.BiasRegularizer),
            ActivityRegularizer = Of("activity_regularizer", KerasClasses.Regularizers, config.ActivityRegularizer),
            KernelConstraint = Of("kernel_constraint", KerasClasses.Constraints, config.KernelConstraint),
            BiasConstraint = Of("bias_constraint", KerasClasses.Constraints, config.BiasConstraint),
            BatchInputShape = config.BatchInputShape ?? (config.InputShape is null ? null : [null, .. config.InputShape]),
        };

        T? Of<T>(string key, KerasClassTable<T> classes, KerasObject? value)
            where T : class
            => FormatError.In(key, () => classes.Read(value, custom));

        static FormatException Missing(string key) => new($"{key} is missing or null; it must be given.");
    }

    private static KerasConv3D WriteConfig(Conv3DConfig config) => new()
    {
        Name = config.Name,
        Trainable = config.Trainable,
        Dtype = KerasDtype.Write(config.Dtype),
        Filters = config.Filters,
        KernelSize = config.KernelSize,
        Strides = config.Strides,
        Padding = KerasName.Of(config.Padding),
        DataFormat = config.DataFormat is { } format ? KerasName.Of(format) : null,
        DilationRate = config.DilationRate,
        Groups = config.Groups,
        Activation = KerasActivations.Write(config.Activation),
        UseBias = config.UseBias,
        KernelInitializer = KerasClasses.Initializers.Write(config.KernelInitializer),
        BiasInitializer = KerasClasses.Initializers.Write(config.BiasInitializer),
        KernelRegularizer = KerasClasses.Regularizers.Write(config.KernelRegularizer),
        BiasRegularizer = KerasClasses.Regularizers.Write(config.BiasRegularizer),
        ActivityRegularizer = KerasClasses.Regularizers.Write(config.ActivityRegularizer),
        KernelConstraint = KerasClasses.Constraints.Write(config.KernelConstraint),
        BiasConstraint = KerasClasses.Constraints.Write(config.BiasConstraint),
        InputShape = config.BatchInputShape is { } shape ? [.. shape.Skip(1)] : null,
    };
}
