using System.Text.Json.Nodes;

namespace Conv3DGen.Serialization;

/// <summary>
/// Activations in a config: a string where its function and defaults say all, else Keras's layer of the same effect, else a class of
/// this library, which Python has to register as "Conv3DGen>Celu" and the like to read it.
/// </summary>
internal static class KerasActivations
{
    private const string Package = "Conv3DGen";
    private const string Keras2HardSigmoid = nameof(Activation.HardSigmoidKeras2);

    /// <summary>Keras's layers that can stand where an activation is expected.</summary>
    private static readonly (string ClassName, Func<ConfigFields, Activation> Read)[] s_layers =
    [
        ("LeakyReLU", f => Activation.LeakyRelu(f.Single("negative_slope", f.Single("alpha", 0.3f)))), // alpha: Keras 2
        ("ELU", f => Activation.Elu(f.Single("alpha", 1))),
        ("ReLU", ReadRelu),
        ("Softmax", ReadSoftmax),
    ];

    /// <summary>The activations that have parameters; classes of this library, called as the activation in class-name form.</summary>
    private static readonly (string ClassName, Func<ConfigFields, Activation> Read)[] s_classes =
    [
        ("Celu", f => Activation.Celu(f.Single("alpha", 1))),
        ("Squareplus", f => Activation.Squareplus(f.Single("b", 4))),
        ("SoftShrink", f => Activation.SoftShrink(f.Single("threshold", 0.5f))),
        ("HardShrink", f => Activation.HardShrink(f.Single("threshold", 0.5f))),
        ("Threshold", f => Activation.Threshold(f.Single("threshold", 0), f.Single("default_value", 0))),
        ("Gelu", f => Activation.Gelu(f.Flag("approximate", false))),
        (Keras2HardSigmoid, _ => Activation.HardSigmoidKeras2),
    ];

    /// <summary>Reads an activation; null is linear.</summary>
    /// <exception cref="FormatException">Its config has another key, or a value of the wrong kind.</exception>
    /// <exception cref="ArgumentException">It is unknown, or a value impossible.</exception>
    public static Activation Read(KerasObject? value, int kerasVersion, CustomObjects custom)
    {
        if (value is null)
        {
            return Activation.Linear;
        }

        if (custom.TryFind(value, out Activation? given))
        {
            return given;
        }

        return value switch
        {
            { Name: { } name } => ByName(name, kerasVersion),
            { ClassName: "function", Config: JsonValue function } => ByName(function.ToString(), kerasVersion),
            // Python may call the class otherwise; the name it is registered under is ours.
            { RegisteredName: { } registered } when registered.StartsWith(Package + ">", StringComparison.Ordinal) => ByClass(registered[(Package.Length + 1)..], value, s_classes),
            _ => ByClass(value.ClassName!, value, s_layers),
        };
    }

    /// <summary>Writes an activation in the form of Keras 3.</summary>
    public static KerasObject Write(Activation activation)
    {
        if (activation.IsCustom)
        {
            return KerasObject.Custom("builtins", "function", activation.Name, activation.Name);
        }

        if (activation.Equals(Activation.HardSigmoidKeras2))
        {
            return KerasObject.Custom("conv3dgen", Keras2HardSigmoid, new JsonObject(), $"{Package}>{Keras2HardSigmoid}");
        }

        if (activation.Parameters.Count == 0 || (activation.Name != "threshold" && activation.Equals(Activation.FromName(activation.Name))))
        {
            return KerasObject.Named(activation.Name);
        }

        JsonObject config = [];
        foreach ((string key, object parameter) in activation.Parameters)
        {
            config[key] = parameter is bool flag ? flag : (float)parameter;
        }

        string className = string.Concat(activation.Name.Split('_').Select(part => char.ToUpperInvariant(part[0]) + part[1..]));
        return activation.Name switch
        {
            "leaky_relu" => KerasObject.Class("keras.layers", "LeakyReLU", config),
            "elu" => KerasObject.Class("keras.layers", "ELU", config),
            _ => KerasObject.Custom("conv3dgen", className, config, $"{Package}>{className}"),
        };
    }

    private static Activation ByName(string name, int kerasVersion)
    {
        Activation found = Activation.FromName(name);
        return kerasVersion == 2 && found.Equals(Activation.HardSigmoid) ? Activation.HardSigmoidKeras2 : found;
    }

    private static Activation ByClass(string className, KerasObject value, (string ClassName, Func<ConfigFields, Activation> Read)[] classes)
    {
        ConfigFields fields = new(value.Config);
        fields.Ignore("name", "trainable", "dtype"); // every layer has them
        Func<ConfigFields, Activation> read = classes.SingleOrDefault(c => c.ClassName == className).Read
            ?? throw new FormatException($"class_name is '{className}'; it must be function, {string.Join(", ", classes.Select(c => c.ClassName))} or in customObjects.");
        Activation activation = read(fields);
        fields.End();
        return activation;
    }

    private static Activation ReadRelu(ConfigFields fields)
    {
        double? max = fields.NumberOrNull("max_value");
        float slope = fields.Single("negative_slope", 0);
        double threshold = fields.Number("threshold", 0);
        return (max, slope, threshold) switch
        {
            (null, 0, 0) => Activation.Relu,
            (6, 0, 0) => Activation.Relu6,
            (null, _, 0) => Activation.LeakyRelu(slope),
            _ => throw new FormatException($"ReLU has max_value {max?.ToString() ?? "null"}, negative_slope {slope} and threshold {threshold}; it must be relu, relu6 or leaky_relu."),
        };
    }

    private static Activation ReadSoftmax(ConfigFields fields)
    {
        double axis = fields.Number("axis", -1);
        return axis is -1 or 4 ? Activation.Softmax : throw new FormatException($"Softmax has axis {axis}; it must be -1 or 4, the last.");
    }
}
