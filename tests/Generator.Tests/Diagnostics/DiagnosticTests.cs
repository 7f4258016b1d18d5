using Conv3DGen.Generator.Tests.Helpers;

namespace Conv3DGen.Generator.Tests.Diagnostics;

/// <summary>Wrong uses -> what a user reads. Each message names the option, its value and what was expected.</summary>
public class DiagnosticTests
{
    private const string Reshape = "; declare it as 'static partial Conv3DKernel X { get; }'";

    [Theory]
    [InlineData("0", "C3D001 KernelSize is 0; it must be at least 1 on every axis")]
    [InlineData("3, 0, 3", "C3D001 KernelSize is 3,0,3; it must be at least 1 on every axis")]
    [InlineData("-1", "C3D001 KernelSize is -1; it must be at least 1 on every axis")]
    [InlineData("3, Strides = [0]", "C3D001 Strides is 0; it must be at least 1 on every axis")]
    [InlineData("3, DilationRate = [1, -2, 1]", "C3D001 DilationRate is 1,-2,1; it must be at least 1 on every axis")]
    [InlineData("3, InputChannels = 0", "C3D001 InputChannels is 0; it must be at least 1")]
    [InlineData("3, Filters = -8", "C3D001 Filters is -8; it must be at least 1")]
    [InlineData("3, Groups = 0", "C3D001 Groups is 0; it must be at least 1")]
    [InlineData("3, Strides = []", "C3D002 Strides has 0 values; it must have 1 or 3 (depth, height, width)")]
    [InlineData("3, Strides = null!", "C3D002 Strides has 0 values; it must have 1 or 3 (depth, height, width)")]
    [InlineData("3, DilationRate = [1, 2]", "C3D002 DilationRate has 2 values; it must have 1 or 3 (depth, height, width)")]
    [InlineData("3, DilationRate = new[] { 1, 1, 1, 1 }", "C3D002 DilationRate has 4 values; it must have 1 or 3 (depth, height, width)")]
    [InlineData("3, Strides = [2], DilationRate = [2]", "C3D003 DilationRate is 2; it must be 1 where Strides is 2")]
    [InlineData("3, Strides = [1, 1, 2], DilationRate = [2, 1, 1]", "C3D003 DilationRate is 2,1,1; it must be 1 where Strides is 1,1,2")]
    [InlineData("3, InputChannels = 3, Groups = 2", "C3D004 InputChannels is 3; it must be a multiple of Groups = 2")]
    [InlineData("3, Filters = 4, Groups = 8", "C3D004 Filters is 4; it must be a multiple of Groups = 8")]
    [InlineData("2000, 2000, 2000", "C3D005 KernelSize is 2000; it must be small enough for its taps and its dilated extent to stay below 2^31 (DilationRate = 1)")]
    [InlineData("1, 1, 3, DilationRate = [1, 1, 2000000000]", "C3D005 KernelSize is 1,1,3; it must be small enough for its taps and its dilated extent to stay below 2^31 (DilationRate = 1,1,2000000000)")]
    [InlineData("3, Padding = (Padding)7", "C3D006 Padding is 7; it must be one of the enum's named values")]
    [InlineData("3, DataFormat = (DataFormat)(-1)", "C3D006 DataFormat is -1; it must be one of the enum's named values")]
    [InlineData("3, Algorithm = (Algorithm)3", "C3D006 Algorithm is 3; it must be one of the enum's named values")]
    [InlineData("1, Algorithm = Algorithm.Winograd", "C3D012 Algorithm is Winograd; it must be Direct or Auto where KernelSize is other than 1, 3 or 5 on an axis, or 1 on all")]
    [InlineData("3, 7, 3, Algorithm = Algorithm.Winograd", "C3D012 Algorithm is Winograd; it must be Direct or Auto where KernelSize is other than 1, 3 or 5 on an axis, or 1 on all")]
    [InlineData("1, 5, 3, Algorithm = Algorithm.Winograd", "C3D012 Algorithm is Winograd; it must be Direct or Auto where KernelSize is 1, 3 and 5 in any order: two axes must have equal taps")]
    [InlineData("3, Strides = [1, 1, 2], Algorithm = Algorithm.Winograd", "C3D012 Algorithm is Winograd; it must be Direct or Auto where a stride is above 1")]
    [InlineData("3, InputChannels = 8, Groups = 2, Algorithm = Algorithm.Winograd", "C3D012 Algorithm is Winograd; it must be Direct or Auto where Groups is above 1")]
    public void An_impossible_spec_is_reported_in_both_forms(string arguments, string expected)
    {
        AssertReports($"[assembly: {{|Conv3DSpec({arguments})|}}]", expected);
        AssertReports($"partial class K {{ [{{|Conv3DSpec({arguments})|}}] static partial Conv3DKernel X {{ get; }} }}", expected);
    }

