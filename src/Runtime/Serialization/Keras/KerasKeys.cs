using System.Text.Json;

namespace Conv3DGen.Serialization;

/// <summary>Which layer it is, and keys that this library does not know.</summary>
internal static class KerasKeys
{
    /// <summary>Keras adds these to a layer of a model.</summary>
    private static readonly string[] s_ofLayers = ["name", "inbound_nodes", "shared_object_id", "compile_config"];

    /// <summary>Keras 3 adds the last two where low-rank adaptation was on; when it saves, it saves the adapted kernel.</summary>
    private static readonly string[] s_ofConfigs = ["shared_object_id", "lora_", "dora_"];

    /// <summary>Throws where it is another layer.</summary>
    /// <exception cref="FormatException">The message says which.</exception>
    public static void CheckClass(JsonElement layer)
    {
        if (layer.ValueKind != JsonValueKind.Object)
        {
            throw new FormatException($"is {(layer.ValueKind == JsonValueKind.Null ? "null" : "no object")}; it must be an object.");
        }

        string? name = layer.TryGetProperty("class_name", out JsonElement found) ? found.ToString() : null;
        if (name is not (nameof(Conv3D) or nameof(Convolution3D)))
        {
            throw new FormatException($"class_name is {(string.IsNullOrEmpty(name) ? "missing or null" : $"'{name}'")}; it must be Conv3D or Convolution3D.");
        }
    }

    /// <summary>Throws where a layer has keys that mean something unknown.</summary>
    /// <exception cref="FormatException">The message names the key.</exception>
    public static void Check(KerasLayer layer)
    {
        if (layer.Module is { } module && module != "keras" && !module.StartsWith("keras.", StringComparison.Ordinal))
        {
            throw new FormatException($"module is '{module}'; it must be keras.layers.");
        }

        if (layer.RegisteredName is { } name and not (nameof(Conv3D) or nameof(Convolution3D)))
        {
            throw new FormatException($"registered_name is '{name}'; it must be null, as that of Keras's own layers.");
        }

        Check(layer.OtherKeys, s_ofLayers);
        FormatError.In("config", () => Check(layer.Config?.OtherKeys, s_ofConfigs));
        FormatError.In("build_config", () => Check(layer.BuildConfig?.OtherKeys, []));
    }

    private static void Check(Dictionary<string, JsonElement>? keys, string[] ignored)
    {
        foreach (string key in keys?.Keys.ToArray() ?? [])
        {
            if (!Array.Exists(ignored, known => known.EndsWith('_') ? key.StartsWith(known, StringComparison.Ordinal) : key == known))
            {
                throw new FormatException($"has the key '{key}', which Conv3D does not have.");
            }
        }
    }
}
