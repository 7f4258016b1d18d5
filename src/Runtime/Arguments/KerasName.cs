namespace Conv3DGen.Arguments;

/// <summary>How Keras spells names.</summary>
internal static class KerasName
{
    /// <summary>"GlorotUniform" to "glorot_uniform"; only a lower-case letter ends a word: "L1L2" to "l1l2" (Keras's to_snake_case).</summary>
    public static string SnakeCase(string name)
        => string.Concat(name.Select((c, i) => i > 0 && char.IsUpper(c) && char.IsLower(name[i - 1]) ? $"_{char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));

    /// <summary>The Keras string of an enum's value: <see cref="DataFormat.ChannelsLast"/> is "channels_last".</summary>
    public static string Of<T>(T value)
        where T : struct, Enum
        => SnakeCase(value.ToString());

    /// <summary>Finds the value of a Keras string, in any case.</summary>
    /// <exception cref="ArgumentException">There is none; the message names <paramref name="argument"/>.</exception>
    public static T Parse<T>(string name, string argument)
        where T : struct, Enum
    {
        foreach (T value in Enum.GetValues<T>())
        {
            if (name.Equals(Of(value), StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        string known = string.Join(", ", Enum.GetValues<T>().Select(v => $"\"{Of(v)}\""));
        throw new ArgumentException($"{argument} is \"{name}\"; it must be one of {known}.", argument);
    }
}
