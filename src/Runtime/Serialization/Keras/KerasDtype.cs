using System.Text.Json.Nodes;

namespace Conv3DGen.Serialization;

/// <summary>Element types in a config: Keras 2 writes a string, Keras 3 a policy.</summary>
internal static class KerasDtype
{
    /// <summary>Reads one; null is the default.</summary>
    /// <exception cref="FormatException">Not float32.</exception>
    public static DType Read(KerasObject? value)
    {
        if (value is null)
        {
            return DType.Float32;
        }

        string? name = value.Name;
        if (name is null)
        {
            // DTypePolicy, FloatDTypePolicy; Policy and PolicyV1 in Keras 2.
            ConfigFields fields = new(value.Config);
            name = value.ClassName!.Contains("Policy", StringComparison.Ordinal)
                ? fields.Text("name", "")
                : throw new FormatException($"class_name is '{value.ClassName}'; it must be DTypePolicy.");
            fields.End();
        }

        return name == "float32"
            ? DType.Float32
            : throw new FormatException($"is '{name}'; it must be float32, in which the kernels compute.");
    }

    /// <summary>Writes one as Keras 3 does.</summary>
    public static KerasObject Write(DType dtype)
        => KerasObject.Class("keras", "DTypePolicy", new JsonObject { ["name"] = Arguments.KerasName.Of(dtype) });
}
