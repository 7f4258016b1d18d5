using Conv3DGen.Serialization;

namespace Conv3DGen;

/// <content>The options as a value, and as Keras's JSON.</content>
public partial class Conv3D
{
    /// <summary>Creates a layer from its options.</summary>
    /// <param name="config">The options.</param>
    /// <param name="kernel">A kernel to use instead of looking for a registered one.</param>
    /// <param name="algorithm">How calls are computed; no part of Keras's options.</param>
    /// <exception cref="ArgumentException">An option is impossible, or <paramref name="kernel"/> was made for another spec.</exception>
    public Conv3D(Conv3DConfig config, Conv3DKernel? kernel = null, Algorithm algorithm = Algorithm.Auto)
        : this(
            (config ?? throw new ArgumentNullException(nameof(config))).Filters,
            config.KernelSize,
            config.Strides,
            config.Padding,
            config.DataFormat is { } format ? format : null,
            config.DilationRate,
            config.Groups,
            config.Activation,
            config.UseBias,
            config.KernelInitializer,
            config.BiasInitializer,
            config.KernelRegularizer,
            config.BiasRegularizer,
            config.ActivityRegularizer,
            config.KernelConstraint,
            config.BiasConstraint,
            config.Name,
            config.Dtype,
            config.Trainable,
            inputShape: null,
            kernel,
            algorithm)
        => BatchInputShape = config.BatchInputShape;

    /// <summary>The layer of some options, unbuilt: Keras's <c>from_config</c>.</summary>
    /// <param name="config">The options.</param>
    /// <exception cref="ArgumentException">An option is impossible.</exception>
    public static Conv3D FromConfig(Conv3DConfig config) => new(config);

    /// <summary>
    /// Reads a layer from the JSON that Keras 3 makes of one (<c>keras.saving.serialize_keras_object</c>, or an entry of a model's
    /// <c>to_json</c>) or Keras 2 (<c>tf.keras.layers.serialize</c>). Where it has a build_config, the layer is built, with new weights.
    /// </summary>
    /// <remarks>
    /// Keys that Keras adds and that change nothing here are ignored: input_axes, output_axes and dtype of initializers, shared_object_id,
    /// compile_config, lora_ and dora_ keys. Any other unknown key is an error. Keras 2 leaves "module" out or writes "batch_input_shape"; its
    /// hard_sigmoid becomes <see cref="Activation.HardSigmoidKeras2"/>.
    /// </remarks>
    /// <param name="json">The JSON.</param>
    /// <param name="customObjects">Activations, initializers, regularizers and constraints of your own, by the names in the JSON.</param>
    /// <param name="kerasVersion">2 or 3, the version that wrote it; null tells it by the form.</param>
    /// <exception cref="FormatException">Not the JSON of a Conv3D layer, or of an impossible one; the message says where.</exception>
    /// <exception cref="ArgumentException">A custom object is none of these, or <paramref name="kerasVersion"/> is another number.</exception>
    public static Conv3D FromJson(string json, IReadOnlyDictionary<string, object>? customObjects = null, int? kerasVersion = null)
    {
        (Conv3DConfig config, int?[]? buildShape) = KerasJson.Read(json, customObjects, kerasVersion);
        Conv3D layer = FormatError.In("json: config", () => new Conv3D(config));
        return buildShape is null ? layer : FormatError.In("json: build_config", () => layer.BuiltFor(buildShape));
    }

    /// <summary>The options of the layer: Keras's <c>get_config</c>.</summary>
    public Conv3DConfig GetConfig() => new()
    {
        Name = Name,
        Trainable = Trainable,
        Dtype = Dtype,
        Filters = Filters,
        KernelSize = KernelSize,
        Strides = Strides,
        Padding = Padding,
        DataFormat = DataFormat,
        DilationRate = DilationRate,
        Groups = Groups,
        Activation = Activation,
        UseBias = UseBias,
        KernelInitializer = KernelInitializer,
        BiasInitializer = BiasInitializer,
        KernelRegularizer = KernelRegularizer,
        BiasRegularizer = BiasRegularizer,
        ActivityRegularizer = ActivityRegularizer,
        KernelConstraint = KernelConstraint,
        BiasConstraint = BiasConstraint,
        BatchInputShape = BatchInputShape,
    };

    /// <summary>
    /// The layer in the JSON of Keras 3, as <c>keras.saving.serialize_keras_object(layer)</c> gives it, with a build_config where it is
    /// built. It holds no weights.
    /// </summary>
    /// <remarks>
    /// A declared input shape is written without its batch size, for which Keras 3 has no place. An initializer, regularizer, constraint
    /// or activation of your own is written by its class's or own name: give it to <see cref="FromJson"/> under that name. A parametrised
    /// activation for which Keras has no class is written as one registered as "Conv3DGen>Celu", "Conv3DGen>SoftShrink" and so on.
    /// </remarks>
    public string ToJson() => KerasJson.Write(GetConfig(), BuildShape());

    private Conv3D BuiltFor(int?[] inputShape)
    {
        Build(inputShape);
        return this;
    }

    /// <summary>Of the built shape only the channels matter, so the rest is left open.</summary>
    private int?[]? BuildShape()
        => _state is not { } state ? null
        : DataFormat == DataFormat.ChannelsLast ? [null, null, null, null, state.InputChannels]
        : [null, state.InputChannels, null, null, null];
}
