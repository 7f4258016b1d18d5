namespace Quickstart.Report;

/// <summary>The file that the report goes to.</summary>
internal static class ReportFile
{
    /// <summary>Refuses, before any work is done, a path that cannot take the report or must not.</summary>
    /// <exception cref="UserErrorException">It is a directory, its directory does not exist, or it is the input.</exception>
    public static void Check(string path, string input)
    {
        string full = Guard(path, () => Path.GetFullPath(path));
        if (full == Path.GetFullPath(input))
        {
            throw new UserErrorException($"{path}: --output names the input file; expected another file, or the volume would be lost");
        }

        if (Directory.Exists(full) || Path.EndsInDirectorySeparator(full))
        {
            throw new UserErrorException($"{path}: --output is a directory; expected a file");
        }

        if (!Directory.Exists(Path.GetDirectoryName(full)))
        {
            throw new UserErrorException($"{path}: no such directory for --output; expected one that exists");
        }
    }

    /// <summary>Writes the page.</summary>
    /// <exception cref="UserErrorException">The file cannot be written.</exception>
    public static void Write(string path, string page) => Guard(path, () =>
    {
        File.WriteAllText(path, page);
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
            throw new UserErrorException($"{path}: --output cannot be written ({e.Message})");
        }
    }
}
