using System.Runtime.Intrinsics.X86;

namespace Conv3DGen.Consumer.Tests;

/// <summary>The same program picks the best kernel that the CPU features of its process allow, and says so.</summary>
public class KernelSelectionTests
{
    private const string NoMatch = "fallback: no spec has kernel size 2,2,2 and padding valid (nearest: 3,3,3 and same)";

    [Fact]
    public void The_best_instruction_set_of_the_machine_is_taken()
    {
        string isa = Avx512F.IsSupported ? "AVX-512" : Avx2.IsSupported ? "AVX2" : "NEON";
        string[] lines = ConsumerProcess.Run(argument: null);

        Assert.StartsWith($"Conv3x3x3Same ({isa}, direct ", lines[0]);
        Assert.StartsWith($"Stem ({isa}, direct ", lines[1]);
        Assert.Equal($"Conv3x3x3Same ({isa}, winograd F(4,4,4))", lines[3]);
        Assert.Equal(NoMatch, lines[2]);
    }

    [Fact]
    public void Without_AVX512_the_AVX2_kernels_run()
    {
        if (!Avx2.IsSupported)
        {
            return; // another architecture: the features this test switches off do not exist
        }

        string[] lines = ConsumerProcess.Run(argument: null, ("DOTNET_EnableAVX512", "0"));

        Assert.StartsWith("Conv3x3x3Same (AVX2, direct ", lines[0]);
        Assert.StartsWith("Stem (AVX2, direct ", lines[1]);
        Assert.Equal("Conv3x3x3Same (AVX2, winograd F(4,4,4))", lines[3]);
        Assert.Equal(NoMatch, lines[2]);
    }

    /// <summary>Winograd's bits, like direct ones, depend on shapes alone.</summary>
    [Theory]
    [InlineData("DOTNET_EnableAVX512")]
    [InlineData("DOTNET_EnableHWIntrinsic")]
    public void Winograd_gives_the_same_bits_without(string feature)
        => Assert.Equal(ConsumerProcess.Run(argument: null)[4], ConsumerProcess.Run(argument: null, (feature, "0"))[4]);

    [Fact]
    public void Without_SIMD_the_fallback_runs_and_names_the_reason()
    {
        string[] lines = ConsumerProcess.Run(argument: null, ("DOTNET_EnableHWIntrinsic", "0"));

        Assert.Equal("fallback: Conv3x3x3Same needs AVX-512, AVX2 or NEON, which this CPU or process does not have", lines[0]);
        Assert.Equal(lines[0], lines[3]);
        Assert.Equal("fallback: Stem needs AVX-512, AVX2 or NEON, which this CPU or process does not have", lines[1]);
        Assert.Equal(NoMatch, lines[2]);
    }
}
