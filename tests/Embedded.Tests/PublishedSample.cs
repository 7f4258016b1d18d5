using Conv3DGen.Testing;

namespace Embedded.Tests;

/// <summary>The sample, published in a folder of its own: nothing that was built before takes part.</summary>
public sealed class PublishedSample : IDisposable
{
    private readonly TempFolder _folder = new();

    public PublishedSample()
    {
        var environment = new Dictionary<string, string>
        {
            ["MSBUILDDISABLENODEREUSE"] = "1", // no process may outlive the folder
            ["UseSharedCompilation"] = "false",
        };
        string[] arguments =
        [
            "publish", "-c", "Release", "--output", _folder["published"], "--artifacts-path", _folder["artifacts"],
            "-p:RunAnalyzers=false", // the solution's build runs them, and has the time
        ];
        ToolRun.Of(Sample.Folder, environment, Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", arguments).Checked("Publishing the sample");
    }

    /// <summary>The program that a user starts.</summary>
    public string Program => Path.Combine(_folder["published"], "Embedded");

    /// <summary>The one that it hands over to.</summary>
    public string WideProgram => Program + ".avx512";

    /// <summary>The program in a folder of its own, without the other.</summary>
    public string ProgramAlone()
    {
        string copy = Path.Combine(Directory.CreateDirectory(_folder["alone"]).FullName, "Embedded");
        File.Copy(Program, copy, overwrite: true);
        return copy;
    }

    public void Dispose() => _folder.Dispose();
}
