using System.Security.Cryptography;
using System.Text;
using Conv3DGen.Testing;

namespace Conv3DGen.Neon.Tests.Building;

/// <summary>The arm64 program: the runner, the library and emitted kernels, compiled and linked. Built once per content.</summary>
/// <param name="Executable">Runs under the emulator.</param>
/// <param name="ObjectFile">What the compiler made of the managed code, with a symbol for every method.</param>
internal sealed record NeonProgram(string Executable, string ObjectFile)
{
    private const string Project = "Conv3DGen.Neon.Runner";

    /// <summary>Builds the program, or finds it built.</summary>
    /// <param name="files">The kernels' sources by name.</param>
    public static NeonProgram Build(IReadOnlyDictionary<string, string> files)
    {
        if (Toolchain.Missing is { } missing)
        {
            throw new InvalidOperationException(missing);
        }

        string folder = Path.Combine(Places.BuildFolder, Key(files));
        var program = new NeonProgram(Path.Combine(folder, Project), Path.Combine(folder, Project + ".o"));
        if (!File.Exists(program.Executable))
        {
            if (Directory.Exists(Places.BuildFolder))
            {
                Directory.Delete(Places.BuildFolder, recursive: true); // of other content, and large
            }

            string sources = Path.Combine(folder, "sources");
            Directory.CreateDirectory(sources);
            foreach ((string name, string text) in files)
            {
                File.WriteAllText(Path.Combine(sources, name), text);
            }

            Publish(folder, sources, program);
        }

        return program;
    }

    private static void Publish(string folder, string sources, NeonProgram program)
    {
        string artifacts = Path.Combine(folder, "artifacts");
        ToolRun.Of(
            Places.RunnerFolder,
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            "publish",
            Project + ".csproj",
            "--configuration", "Release",
            "--runtime", "linux-arm64",
            "--artifacts-path", artifacts,
            "--verbosity", "quiet",
            "--nologo",
            "-nodeReuse:false",
            "-p:UseSharedCompilation=false",
            $"-p:NeonEmitted={sources}").Checked("Compiling for arm64");
        Move("*.o", program.ObjectFile);
        Move(Project, program.Executable); // last: its presence says that the build is complete
        Directory.Delete(artifacts, recursive: true);

        void Move(string pattern, string to) => File.Move(
            Directory.EnumerateFiles(artifacts, pattern, SearchOption.AllDirectories).First(file => Path.GetFileName(Path.GetDirectoryName(file)) == "native"),
            to);
    }

    /// <summary>A hash of everything that the program is made from.</summary>
    private static string Key(IReadOnlyDictionary<string, string> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(Places.FrameworkVersion);
        foreach ((string name, string text) in files)
        {
            Add(name);
            Add(text);
        }

        string[] properties = ["Directory.Build.props", "Directory.Packages.props"];
        IEnumerable<string> sources = Sources(Places.RunnerFolder).Concat(Sources(Places.RuntimeFolder)).Concat(properties.Select(p => Path.Combine(Places.RepositoryRoot, p)));
        foreach (string file in sources)
        {
            Add(Path.GetRelativePath(Places.RepositoryRoot, file));
            Add(File.ReadAllText(file));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];

        void Add(string text) => hash.AppendData(Encoding.UTF8.GetBytes(text + "\0"));
    }

    private static IEnumerable<string> Sources(string folder)
        => Directory.EnumerateFiles(folder, "*.cs*", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(folder, file).Split('/').Any(part => part is "bin" or "obj"))
            .Order(StringComparer.Ordinal);
}
