using System.Text.Json;
using Conv3DGen.Arguments;

namespace Conv3DGen.Serialization;

/// <summary>Turns whatever is said against a piece of JSON into a <see cref="FormatException"/> that says where the piece stands.</summary>
internal static class FormatError
{
    /// <summary>How System.Text.Json begins to say this; it goes on with a type of ours, which tells nobody anything.</summary>
    private const string WrongKind = "The JSON value could not be converted to ";

    /// <summary>Runs a reader; its complaints come out as "place: complaint".</summary>
    /// <exception cref="FormatException">The JSON is not what was expected.</exception>
    public static T In<T>(string place, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is FormatException or JsonException or ArgumentException)
        {
            throw new FormatException($"{place}: {Text(error)}", error);
        }
    }

    /// <summary>Runs a check; its complaints come out as "place: complaint".</summary>
    /// <exception cref="FormatException">The JSON is not what was expected.</exception>
    public static void In(string place, Action check)
        => In(place, () =>
        {
            check();
            return place;
        });

    private static string Text(Exception error) => error switch
    {
        ArgumentException { ParamName: { } parameter } => Text(error.Message, parameter),
        JsonException { Path: { } path } when error.Message.StartsWith(WrongKind, StringComparison.Ordinal) => $"{path.TrimStart('$', '.')}: the value is of the wrong kind.",
        JsonException { Path: { } path } when !error.Message.Contains("Path: ", StringComparison.Ordinal) => $"{path.TrimStart('$', '.')}: {error.Message}", // a converter of ours
        _ => error.Message,
    };

    /// <summary>What an argument check says, with the argument spelled as in JSON and without .NET's " (Parameter 'x')".</summary>
    private static string Text(string message, string parameter)
    {
        message = message.Replace($" (Parameter '{parameter}')", "", StringComparison.Ordinal);
        return message.StartsWith(parameter, StringComparison.Ordinal) ? KerasName.SnakeCase(parameter) + message[parameter.Length..] : message;
    }
}
