using System.Text.Json;
using Conv3DGen.Arguments;

namespace Conv3DGen.Graph;

/// <summary>The configuration file that all Keras programs of a user share.</summary>
internal static class KerasFile
{
    private const string Key = "image_data_format";

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

        using JsonDocument document = Parse(path);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
        {
            throw new InvalidDataException($"Keras's configuration file {path} holds JSON of kind {document.RootElement.ValueKind}; it must hold an object.");
        }

        if (!document.RootElement.TryGetProperty(Key, out JsonElement value))
        {
            return DataFormat.ChannelsLast;
        }

        foreach (DataFormat format in Enum.GetValues<DataFormat>())
        {
            if (value.ValueKind == JsonValueKind.String && value.GetString() == KerasName.Of(format))
            {
                return format;
            }
        }

        throw new InvalidDataException($"Keras's configuration file {path} has {Key} {value.GetRawText()}; it must be \"channels_last\" or \"channels_first\".");
    }

    private static JsonDocument Parse(string path)
    {
        using FileStream stream = File.OpenRead(path);
        try
        {
            return JsonDocument.Parse(stream);
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"Keras's configuration file {path} is not JSON: {exception.Message}", exception);
        }
    }
}
