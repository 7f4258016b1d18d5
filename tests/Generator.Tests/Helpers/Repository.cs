using System.Runtime.CompilerServices;

namespace Conv3DGen.Generator.Tests.Helpers;

/// <summary>The folders of the checkout that tests read, found through the path of this file.</summary>
internal static class Repository
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Folder(), "..", "..", ".."));

    public static string Snapshots { get; } = Path.Combine(Root, "snapshots");

    public static string Generator { get; } = Path.Combine(Root, "src", "Generator");

    /// <summary>The source files below a folder, without build output.</summary>
    public static IEnumerable<string> SourceFiles(string folder) => Files(folder, "*.cs");

    /// <summary>The files below a folder that belong to the project, not to a build or a tool.</summary>
    public static IEnumerable<string> Files(string folder, string pattern)
        => Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories)
            .Where(f => !Relative(f).Split('/').Any(part => part is "bin" or "obj" or "artifacts" or "node_modules" or ['.', ..]))
            .Order(StringComparer.Ordinal);

    /// <summary>A path from the root of the checkout, with slashes.</summary>
    public static string Relative(string file) => Path.GetRelativePath(Root, file).Replace('\\', '/');

    private static string Folder([CallerFilePath] string thisFile = "") => Path.GetDirectoryName(thisFile)!;
}
