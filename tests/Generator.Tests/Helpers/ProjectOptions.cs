using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Conv3DGen.Generator.Tests.Helpers;

/// <summary>What the compiler hands on of a project file.</summary>
/// <param name="isas">The property Conv3DGenIsas; null where the project has none.</param>
internal sealed class ProjectOptions(string? isas) : AnalyzerConfigOptionsProvider
{
    public override AnalyzerConfigOptions GlobalOptions { get; } = new Properties(isas);

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

    private sealed class Properties(string? isas) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value)
        {
            value = key == "build_property.Conv3DGenIsas" ? isas : null;
            return value is not null;
        }
    }
}
