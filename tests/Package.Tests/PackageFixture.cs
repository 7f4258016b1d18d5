using System.IO.Compression;
using Conv3DGen.Testing;

namespace Conv3DGen.Package.Tests;

/// <summary>
/// The package in a feed of its own, and a project beside it that a new user made by the steps of docs/package.md, all in one
/// temporary folder. NuGet's folder of the machine is read, for what does not come from here, but never written.
/// </summary>
public sealed class PackageFixture : IDisposable
{
    /// <summary>Above any version that another feed may have: the steps name none.</summary>
    private const string Version = "9999.0.0";

    private readonly TempFolder _folder = new();

    private readonly Lazy<(string Project, string Output)> _steps;

    public PackageFixture()
    {
        Dotnet(Places.RepositoryRoot,
            "pack", "src/Runtime", "--configuration", "Release", "--output", Feed, "--artifacts-path", _folder["artifacts"], $"-p:Version={Version}", "--nologo",
            "-p:RunAnalyzers=false"); // the solution's build runs them
        File.WriteAllText(_folder["nuget.config"], $"""
            <configuration>
              <packageSources><add key="local" value="{Feed}" /></packageSources>
              <fallbackPackageFolders><add key="machine" value="{Places.PackageFolder}" /></fallbackPackageFolders>
            </configuration>
            """);
        _steps = new(() => NewUser.Follow(Dotnet, _folder.Root));
    }

    /// <summary>The package.</summary>
    public string Nupkg => Path.Combine(Feed, $"Conv3DGen.{Version}.nupkg");

    /// <summary>Its symbols.</summary>
    public string Snupkg => Path.ChangeExtension(Nupkg, ".snupkg");

    /// <summary>What the new user's program printed at the end of the steps.</summary>
    internal string StepsOutput => _steps.Value.Output;

    /// <summary>The folder of the new user's project, built.</summary>
    internal string Project => _steps.Value.Project;

    private string Feed => _folder["feed"];

    /// <summary>A file of the package.</summary>
    internal byte[] Bytes(string name)
    {
        using ZipArchive zip = ZipFile.OpenRead(Nupkg);
        using Stream file = zip.GetEntry(name)!.Open();
        var copy = new MemoryStream();
        file.CopyTo(copy);
        return copy.ToArray();
    }

    /// <summary>Publishes the new user's program; its warnings are errors.</summary>
    /// <param name="name">Names the folder of the result.</param>
    /// <param name="arguments">Of <c>dotnet publish</c>.</param>
    /// <returns>The program.</returns>
    internal string Publish(string name, params string[] arguments)
    {
        string folder = _folder[name];
        Dotnet(Project, ["publish", "-c", "Release", .. arguments, "-p:TreatWarningsAsErrors=true", "--output", folder]);
        return Path.Combine(folder, Path.GetFileName(Project));
    }

    /// <summary>The new user's program again, in a project of its own for .NET 8, by the section of docs/package.md.</summary>
    /// <returns>The program, built.</returns>
    internal string BuildForNet8()
    {
        string folder = Directory.CreateDirectory(_folder["net8"]).FullName;
        string project = Path.Combine(folder, "Hello8.csproj");
        File.Copy(Directory.GetFiles(Project, "*.csproj").Single(), project);
        File.Copy(Path.Combine(Project, "Program.cs"), Path.Combine(folder, "Program.cs"));
        NewUser.SetProperties(project, "## .NET 8");
        Dotnet(folder, "build", "-c", "Release", "-p:TreatWarningsAsErrors=true");
        return Path.Combine(folder, "bin", "Release", "net8.0", "Hello8");
    }

    public void Dispose() => _folder.Dispose();

    private string Dotnet(string folder, params string[] arguments)
    {
        var environment = new Dictionary<string, string>
        {
            ["NUGET_PACKAGES"] = _folder["packages"],
            ["MSBUILDDISABLENODEREUSE"] = "1", // no process may outlive the folder
            ["UseSharedCompilation"] = "false",
        };
        return ToolRun.Of(folder, environment, Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", arguments)
            .Checked($"dotnet {string.Join(' ', arguments)}").Output;
    }
}
