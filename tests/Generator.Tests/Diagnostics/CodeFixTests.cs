using Conv3DGen.CodeFixes;
using Conv3DGen.Generator.Tests.Helpers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;

namespace Conv3DGen.Generator.Tests.Diagnostics;

/// <summary>What an editor offers at an error, and the code after it: it generates a kernel and compiles.</summary>
public class CodeFixTests
{
    private const string Right = "[Conv3DSpec(3)] public static partial Conv3DKernel X { get; }";

    [Theory]
    [InlineData("Set DilationRate back to 1", "[assembly: Conv3DSpec(3, Strides = [2], DilationRate = [2], Filters = 8)]", "[assembly: Conv3DSpec(3, Strides = [2], Filters = 8)]")]
    [InlineData("Set Strides back to 1", "[assembly: Conv3DSpec(3, Strides = [2], DilationRate = [2])]", "[assembly: Conv3DSpec(3, DilationRate = [2])]")]
    [InlineData("Leave the algorithm to the generator", "[assembly: Conv3DSpec(1, Algorithm = Algorithm.Winograd)]", "[assembly: Conv3DSpec(1)]")]
    [InlineData("Give the property the type Conv3DKernel", "partial class K { [Conv3DSpec(3)] public static partial object X { get; } }", $"partial class K {{ {Right} }}")]
    [InlineData("Give the property the type Conv3DKernel", "partial class K { [Conv3DSpec(3)] public static partial Conv3DKernel? X { get; } }", $"partial class K {{ {Right} }}")]
    [InlineData("Make the types around the property partial", $"class K {{ {Right} }}", $"partial class K {{ {Right} }}")]
    [InlineData("Make the types around the property partial", $"// All.\nstruct O {{ public sealed class K {{ {Right} }} }}", $"// All.\npartial struct O {{ public sealed partial class K {{ {Right} }} }}")]
    public async Task Each_fix_leaves_code_that_generates_and_compiles(string title, string wrong, string expected)
        => Assert.Equal(expected, await Fixed(title, wrong));

    [Theory]
    [InlineData("public static Conv3DKernel X => null!;", "public static partial Conv3DKernel X { get; }")]
    [InlineData("public static Conv3DKernel X { get; } = null!;", "public static partial Conv3DKernel X { get; }")]
    [InlineData("public partial Conv3DKernel X { get; }", "public static partial Conv3DKernel X { get; }")]
    [InlineData("static partial Conv3DKernel X { get; set; }", "static partial Conv3DKernel X { get; }")]
    [InlineData("internal Conv3DKernel X { get { return null!; } }", "internal static partial Conv3DKernel X { get; }")]
    public async Task A_property_takes_the_shape_that_the_generator_needs(string wrong, string expected)
        => Assert.Equal($"partial class K {{ [Conv3DSpec(3)] {expected} }}", await Fixed("Make the property static partial with a getter alone", $"partial class K {{ [Conv3DSpec(3)] {wrong} }}"));

    /// <summary>Errors whose cure the author alone can know.</summary>
    [Theory]
    [InlineData("[assembly: Conv3DSpec(3, InputChannels = 3, Groups = 2)]")]
    [InlineData("partial class K { [Conv3DSpec(3)] Conv3DKernel this[int i] => null!; }")]
    [InlineData("partial class K { [Conv3DSpec(3)] [Conv3DSpec(1)] static partial Conv3DKernel X { get; } }")]
    [InlineData("file class K { [Conv3DSpec(3)] public static partial Conv3DKernel X { get; } }")]
    public async Task Other_errors_have_no_fix(string wrong)
    {
        (_, IReadOnlyList<CodeAction> offered) = await Offered(wrong);

        Assert.Empty(offered);
    }

    /// <summary>The source after a fix, which must leave nothing to report.</summary>
    private static async Task<string> Fixed(string title, string wrong)
    {
        (Document document, IReadOnlyList<CodeAction> offered) = await Offered(wrong);
        CodeAction action = Assert.Single(offered, a => a.Title == title);
        ApplyChangesOperation change = Assert.IsType<ApplyChangesOperation>(Assert.Single(await action.GetOperationsAsync(CancellationToken.None)));
        string right = (await change.ChangedSolution.GetDocument(document.Id)!.GetTextAsync()).ToString();
        GeneratorRun run = GeneratorRun.Of(right);
        Assert.Empty(run.Diagnostics);
        Assert.Single(run.Requests);
        run.AssertPropertiesCompile();
        return right;
    }

    /// <summary>What is offered at the errors of a file.</summary>
    private static async Task<(Document Document, IReadOnlyList<CodeAction> Offered)> Offered(string source)
    {
        CSharpCompilation project = TestProject.Library(source);
        using var workspace = new AdhocWorkspace();
        Project opened = workspace.AddProject("User", LanguageNames.CSharp)
            .WithParseOptions(TestProject.ParseOptions)
            .WithCompilationOptions(project.Options)
            .WithMetadataReferences(project.References)
            .AddDocument("GlobalUsings.cs", await project.SyntaxTrees[0].GetTextAsync(), filePath: "GlobalUsings.cs").Project;
        Document document = opened.AddDocument("File1.cs", source, filePath: "File1.cs");
        SyntaxTree tree = (await document.GetSyntaxTreeAsync())!;
        var provider = new SpecCodeFix();
        var offered = new List<CodeAction>();
        foreach (Diagnostic error in GeneratorRun.Of(project).Diagnostics.Where(d => provider.FixableDiagnosticIds.Contains(d.Id)))
        {
            // As an editor sees it: at a place in the open file.
            Diagnostic placed = Diagnostic.Create(error.Descriptor, Location.Create(tree, error.Location.SourceSpan));
            await provider.RegisterCodeFixesAsync(new CodeFixContext(document, placed, (action, _) => offered.Add(action), CancellationToken.None));
        }

        return (document, [.. offered.DistinctBy(action => action.EquivalenceKey)]); // editors show equivalent actions once
    }
}
