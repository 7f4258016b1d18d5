using Conv3DGen.Generator.Planning;
using Conv3DGen.Generator.Tests.Helpers;

namespace Conv3DGen.Generator.Tests.Parsing;

/// <summary>The project's Conv3DGenIsas -> the files that come out.</summary>
public class IsaOptionTests
{
    [Theory]
    [InlineData(null, "Avx512 Avx2 Neon")]
    [InlineData("", "Avx512 Avx2 Neon")]
    [InlineData(" , ", "Avx512 Avx2 Neon")]
    [InlineData("Avx2", "Avx2")]
    [InlineData("avx2,AVX512", "Avx512 Avx2")]
    [InlineData("Neon;Avx512", "Avx512 Neon")]
    [InlineData(" Neon , Neon,", "Neon")]
    public void Kernels_and_Winograd_code_are_emitted_for_the_named_ones(string? property, string expected)
    {
        GeneratorRun run = GeneratorRun.Of(TestProject.Library("[assembly: Conv3DSpec(3)]"), property);

        Assert.Empty(run.Diagnostics);
        Assert.Equal(expected, IsasOf(run, "Conv3x3x3Valid"));
        Assert.Equal(expected, IsasOf(run, "Winograd-Shared"));
        run.AssertCompiles();
    }

    [Theory]
    [InlineData("Avx2", "AVX2")]
    [InlineData("Avx2,Avx512", "AVX-512 or AVX2")]
    [InlineData(null, "AVX-512, AVX2 or NEON")]
    public void A_machine_without_them_is_told_which_it_would_take(string? property, string expected)
    {
        GeneratorRun run = GeneratorRun.Of(TestProject.Library("[assembly: Conv3DSpec(1)]"), property);

        Assert.Contains($"Conv3DKernel.Unsupported(\"Conv1x1x1Valid\", Spec, \"{expected}\")", run.Files["Conv1x1x1Valid.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void Each_name_that_is_none_is_an_error_of_the_project_and_the_others_count()
    {
        GeneratorRun run = GeneratorRun.Of(TestProject.Library("[assembly: Conv3DSpec(1)]"), "Sse,Avx2,Avx");

        Assert.Equal(
            ["C3D013 Conv3DGenIsas names 'Sse'; it may name any of Avx512, Avx2, Neon", "C3D013 Conv3DGenIsas names 'Avx'; it may name any of Avx512, Avx2, Neon"],
            run.Diagnostics.Select(d => $"{d.Id} {d.GetMessage()}"));
        Assert.Equal("Avx2", IsasOf(run, "Conv1x1x1Valid"));
    }

    private static string IsasOf(GeneratorRun run, string kernel)
        => string.Join(' ', Isas.All.Select(isa => isa.Id).Where(id => run.Files.ContainsKey($"{kernel}.{id}.g.cs")));
}
