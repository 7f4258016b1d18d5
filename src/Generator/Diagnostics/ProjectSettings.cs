using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Conv3DGen.Generator.Diagnostics;

/// <summary>What generated code asks of a project's settings.</summary>
internal static class ProjectSettings
{
    /// <summary>What a project file must set for generated code to compile; null where nothing is missing.</summary>
    public static string? Missing(Compilation compilation)
    {
        var missing = new List<string>();
        if (compilation.Options is not CSharpCompilationOptions { AllowUnsafe: true })
        {
            missing.Add("<AllowUnsafeBlocks>true</AllowUnsafeBlocks>");
        }

        if (compilation is not CSharpCompilation { LanguageVersion: >= LanguageVersion.CSharp12 })
        {
            missing.Add("<LangVersion>12</LangVersion> or a later one");
        }

        return missing.Count == 0 ? null : string.Join(" and ", missing);
    }
}
