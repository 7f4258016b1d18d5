using Conv3DGen.Generator.Tests.Helpers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Conv3DGen.Generator.Tests.Docs;

/// <summary>
/// What the documentation shows as C# is a whole file that a user can paste: a program, or a part of a library. Those of
/// docs/diagnostics.md, half of them wrong on purpose, have tests of their own.
/// </summary>
public class ExampleTests
{
    private static readonly IReadOnlyDictionary<string, CodeExample> s_examples = MarkdownPage.All
        .Where(page => page.Name != "docs/diagnostics.md")
        .SelectMany(page => page.Examples)
        .Where(example => example is { Language: "csharp", Quoted: null })
        .ToDictionary(example => example.Place);

    public static TheoryData<string> Places => [.. s_examples.Keys];

    [Theory]
    [MemberData(nameof(Places))]
    public void Compiles_and_its_specs_are_right(string place)
    {
        string text = s_examples[place].Text;
        bool program = TestProject.Parse(text, "Example.cs").GetCompilationUnitRoot().Members.OfType<GlobalStatementSyntax>().Any();
        GeneratorRun run = GeneratorRun.Of(program ? TestProject.Program(text) : TestProject.Library(text));

        Assert.Empty(run.Diagnostics.Where(d => d.Severity >= DiagnosticSeverity.Warning));
        run.AssertPropertiesCompile();
    }
}
