using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Conv3DGen.Serialization;

/// <summary>Reads and writes both forms of a <see cref="KerasObject"/>.</summary>
internal sealed class KerasObjectConverter : JsonConverter<KerasObject>
{
    public override KerasObject Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return KerasObject.Named(reader.GetString()!);
        }

        if (JsonNode.Parse(ref reader) is not JsonObject content)
        {
            throw new JsonException("expected a string, an object or null.");
        }

        KerasObject read = new()
        {
            Module = Text(content, "module"),
            ClassName = Text(content, "class_name") ?? throw new JsonException("has no class_name."),
            Config = Take(content, "config"),
            RegisteredName = Text(content, "registered_name"),
        };
        _ = Take(content, "build_config"); // Keras adds them to layers that serve as activations, and to objects in two places
        _ = Take(content, "shared_object_id");
        return content.Count == 0 ? read : throw new JsonException($"has the key '{content.First().Key}'; expected only module, class_name, config and registered_name.");
    }

    public override void Write(Utf8JsonWriter writer, KerasObject value, JsonSerializerOptions options)
    {
        if (value.Name is { } name)
        {
            writer.WriteStringValue(name);
            return;
        }

        writer.WriteStartObject();
        writer.WriteString("module", value.Module);
        writer.WriteString("class_name", value.ClassName);
        writer.WritePropertyName("config");
        value.Config!.WriteTo(writer);
        writer.WriteString("registered_name", value.RegisteredName);
        writer.WriteEndObject();
    }

    private static string? Text(JsonObject content, string key) => Take(content, key) switch
    {
        null => null,
        JsonValue value when value.TryGetValue(out string? text) => text,
        JsonNode other => throw new JsonException($"{key} is {other.ToJsonString()}; it must be a string or null."),
    };

    private static JsonNode? Take(JsonObject content, string key)
    {
        content.TryGetPropertyValue(key, out JsonNode? value);
        content.Remove(key);
        return value;
    }
}
