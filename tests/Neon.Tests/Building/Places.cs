using System.Reflection;

namespace Conv3DGen.Neon.Tests.Building;

/// <summary>Folders and versions that the project file hands to the tests.</summary>
internal static class Places
{
    public static string RepositoryRoot { get; } = Metadata("RepositoryRoot");

    /// <summary>Where arm64 programs are built and kept.</summary>
    public static string BuildFolder { get; } = Metadata("BuildFolder");

    /// <summary>NuGet's folder of restored packages.</summary>
    public static string PackageFolder { get; } = Metadata("PackageFolder");

    /// <summary>The framework version that this SDK compiles for.</summary>
    public static string FrameworkVersion { get; } = Metadata("FrameworkVersion");

    public static string RunnerFolder { get; } = Path.Combine(RepositoryRoot, "tests", "Neon.Tests", "Runner");

    public static string RuntimeFolder { get; } = Path.Combine(RepositoryRoot, "src", "Runtime");

    private static string Metadata(string key)
        => typeof(Places).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;
}
