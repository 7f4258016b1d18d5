using System.Runtime.Intrinsics.X86;

namespace Conv3DGen.Kernel.Tests.Compilation;

public class KernelCompilerTests
{
    private static readonly ConvSpec s_spec = new(3, (1, 2, 2), 1, Padding.Same) { InputChannels = 4, Filters = 8 };

    [Fact]
    public void ThePropertyIsTheBestKernelOfTheMachine()
    {
        Conv3DKernel kernel = KernelCompiler.Compile([s_spec]).Property(0);
        string expected = Avx512F.IsSupported ? "AVX-512"
            : Avx2.IsSupported && Fma.IsSupported ? "AVX2"
            : System.Runtime.Intrinsics.Arm.AdvSimd.Arm64.IsSupported ? "NEON" : "portable";
        Assert.Equal(expected, kernel.Isa);
        Assert.Equal("K0", kernel.Name);
        Assert.Equal(s_spec, kernel.Spec);
    }

    [Theory]
    [InlineData("Avx512", "AVX-512")]
    [InlineData("Avx2", "AVX2")]
    [InlineData("Neon", "NEON")]
    public void EveryInstructionSetCanBeAskedFor(string id, string name)
    {
        CompiledKernels[] both =
        [
            KernelCompiler.Compile([new(1, 1, 1, Padding.Valid), s_spec]),
            KernelCompiler.Compile([new(1, 1, 1, Padding.Valid), s_spec], id, neonStandIn: true),
        ];
        Assert.All(both, kernels =>
        {
            Conv3DKernel kernel = kernels.Create(1, id);
            Assert.Equal(name, kernel.Isa);
            Assert.Equal(s_spec, kernel.Spec);
            Assert.True(kernel.IsSpecialized);
        });
    }

    [Fact]
    public void AttributesReadLikeAUsers()
    {
        Assert.Equal("Conv3DSpec(3, 3, 3, Strides = [1, 2, 2], Padding = Padding.Same, InputChannels = 4, Filters = 8)", SpecSource.Attribute(s_spec));
        Assert.Equal(
            "Conv3DSpec(1, 2, 3, DilationRate = [3, 2, 1], Groups = 2, DataFormat = DataFormat.ChannelsFirst)",
            SpecSource.Attribute(new((1, 2, 3), 1, (3, 2, 1), Padding.Valid) { Groups = 2, DataFormat = DataFormat.ChannelsFirst }));
    }
}
