using Conv3DGen.Generator.Tests.Helpers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Conv3DGen.Generator.Tests.Diagnostics;

/// <summary>Which specs no code uses. What another project might use is never blamed.</summary>
public class UnusedSpecTests
{
    private const string Property = "[Conv3DSpec(1)] public static partial Conv3DKernel Stem { get; }";

    [Theory]
    [InlineData("static partial class K { $ }", true)]
    [InlineData("public static partial class K { $ }", false)]
    [InlineData("public static partial class K { static partial class Inner { $ } }", true)]
    [InlineData("public partial class K { protected static partial class Inner { $ } }", false)]
    [InlineData("public partial class K { protected internal static partial class Inner { $ } }", false)]
    [InlineData("public partial class K { private protected static partial class Inner { $ } }", true)]
    [InlineData("[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"Tests\")] static partial class K { $ }", false)]
    [InlineData("[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"Tests\")] static partial class O { private static partial class K { $ } }", true)]
    public async Task A_property_that_only_this_project_sees_and_nobody_reads_is_reported(string source, bool reported)
        => Assert.Equal(reported, (await Unused(TestProject.Library(source.Replace("$", Property, StringComparison.Ordinal)))).Length == 1);

    [Theory]
    [InlineData("class User { Conv3DKernel Get() => K.Stem; }")]
    [InlineData("class User { string Name => nameof(K.Stem); }")]
    [InlineData("class User { object? Get() => typeof(K).GetProperty(\"Stem\"); }")]
    [InlineData("class User { object? Get() => typeof(K).GetProperty(\"\"\"Stem\"\"\"); }")]
    [InlineData("class User { string Name => $\"Stem\"; }")]
    [InlineData("class User { int Length => \"Stem\"u8.Length; }")]
    [InlineData("class User { Conv3D Layer => new(8, 1, kernel: K.Stem); }")]
    [InlineData("class Stem; class User { Stem? Field = null; }")]
    public async Task A_property_whose_name_stands_anywhere_is_not(string use)
        => Assert.Empty(await Unused(TestProject.Library($"static partial class K {{ {Property} }}", use)));

    [Theory]
    [InlineData("Console.WriteLine();", true)]
    [InlineData("Console.WriteLine(Padding.Same);", true)]
    [InlineData("Console.WriteLine(new Conv3D(8, 1).KernelName);", false)]
    [InlineData("Console.WriteLine(typeof(Conv3DConfig));", false)]
    public async Task A_spec_of_a_program_that_uses_no_layer_is_reported(string statement, bool reported)
    {
        (string Id, string Message)[] found = await Unused(TestProject.Program("[assembly: Conv3DSpec(1)]", statement));

        Assert.Equal(reported ? ["A kernel is generated for 'Conv1x1x1Valid', but no code of the project uses a layer"] : [], found.Select(d => d.Message));
    }

    [Fact]
    public async Task A_spec_of_a_library_may_serve_others() => Assert.Empty(await Unused(TestProject.Library("[assembly: Conv3DSpec(1)]")));

    [Fact]
    public async Task A_spec_of_a_program_may_serve_the_layers_of_its_libraries()
    {
        CSharpCompilation library = TestProject.Library("public static class Model { public static Conv3D Layer => new(8, 1); }").WithAssemblyName("Model");
        CSharpCompilation program = TestProject.Program("[assembly: Conv3DSpec(1)]", "Console.WriteLine();");

        Assert.Single(await Unused(program));
        Assert.Empty(await Unused(program.AddReferences(library.ToMetadataReference())));
    }

    [Fact]
    public async Task Each_is_reported_at_its_spec()
    {
        IReadOnlyList<Diagnostic> found = await AnalyzerRun.Of($"static partial class K {{ {Property} }}", $"namespace N {{ static partial class L {{ {Property.Replace("Stem", "Head", StringComparison.Ordinal)} }} }}");

        Assert.Equal(
            ["File1.cs: A kernel is generated for 'K.Stem', but no code of the project reads the property", "File2.cs: A kernel is generated for 'N.L.Head', but no code of the project reads the property"],
            found.Where(d => d.Id == "C3D014").Select(d => $"{d.Location.SourceTree!.FilePath}: {d.GetMessage()}"));
    }

    private static async Task<(string Id, string Message)[]> Unused(CSharpCompilation project)
        => [.. (await AnalyzerRun.Of(project)).Where(d => d.Severity == DiagnosticSeverity.Warning).Select(d => (d.Id, d.GetMessage()))];
}
