using Conv3DGen.Generator.Tests.Helpers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Conv3DGen.Generator.Tests.Emission;

/// <summary>Generated code beside what is none of its business: names of the user's, their documentation, kernels of another assembly.</summary>
public class NeighbourTests
{
    private const string Spec = "[assembly: Conv3DSpec(3)]";

    [Fact]
    public void Names_of_the_user_are_not_taken_for_those_of_the_framework_and_the_library()
        => GeneratorRun.Clean(
            Spec,
            """
            global using Vector256 = System.String;
            global using Others;
            global using static Flags;
            """,
            """
            class Fma; class Sse; class Avx; class Avx2; class Avx512F; class AdvSimd; class Vector512; class MethodImplAttribute; class MethodImplOptions;
            class TileArgs; class TileSet; class DirectCode; class ConvSpec; class Conv3DKernel; class KernelRegistry; class WinogradPass; class ModuleInitializerAttribute;
            enum Flags { NoInlining, AggressiveOptimization }
            """,
            "namespace Others { class Vector128; class WinogradCode; class Fma; enum Padding; }",
            "namespace Conv3DGen { class Avx; class PixelCode; }",
            "namespace Conv3DGen.Avx512F { }",
            "namespace Conv3DGen.System { class Runtime; }");

    [Fact]
    public void An_assembly_that_shows_its_internals_may_have_the_same_kernels()
    {
        CSharpCompilation library = GeneratorRun.Clean($"[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"UserCode\")] {Spec}").Output.WithAssemblyName("Library");

        GeneratorRun.Clean(TestProject.Library(Spec).AddReferences(library.ToMetadataReference()));
    }

    [Theory]
    [InlineData("/// <summary>Mine.</summary>\n", true)]
    [InlineData("/** <summary>Mine.</summary> */", true)]
    [InlineData("", false)]
    [InlineData("// Mine.\n", false)]
    [InlineData("//// Mine.\n", false)]
    [InlineData("/* Mine. */", false)]
    [InlineData("/**/", false)]
    [InlineData("/*** Mine. ***/", false)]
    public void Documentation_of_a_property_is_left_to_a_user_who_writes_it(string before, bool documented)
    {
        string source = $"static partial class K {{\n{before} [Conv3DSpec(1)] public static partial Conv3DKernel X {{ get; }} }}";

        foreach (DocumentationMode mode in Enum.GetValues<DocumentationMode>())
        {
            var tree = CSharpSyntaxTree.ParseText(source, TestProject.ParseOptions.WithDocumentationMode(mode), "Kernels.cs");
            GeneratorRun run = GeneratorRun.Of(TestProject.Library().AddSyntaxTrees(tree));

            Assert.NotEqual(documented, run.Files["K.X.g.cs"].Contains("/// <summary>The kernel for 1x1x1 valid.</summary>", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Nothing_else_is_added_to_the_documentation_of_an_assembly()
        => Assert.All(GeneratorRun.Of(Spec).Files.Values, text => Assert.DoesNotContain("///", text, StringComparison.Ordinal));
}
