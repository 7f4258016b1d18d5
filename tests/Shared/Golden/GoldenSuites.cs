namespace Conv3DGen.Testing.Golden;

/// <summary>
/// Every golden case there is: those bundled with the tests, and those in the folders that the environment variable
/// CONV3D_GOLDEN names (several are separated as in PATH).
/// </summary>
public static class GoldenSuites
{
    private const string Variable = "CONV3D_GOLDEN";

    private static readonly Lazy<(Dictionary<string, GoldenForward> Forward, Dictionary<string, GoldenNetwork> Networks)> s_all = new(Load);

    /// <summary>The folder bundled with the tests.</summary>
    public static string BundledFolder { get; } = Path.Combine(AppContext.BaseDirectory, "Golden");

    /// <summary>The forward cases by name, "suite/case".</summary>
    public static IReadOnlyDictionary<string, GoldenForward> Forward => s_all.Value.Forward;

    /// <summary>The networks by name, "suite/network".</summary>
    public static IReadOnlyDictionary<string, GoldenNetwork> Networks => s_all.Value.Networks;

    /// <summary>The layers of all cases and networks.</summary>
    public static IEnumerable<GoldenLayer> Layers => Forward.Values.Select(c => c.Layer).Concat(Networks.Values.SelectMany(n => n.Layers));

    /// <summary>Reads one folder of kind "forward".</summary>
    public static IReadOnlyList<GoldenForward> Forwards(string folder) => GoldenLoader.Forward(folder, new(folder));

    private static (Dictionary<string, GoldenForward> Forward, Dictionary<string, GoldenNetwork> Networks) Load()
    {
        var forward = new Dictionary<string, GoldenForward>();
        var networks = new Dictionary<string, GoldenNetwork>();
        foreach ((string name, string path) in Folders())
        {
            var folder = new GoldenFolder(path);
            switch (folder.Header.Kind)
            {
                case "forward":
                    GoldenLoader.Forward(name, folder).ForEach(c => forward.Add(c.Name, c));
                    break;
                case "network":
                    GoldenLoader.Networks(name, folder).ForEach(n => networks.Add(n.Name, n));
                    break;
                case "gradient":
                    break; // The library has no backward pass yet.
                default:
                    folder.Require(false, $"kind is \"{folder.Header.Kind}\"");
                    break;
            }
        }

        return (forward, networks);
    }

    /// <summary>Suite folders, with bundled ones named by their relative path and others by their full path.</summary>
    private static IEnumerable<(string Name, string Path)> Folders()
    {
        foreach (string path in GoldenFolder.Find(BundledFolder))
        {
            yield return (Path.GetRelativePath(BundledFolder, path), path);
        }

        string[] roots = (Environment.GetEnvironmentVariable(Variable) ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (string path in roots.Select(Path.GetFullPath).SelectMany(GoldenFolder.Find).Distinct())
        {
            yield return (path, path);
        }
    }
}
