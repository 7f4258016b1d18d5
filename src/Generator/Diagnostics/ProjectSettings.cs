using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Conv3DGen.Generator.Diagnostics;

/// <summary>What generated code asks of a project's settings.</summary>
internal static class ProjectSettings
{
    /// <summary>What a project file must set for generated code to compile; null where nothing is missing.</summary>
    public static string? Missing(Compilation compilation)
    {
        string[] missing =
        [
            .. compilation.Options is CSharpCompilationOptions { AllowUnsafe: true } ? (string[])[] : ["<AllowUnsafeBlocks>true</AllowUnsafeBlocks>"],
            .. compilation is CSharpCompilation { LanguageVersion: >= LanguageVersion.CSharp12 } ? (string[])[] : ["<LangVersion>12</LangVersion> or a later one"],
        ];
        return missing.Length == 0 ? null : string.Join(" and ", missing);
    }
}
