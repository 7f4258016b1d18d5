namespace Conv3DGen.Testing;

/// <summary>A folder of its own for one test.</summary>
public sealed class TempFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("conv3dgen-tests-");

    /// <summary>The folder itself.</summary>
    public string Root => _folder.FullName;

    /// <summary>The path of a file in it.</summary>
    public string this[string name] => Path.Combine(_folder.FullName, name);

    /// <summary>Adds a file and gives its path.</summary>
    public string Add(string name, byte[] contents)
    {
        File.WriteAllBytes(this[name], contents);
        return this[name];
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
