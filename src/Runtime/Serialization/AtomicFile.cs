namespace Conv3DGen.Serialization;

/// <summary>Writes a file as a whole or not at all.</summary>
internal static class AtomicFile
{
    /// <summary>Writes beside the file and then takes its place, so that a failure leaves what was there before.</summary>
    /// <param name="path">The file, new or to be replaced.</param>
    /// <param name="write">Writes the contents.</param>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string target = Path.GetFullPath(path);
        string draft = Path.Combine(Path.GetDirectoryName(target) ?? "", Path.GetRandomFileName());
        try
        {
            using (FileStream stream = new(draft, FileMode.CreateNew, FileAccess.Write))
            {
                write(stream);
            }

            File.Move(draft, target, overwrite: true);
        }
        catch
        {
            File.Delete(draft);
            throw;
        }
    }
}
