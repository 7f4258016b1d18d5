using System.Text.RegularExpressions;
using Conv3DGen.Generator.Model;
using Conv3DGen.Generator.Tests.Helpers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Conv3DGen.Generator.Tests.Diagnostics;

/// <summary>Specs that only the whole project makes right or wrong.</summary>
public class ProjectTests
{
    [Fact]
    public void The_same_spec_in_two_files_is_reported_in_the_second()
    {
        GeneratorRun run = GeneratorRun.Of("[assembly: Conv3DSpec(3)]", "[assembly: Conv3DSpec(3)]", "[assembly: Conv3DSpec(1)]");

        Diagnostic diagnostic = Assert.Single(run.Diagnostics);
        Assert.Equal(("C3D010", "File2.cs"), (diagnostic.Id, diagnostic.Location.GetLineSpan().Path));
        Assert.Equal(["Conv3x3x3Valid", "Conv1x1x1Valid"], run.Requests.Select(r => r.Name));
    }

    [Theory]
    [InlineData("static partial class Stem { $Avx2 } partial class Kernels { static partial class Inner { $Stem } }", null)]
    [InlineData("static partial class Winograd { $Avx512 } static partial class Taps { $Neon } static partial class Strided { $Avx2 }", null)]
    [InlineData("static partial class Kernels { $Stem } static partial class kernels { static partial class stem { $avx512 } }", "'Kernels.Stem' and 'kernels.stem.avx512'")]
    [InlineData("static partial class A { static partial class B { $Neon } } static partial class A { $b }", "'A.B.Neon' and 'A.b'")]
    [InlineData("[assembly: Conv3DSpec(1)] static partial class Conv1x1x1Valid { $Avx2 }", "'Conv1x1x1Valid' and 'Conv1x1x1Valid.Avx2'")]
    public void Properties_whose_files_would_have_the_names_of_others_are_reported(string source, string? names)
    {
        GeneratorRun run = GeneratorRun.Of(Regex.Replace(source, @"\$(\w+)", "[Conv3DSpec(1)] public static partial Conv3DKernel $1 { get; }"));

        Assert.Equal(names is null ? [] : [$"{names} give the same file names; rename one"], run.Diagnostics.Select(d => d.GetMessage()));
        Assert.Equal(names is null ? run.Requests.Count : 1, run.Requests.Count);
    }

    [Fact]
    public void The_same_spec_on_the_assembly_and_on_properties_is_several_kernels()
    {
        GeneratorRun run = GeneratorRun.Of("""
            [assembly: Conv3DSpec(3)]
            static partial class Kernels
            {
                [Conv3DSpec(3)]
                public static partial Conv3DKernel One { get; }

                [Conv3DSpec(3)]
                public static partial Conv3DKernel Two { get; }
            }
            """);

        Assert.Empty(run.Diagnostics);
        Assert.Equal(3, run.Requests.Select(r => r.Id).Distinct().Count());
        run.AssertPropertiesCompile();
    }

    [Fact]
    public void Without_unsafe_code_every_spec_is_reported_and_none_generated()
    {
        GeneratorRun run = GeneratorRun.Of(TestProject.Library(
            "[assembly: Conv3DSpec(3)]",
            "static partial class Kernels { [Conv3DSpec(1)] public static partial Conv3DKernel Stem { get; } }").WithUnsafe(false));

        Assert.Equal(["C3D011", "C3D011"], run.Diagnostics.Select(d => d.Id));
        Assert.Equal(["Conv3x3x3Valid", "Stem"], run.Diagnostics.Select(d => d.GetMessage().Split(' ')[3]));
        Assert.All(run.Diagnostics, d => Assert.EndsWith("set <AllowUnsafeBlocks>true</AllowUnsafeBlocks> in the project file", d.GetMessage(), StringComparison.Ordinal));
        Assert.Empty(run.Files);
    }

    [Theory]
    [InlineData(LanguageVersion.CSharp11, true, "set <LangVersion>12</LangVersion> or a later one in the project file")]
    [InlineData(LanguageVersion.CSharp9, false, "set <AllowUnsafeBlocks>true</AllowUnsafeBlocks> and <LangVersion>12</LangVersion> or a later one in the project file")]
    [InlineData(LanguageVersion.CSharp12, true, null)]
    public void Languages_before_CSharp_12_are_told_so(LanguageVersion language, bool allowUnsafe, string? message)
    {
        CSharpCompilation project = TestProject.Library("[assembly: Conv3DSpec(3, Strides = new[] { 2 })]").WithUnsafe(allowUnsafe).WithLanguage(language);

        GeneratorRun run = GeneratorRun.Of(project);

        Assert.Equal(message is null ? [] : ["C3D011"], run.Diagnostics.Select(d => d.Id));
        Assert.All(run.Diagnostics, d => Assert.EndsWith(message!, d.GetMessage(), StringComparison.Ordinal));
        Assert.Equal(message is null, run.Files.Any());
    }

    [Fact]
    public void A_broken_spec_leaves_the_others_alone()
    {
        GeneratorRun run = GeneratorRun.Of("[assembly: Conv3DSpec(0)]\n[assembly: Conv3DSpec(3)]");

        Assert.Equal("C3D001", Assert.Single(run.Diagnostics).Id);
        KernelRequest request = Assert.Single(run.Requests);
        Assert.Equal("Conv3x3x3Valid", request.Name);
        run.AssertPropertiesCompile();
    }

    [Fact]
    public void A_project_without_specs_gets_nothing()
    {
        GeneratorRun run = GeneratorRun.Of("class User { void Use() => new Conv3D(8, 3).Build(null, 8, 8, 8, 4); }");

        Assert.Empty(run.Diagnostics);
        Assert.Empty(run.Files);
    }
}
