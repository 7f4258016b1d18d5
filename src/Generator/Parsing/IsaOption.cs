using Microsoft.CodeAnalysis.Diagnostics;

namespace Conv3DGen.Generator.Parsing;

/// <summary>The MSBuild property that limits the instruction sets.</summary>
internal static class IsaOption
{
    private const string Key = "build_property.Conv3DGenIsas";

    /// <summary>What the project says; null where it says nothing.</summary>
    public static string? Read(AnalyzerConfigOptionsProvider options)
        => options.GlobalOptions.TryGetValue(Key, out string? value) ? value : null;
}
