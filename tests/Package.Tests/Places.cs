using System.Reflection;

namespace Conv3DGen.Package.Tests;

/// <summary>Folders that the project file hands to the tests.</summary>
internal static class Places
{
    public static string RepositoryRoot { get; } = Metadata("RepositoryRoot");

    /// <summary>NuGet's folder of restored packages.</summary>
    public static string PackageFolder { get; } = Metadata("PackageFolder");

    private static string Metadata(string key)
        => typeof(Places).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;
}
