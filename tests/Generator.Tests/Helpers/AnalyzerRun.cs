using Conv3DGen.Generator.Analysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Conv3DGen.Generator.Tests.Helpers;

/// <summary>The analyzer run on a compilation, after the generator.</summary>
internal static class AnalyzerRun
{
    public static Task<IReadOnlyList<Diagnostic>> Of(params string[] sources) => Of(TestProject.Library(sources));

    /// <summary>What it reports on a compilation in a project whose Conv3DGenIsas reads so, in the order of the numbers, then of the source.</summary>
    public static async Task<IReadOnlyList<Diagnostic>> Of(CSharpCompilation compilation, string? isas = null)
    {
        CSharpCompilation complete = GeneratorRun.Of(compilation, isas).Output;
        CompilationWithAnalyzers analysis = complete
            .WithOptions(complete.Options.WithGeneralDiagnosticOption(ReportDiagnostic.Default))
            .WithAnalyzers([new SpecAnalyzer()], new AnalyzerOptions([], new ProjectOptions(isas)));
        return [.. (await analysis.GetAnalyzerDiagnosticsAsync()).OrderBy(d => d.Id, StringComparer.Ordinal).ThenBy(d => d.Location.SourceTree?.FilePath, StringComparer.Ordinal).ThenBy(d => d.Location.SourceSpan)];
    }
}
