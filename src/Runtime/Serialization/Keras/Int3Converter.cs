using System.Text.Json;
using System.Text.Json.Serialization;

namespace Conv3DGen.Serialization;

/// <summary>Keras's size arguments: one integer or three.</summary>
internal sealed class Int3Converter : JsonConverter<Int3>
{
    public override Int3 Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var value = JsonDocument.ParseValue(ref reader);
        JsonElement sizes = value.RootElement;
        return IsSize(sizes, out int all) ? all
            : sizes.ValueKind == JsonValueKind.Array && sizes.GetArrayLength() == 3 && IsSize(sizes[0], out int depth) && IsSize(sizes[1], out int height) && IsSize(sizes[2], out int width)
                ? new Int3(depth, height, width)
                : throw new JsonException($"is {sizes.GetRawText()}; it must be an integer or three of them.");
    }

    public override void Write(Utf8JsonWriter writer, Int3 value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue(value.Depth);
        writer.WriteNumberValue(value.Height);
        writer.WriteNumberValue(value.Width);
        writer.WriteEndArray();
    }

    private static bool IsSize(JsonElement element, out int size)
    {
        size = 0;
        return element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out size);
    }
}
