namespace Conv3DGen.Bench.Report;

/// <summary>A file that a report goes to.</summary>
internal static class ReportFile
{
    /// <summary>Refuses, before minutes of measuring, a path that cannot be written. Null is no report.</summary>
    /// <exception cref="UserErrorException">It is a directory, or its directory does not exist.</exception>
    public static void Check(string? path)
    {
        if (path is null)
        {
            return;
        }

        string full = Guard(path, () => Path.GetFullPath(path));
        if (Directory.Exists(full) || Path.EndsInDirectorySeparator(full))
        {
            throw new UserErrorException($"{path} is a directory; expected a file to write");
        }

        if (!Directory.Exists(Path.GetDirectoryName(full)))
        {
            throw new UserErrorException($"{path} is in a directory that does not exist");
        }
    }

    /// <summary>What the file holds, with line feeds; empty where it does not exist.</summary>
    /// <exception cref="UserErrorException">It cannot be read.</exception>
    public static string ReadIfPresent(string path) => Guard(path, () => File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : "");

    /// <summary>Writes the text.</summary>
    /// <exception cref="UserErrorException">The file cannot be written.</exception>
    public static void Write(string path, string text) => Guard(path, () =>
    {
        File.WriteAllText(path, text);
        return true;
    });

    private static T Guard<T>(string path, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new UserErrorException($"{path} cannot be used ({e.Message})");
        }
    }
}
