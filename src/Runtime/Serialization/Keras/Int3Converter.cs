using System.Text.Json;
using System.Text.Json.Serialization;

namespace Conv3DGen.Serialization;

/// <summary>Keras's size arguments: one integer or three.</summary>
internal sealed class Int3Converter : JsonConverter<Int3>
{
    public override Int3 Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Number)
        {
            return reader.GetInt32();
        }

        List<int> sizes = [];
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.Number && sizes.Count < 4)
            {
                sizes.Add(reader.GetInt32());
            }
        }

        return reader.TokenType == JsonTokenType.EndArray && sizes is [int depth, int height, int width]
            ? new(depth, height, width)
            : throw new JsonException("expected an integer or three of them.");
    }

    public override void Write(Utf8JsonWriter writer, Int3 value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue(value.Depth);
        writer.WriteNumberValue(value.Height);
        writer.WriteNumberValue(value.Width);
        writer.WriteEndArray();
    }
}
