using Conv3DGen.Generator.Tests.Helpers;
using Microsoft.CodeAnalysis;

namespace Conv3DGen.Generator.Tests.Diagnostics;

/// <summary>Code that does not compile, as it stands in an editor most of the time: the compiler reports it, the generator stays quiet.</summary>
public class BrokenCodeTests
{
    [Theory]
    [InlineData("Conv3DSpec")]
    [InlineData("Conv3DSpec()")]
    [InlineData("Conv3DSpec(1, 2)")]
    [InlineData("Conv3DSpec(1, 2, 3, 4)")]
    [InlineData("Conv3DSpec(\"3\")")]
    [InlineData("Conv3DSpec(null)")]
    [InlineData("Conv3DSpec(3.0)")]
    [InlineData("Conv3DSpec(99999999999)")]
    [InlineData("Conv3DSpec(Missing)")]
    [InlineData("Conv3DSpec(int.Parse(\"3\"))")]
    [InlineData("Conv3DSpec(size: 3)")]
    [InlineData("Conv3DSpec(3, Nope = 1)")]
    [InlineData("Conv3DSpec(3, KernelSize = 5)")]
    [InlineData("Conv3DSpec(3, Strides = 2)")]
    [InlineData("Conv3DSpec(3, Strides = [1, \"2\", 3])")]
    [InlineData("Conv3DSpec(3, Strides = [1, Missing, 3])")]
    [InlineData("Conv3DSpec(3, Strides = new long[] { 1 })")]
    [InlineData("Conv3DSpec(3, Strides = new[] { 1, })]\n[assembly: Conv3DSpec(3, Strides = new int[,] { { 1 } })")]
    [InlineData("Conv3DSpec(3, Strides = [.. new[] { 1 }])")]
    [InlineData("Conv3DSpec(3, Padding = Padding.Nope)")]
    [InlineData("Conv3DSpec(3, Padding = \"same\")")]
    [InlineData("Conv3DSpec(3, Filters = null)")]
    [InlineData("Conv3DSpec(3, Filters = 2147483648)")]
    [InlineData("Conv3DSpec(3, Filters = 8, Filters = 16)")]
    [InlineData("Conv3DSpec(3, Filters = )")]
    [InlineData("Conv3DSpec(3, )")]
    [InlineData("Conv3DSpec<int>(3)")]
    public void Arguments_that_do_not_bind_are_left_to_the_compiler(string attribute)
    {
        GeneratorRun run = GeneratorRun.Of($"[assembly: {attribute}]");

        Assert.Empty(run.Diagnostics);
        AssertCompilerReports(run);
    }

    [Theory]
    [InlineData("[module: Conv3DSpec(3)]")]
    [InlineData("[Conv3DSpec(3)] class K;")]
    [InlineData("class K { [Conv3DSpec(3)] void M() { } }")]
    [InlineData("class K { [Conv3DSpec(3)] Conv3DKernel f; }")]
    [InlineData("class K { [Conv3DSpec(3)] event Action E; }")]
    [InlineData("class K([Conv3DSpec(3)] int a);")]
    [InlineData("class K<[Conv3DSpec(3)] T>;")]
    [InlineData("enum K { [Conv3DSpec(3)] A }")]
    [InlineData("partial class K { [Conv3DSpec(3)] static partial Missing X { get; } }")]
    [InlineData("partial class K { [Conv3DSpec(3)] static partial X { get; } }")]
    [InlineData("partial class K { [Conv3DSpec(3)] static partial Conv3DKernel { get; } }")]
    [InlineData("partial class K { [Conv3DSpec(3)] static partial Conv3DKernel X { } }")]
    [InlineData("partial class { [Conv3DSpec(3)] static partial Conv3DKernel X { get; } }")]
    [InlineData("partial class K<> { [Conv3DSpec(3)] static partial Conv3DKernel X { get; } }")]
    [InlineData("namespace { partial class K { [Conv3DSpec(3)] static partial Conv3DKernel X { get; } } }")]
    [InlineData("[Conv3DSpec(3)] static partial Conv3DKernel X { get; }")]
    [InlineData("partial class K { [Conv3DSpec(3)] static partial Conv3DKernel X { get; } [Conv3DSpec(3)] static partial Conv3DKernel X { get; } }")]
    public void Declarations_that_are_wrong_do_not_crash_the_generator(string source)
        => AssertCompilerReports(GeneratorRun.Of(source));

    [Fact]
    public void No_prefix_of_a_file_crashes_the_generator()
    {
        const string source = """
            namespace A.B
            {
                partial record struct Kernels<T>
                {
                    [Conv3DSpec(3, 3, 3, Strides = [1, 2], Padding = (Padding)1)]
                    public static partial Conv3DKernel Stem { get; }
                }
            }
            """;
        for (int length = source.IndexOf('['); length < source.Length; length++)
        {
            GeneratorRun.Of("[assembly: Conv3DSpec(0)]\n" + source[..length]);
        }
    }

    private static void AssertCompilerReports(GeneratorRun run)
        => Assert.Contains(run.Output.GetParseDiagnostics().Concat(run.Output.GetDeclarationDiagnostics()), d => d.Severity == DiagnosticSeverity.Error);
}
