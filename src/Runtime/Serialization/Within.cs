namespace Conv3DGen.Serialization;

/// <summary>Puts the place in front of what is said about bad data, so that code that reads does not have to know where it reads.</summary>
internal static class Within
{
    /// <summary>Runs a reader; its complaints come out as "place: complaint".</summary>
    /// <exception cref="InvalidDataException">The data is not what was expected.</exception>
    public static T Place<T>(string place, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidDataException error)
        {
            throw new InvalidDataException($"{place}: {error.Message}", error);
        }
    }
}
