using System.Runtime.Intrinsics.X86;
using Conv3DGen.Testing;
using Conv3DGen.Testing.Problems;

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
    [MemberData(nameof(Compiled))]
    public void EveryInstructionSetCanBeAskedFor(string implementation)
    {
        Implementation wanted = Implementation.All.Single(i => i.Name == implementation);
        ConvProblem problem = new() { KernelSize = 3, Strides = (1, 2, 2), Padding = Padding.Same, Filters = 8, InputChannels = 4, Input = (3, 6, 9) };
        ProblemData data = ProblemData.Create(problem, seed: 1);
        Conv3DKernel kernel = KernelCompiler.Compile([new(1, 1, 1, Padding.Valid), s_spec], wanted.NeonStandIn).Create(1, wanted.Isa!);
        Assert.Equal(s_spec, kernel.Spec);
        Assert.True(kernel.IsSpecialized);
        Conv3D layer = LayerFactory.Create(problem, data.Kernel, data.Bias, kernel: kernel);
        TensorAssert.Same(data.FmaOrderSums(), layer.Run(problem, data.Input), problem, layer.KernelName);
    }

    public static TheoryData<string> Compiled() => [.. Implementation.All.Where(i => i.Runs && i.Isa is not null).Select(i => i.Name)];

    [Fact]
    public void AttributesReadLikeAUsers()
    {
        Assert.Equal("Conv3DSpec(3, 3, 3, Strides = [1, 2, 2], Padding = Padding.Same, InputChannels = 4, Filters = 8)", SpecSource.Attribute(s_spec));
        Assert.Equal(
            "Conv3DSpec(1, 2, 3, DilationRate = [3, 2, 1], Groups = 2, DataFormat = DataFormat.ChannelsFirst)",
            SpecSource.Attribute(new((1, 2, 3), 1, (3, 2, 1), Padding.Valid) { Groups = 2, DataFormat = DataFormat.ChannelsFirst }));
    }
}
