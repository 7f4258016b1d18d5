using System.Text;
using System.Text.Json;
using Conv3DGen.Arguments;

namespace Conv3DGen.Graph;

/// <summary>The configuration file that all Keras programs of a user share.</summary>
internal static class KerasFile
{
    private const string Key = "image_data_format";

    private const string Switch = "Conv3DGen.ReadsKerasFile";

    /// <summary>Whether a user's file counts. A program for a device turns the switch off and is without the code that reads JSON.</summary>
#if NET9_0_OR_GREATER
    [System.Diagnostics.CodeAnalysis.FeatureSwitchDefinition(Switch)]
#endif
    public static bool IsRead => !AppContext.TryGetSwitch(Switch, out bool isOn) || isOn;

    /// <summary>The axis order that the user's file asks for.</summary>
    public static DataFormat ReadImageDataFormat() => ReadImageDataFormat(Locate(
        Environment.GetEnvironmentVariable("KERAS_HOME"),
        Environment.GetFolderPath(Environment.SpecialFolder.UserProfile)));

    /// <summary>Where the file is: in <c>$KERAS_HOME</c> where that is set, else in <c>~/.keras</c>.</summary>
    public static string Locate(string? kerasHome, string userHome)
        => Path.Combine(string.IsNullOrEmpty(kerasHome) ? Path.Combine(userHome, ".keras") : kerasHome, "keras.json");

    /// <summary>The axis order that a file asks for; <see cref="DataFormat.ChannelsLast"/> where it or its entry is missing.</summary>
    /// <exception cref="InvalidDataException">The file is not JSON, not an object, or its entry is no axis order.</exception>
    public static DataFormat ReadImageDataFormat(string path)
    {
        if (!File.Exists(path))
        {
            return DataFormat.ChannelsLast;
        }

        try
        {
            return Read(WithoutByteOrderMark(File.ReadAllBytes(path)), path);
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"Keras's configuration file {path} is not JSON: {exception.Message}", exception);
        }
    }

    /// <summary>
    /// Reads token by token, since every program with a layer has this code in it: a JsonDocument would bring cryptography (random seeds of
    /// its hash tables) into the smallest native binary.
    /// </summary>
    private static DataFormat Read(ReadOnlySpan<byte> json, string path)
    {
        var reader = new Utf8JsonReader(json);
        _ = reader.Read();
        JsonTokenType root = reader.TokenType;
        DataFormat? format = DataFormat.ChannelsLast;
        string? entry = null;
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1 && reader.ValueTextEquals(Key))
            {
                _ = reader.Read();
                int start = (int)reader.TokenStartIndex;
                format = FormatOf(reader);
                reader.Skip();
                entry = Encoding.UTF8.GetString(json[start..(int)reader.BytesConsumed]);
            }
        }

        return root != JsonTokenType.StartObject
            ? throw new InvalidDataException($"Keras's configuration file {path} holds JSON of kind {(root == JsonTokenType.StartArray ? nameof(Array) : root)}; it must hold an object.")
            : format ?? throw new InvalidDataException($"Keras's configuration file {path} has {Key} {entry}; it must be \"channels_last\" or \"channels_first\".");
    }

    private static DataFormat? FormatOf(in Utf8JsonReader value)
    {
        foreach (DataFormat format in Enum.GetValues<DataFormat>())
        {
            if (value.TokenType == JsonTokenType.String && value.ValueTextEquals(KerasName.Of(format)))
            {
                return format;
            }
        }

        return null;
    }

    private static ReadOnlySpan<byte> WithoutByteOrderMark(ReadOnlySpan<byte> text)
        => text.StartsWith(Encoding.UTF8.Preamble) ? text[Encoding.UTF8.Preamble.Length..] : text;
}
