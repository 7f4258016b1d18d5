using System.Text;
using Conv3DGen.Generator.Diagnostics;
using Conv3DGen.Generator.Tests.Helpers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Conv3DGen.Generator.Tests.Diagnostics;

/// <summary>The examples of docs/diagnostics.md: the first of a section causes exactly its diagnostic, the second does not, and no error.</summary>
[UsesVerify]
public class DiagnosticsPageTests
{
    public static TheoryData<string> Ids => [.. DescriptorTests.All.Select(d => d.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_first_example_causes_it(string id)
    {
        DiagnosticsPage section = DiagnosticsPage.Sections.Single(s => s.Id == id);
        CSharpCompilation project = TestProject.Library(section.Examples[0]).WithUnsafe(id != Descriptors.MissingSettings.Id);
        string? isas = id == Descriptors.UnknownIsa.Id ? "Sse,Avx2" : null;

        IEnumerable<Diagnostic> errors = GeneratorRun.Of(project, isas).Diagnostics;
        IEnumerable<Diagnostic> advice = (await AnalyzerRun.Of(project, isas)).Where(d => d.Severity > DiagnosticSeverity.Info || d.Id == id);

        Diagnostic diagnostic = Assert.Single(errors.Any() ? errors : advice);
        Assert.Equal(id, diagnostic.Id);
        await Snapshots.Verify(Report(section.Examples[0], diagnostic), "diagnostics", id, "txt");
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_second_example_is_right(string id)
    {
        DiagnosticsPage section = DiagnosticsPage.Sections.Single(s => s.Id == id);
        string right = section.Examples.ElementAtOrDefault(1) ?? section.Examples[0];

        GeneratorRun run = GeneratorRun.Of(right);

        Assert.Empty(run.Diagnostics);
        Assert.Single(run.Requests);
        run.AssertPropertiesCompile();
        Assert.True(id == Descriptors.Plan.Id || (await AnalyzerRun.Of(right)).All(d => d.Id != id), "There is no way around the plan; all else ends with the second example.");
    }

    /// <summary>The source with the reported piece underlined, and what a user reads.</summary>
    private static string Report(string source, Diagnostic diagnostic)
    {
        LinePositionSpan span = diagnostic.Location.GetLineSpan().Span;
        var text = new StringBuilder();
        foreach ((int number, string line) in source.TrimEnd('\n').Split('\n').Index())
        {
            text.Append(line).Append('\n');
            if (number == span.Start.Line)
            {
                text.Append(' ', span.Start.Character).Append('~', span.End.Character - span.Start.Character).Append('\n');
            }
        }

        return text
            .Append($"\n{diagnostic.Severity} {diagnostic.Id} at {span}: {diagnostic.Descriptor.Title}\n")
            .Append($"{diagnostic.GetMessage()}\n")
            .Append($"{diagnostic.Descriptor.HelpLinkUri}\n")
            .ToString();
    }
}