    [Theory]
    [InlineData("static Conv3DKernel X { get; } = null!;", "C3D007 Property 'X' is not partial" + Reshape)]
    [InlineData("static Conv3DKernel X => null!;", "C3D007 Property 'X' is not partial" + Reshape)]
    [InlineData("partial Conv3DKernel X { get; }", "C3D007 Property 'X' is not static" + Reshape)]
    [InlineData("static partial Conv3DKernel X { get; set; }", "C3D007 Property 'X' has other accessors than get" + Reshape)]
    [InlineData("static partial Conv3DKernel X { set; }", "C3D007 Property 'X' has other accessors than get" + Reshape)]
    [InlineData("static partial Conv3DKernel X => null!;", "C3D007 Property 'X' has a body" + Reshape)]
    [InlineData("static partial Conv3DKernel X { get => null!; }", "C3D007 Property 'X' has a body" + Reshape)]
    [InlineData("static partial Conv3DKernel X { get { return null!; } }", "C3D007 Property 'X' has a body" + Reshape)]
    [InlineData("static partial Conv3DKernel I<int>.X { get; }", "C3D007 Property 'I<System.Int32>.X' implements an interface explicitly; declare it as 'static partial Conv3DKernel I<System.Int32>.X { get; }'")]
    [InlineData("Conv3DKernel this[int i] => null!;", "C3D007 Property 'K.this[int]' is an indexer; declare it as 'static partial Conv3DKernel K.this[int] { get; }'")]
    [InlineData("static partial object X { get; }", "C3D008 Property 'X' has type 'object'; it must be 'Conv3DGen.Conv3DKernel'")]
    [InlineData("static partial Conv3DKernel? X { get; }", "C3D008 Property 'X' has type 'Conv3DGen.Conv3DKernel?'; it must be 'Conv3DGen.Conv3DKernel'")]
    [InlineData("static partial ref Conv3DKernel X { get; }", "C3D008 Property 'X' has type 'ref Conv3DGen.Conv3DKernel'; it must be 'Conv3DGen.Conv3DKernel'")]
    public void A_property_of_another_shape_is_reported(string property, string expected)
        => AssertReports($"interface I<T> {{ static abstract Conv3DKernel X {{ get; }} }} partial class K : I<int> {{ [{{|Conv3DSpec(3)|}}] {property} }}", expected);

    [Theory]
    [InlineData("class K { $ }", "C3D009 Type 'K' contains the kernel property 'X'; it must be partial")]
    [InlineData("class O { partial class K { $ } }", "C3D009 Type 'O' contains the kernel property 'X'; it must be partial")]
    [InlineData("struct O { class K { $ } }", "C3D009 Type 'O' contains the kernel property 'X'; it must be partial", "C3D009 Type 'K' contains the kernel property 'X'; it must be partial")]
    [InlineData("file partial class O { partial class K { $ } }", "C3D009 Type 'O' contains the kernel property 'X'; it must not be file-local")]
    public void A_type_that_cannot_be_added_to_is_reported(string source, params string[] expected)
        => AssertReports(source.Replace("$", "[{|Conv3DSpec(3)|}] static partial Conv3DKernel X { get; }", StringComparison.Ordinal), expected);

    [Fact]
    public void Several_faults_are_all_reported()
        => AssertReports(
            "class K { [{|Conv3DSpec(0, Strides = [1, 2], Padding = (Padding)2)|}] static partial object X { get; } }",
            "C3D002 Strides has 2 values; it must have 1 or 3 (depth, height, width)",
            "C3D001 KernelSize is 0; it must be at least 1 on every axis",
            "C3D006 Padding is 2; it must be one of the enum's named values",
            "C3D008 Property 'X' has type 'object'; it must be 'Conv3DGen.Conv3DKernel'",
            "C3D009 Type 'K' contains the kernel property 'X'; it must be partial");

    [Fact]
    public void A_second_spec_on_a_property_is_reported_and_the_first_is_generated()
    {
        GeneratorRun run = AssertReports(
            "partial class K { [Conv3DSpec(3)] [{|Conv3DSpec(1)|}] static partial Conv3DKernel X { get; } }",
            "C3D007 Property 'X' has more than one spec" + Reshape);

        Assert.Equal("3x3x3 valid", Assert.Single(run.Requests).Spec.ToString());
    }

    [Fact]
    public void A_spec_of_the_assembly_that_comes_twice_is_reported_once_and_generated_once()
    {
        GeneratorRun run = AssertReports(
            "[assembly: Conv3DSpec(3)]\n[assembly: {|Conv3DSpec(3, 3, 3, Strides = [1])|}]",
            "C3D010 The assembly has the same spec twice: 3x3x3 valid; remove one");

        Assert.Single(run.Requests);
    }

    [Fact]
    public void Properties_that_differ_only_in_case_are_reported()
        => AssertReports(
            "partial class K { [Conv3DSpec(3)] static partial Conv3DKernel Stem { get; } [{|Conv3DSpec(3)|}] static partial Conv3DKernel stem { get; } }",
            "C3D010 'K.Stem' and 'K.stem' give the same file names; rename one");

    /// <summary>Asserts the messages, all of them at the piece of the source between {| and |}.</summary>
    private static GeneratorRun AssertReports(string marked, params string[] expected)
    {
        int start = marked.IndexOf("{|", StringComparison.Ordinal);
        int end = marked.IndexOf("|}", StringComparison.Ordinal) - 2;
        GeneratorRun run = GeneratorRun.Of(marked.Replace("{|", "", StringComparison.Ordinal).Replace("|}", "", StringComparison.Ordinal));

        Assert.Equal(expected, run.Diagnostics.Select(d => $"{d.Id} {d.GetMessage()}"));
        Assert.All(run.Diagnostics, d => Assert.Equal((start, end), (d.Location.SourceSpan.Start, d.Location.SourceSpan.End)));
        return run;
    }
}
