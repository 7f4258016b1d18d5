using System.Numerics.Tensors;
using Conv3DGen.Kernels;
using Conv3DGen.Testing;
using Conv3DGen.Testing.Problems;

namespace Conv3DGen.Runtime.Tests.Winograd;

/// <summary>Winograd through the layer: when it runs, what it reports, that it allocates nothing and keeps old weights apart from new ones.</summary>
public class WinogradLayerTests
{
    private static readonly ConvProblem s_problem = new() { KernelSize = 3, Padding = Padding.Same, Filters = 32, InputChannels = 32, Input = (8, 8, 8) };
    private static readonly ConvSpec s_spec = new(3, 1, 1, Padding.Same);

    [Fact]
    public void AutoIsTheDefaultAndTheNameTellsWhatRan()
    {
        Conv3D layer = new(32, 3, padding: Padding.Same, kernel: Generated(Algorithm.Auto));
        Assert.Equal(Algorithm.Auto, layer.Algorithm);
        layer.Build(null, null, null, null, 32);
        Assert.Equal("K (scalar, test or winograd)", layer.KernelName);
        layer.Call(new float[8 * 8 * 8 * 32], [1, 8, 8, 8, 32], new float[8 * 8 * 8 * 32]);
        Assert.Equal("K (scalar, winograd F(4,4,4))", layer.KernelName);
        layer.Call(new float[32], [1, 1, 1, 1, 32], new float[32]);
        Assert.Equal("K (scalar, test)", layer.KernelName);
    }

    [Fact]
    public void AShapeThatBuildKnowsIsPreparedAtOnce()
    {
        Conv3D layer = new(32, 3, padding: Padding.Same);
        layer.Build(1, 8, 8, 8, 32);
        Assert.True(layer.TransformedWeightBytes >= 216 * 32 * 32 * sizeof(float));
        Assert.True(layer.WorkspaceBytes > TileSink.ScratchFloats * sizeof(float));
    }

    [Fact]
    public void TheSameLayerDirectIsTheReference()
    {
        ProblemData data = ProblemData.Create(s_problem, seed: 1);
        Conv3D direct = LayerFactory.Create(s_problem, data.Kernel, data.Bias, algorithm: Algorithm.Direct);
        TensorAssert.Same(data.FmaOrderSums(), direct.Run(s_problem, data.Input), s_problem);
        Assert.Equal(0, direct.TransformedWeightBytes);
        Assert.Equal(TileSink.ScratchFloats * sizeof(float), direct.WorkspaceBytes);
    }

    [Fact]
    public void TheCapIsKept()
    {
        Conv3D layer = new(32, 3, padding: Padding.Same) { MaxTransformedWeightBytes = 100 * 32 * 32 * sizeof(float) };
        layer.Build(1, 8, 8, 8, 32);
        Assert.InRange(layer.TransformedWeightBytes, 1, 100 * 32 * 32 * sizeof(float));
        Conv3D none = new(32, 3, padding: Padding.Same, algorithm: Algorithm.Winograd) { MaxTransformedWeightBytes = 0 };
        none.Build(1, 8, 8, 8, 32);
        Assert.Equal(0, none.TransformedWeightBytes);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Conv3D(32, 3) { MaxTransformedWeightBytes = -1 });
    }

    [Theory]
    [InlineData(2, 1, 1, "3")]
    [InlineData(1, 1, 2, "3")]
    [InlineData(1, 1, 1, "7")]
    [InlineData(1, 1, 1, "1")]
    public void WinogradIsRefusedWhereItDoesNotExist(int stride, int dilation, int groups, string kernel)
    {
        ArgumentException refused = Assert.Throws<ArgumentException>(() => new Conv3D(
            32, int.Parse(kernel), strides: stride, dilationRate: dilation, groups: groups, algorithm: Algorithm.Winograd));
        Assert.Equal("algorithm", refused.ParamName);
        Assert.Contains("algorithm is Winograd; it must be Direct or Auto where", refused.Message);
    }

    [Fact]
    public void AKernelWithoutTheAlgorithmIsRefused()
    {
        ArgumentException refused = Assert.Throws<ArgumentException>(() => new Conv3D(
            32, 3, padding: Padding.Same, kernel: Generated(Algorithm.Direct), algorithm: Algorithm.Winograd));
        Assert.Equal("kernel was made for algorithm direct where the layer has winograd. (Parameter 'kernel')", refused.Message);
        Assert.Throws<ArgumentException>(() => new Conv3D(32, 3, padding: Padding.Same, kernel: Generated(Algorithm.Winograd), algorithm: Algorithm.Direct));
    }

    [Fact]
    public void ASpecForWinogradAloneRunsNothingElse()
    {
        Conv3D layer = new(32, 3, padding: Padding.Same, kernel: Generated(Algorithm.Winograd));
        layer.Build(1, 1, 1, 1, 32); // Auto would be direct here
        Assert.Equal("K (scalar, winograd F(1,1,4))", layer.KernelName);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void NothingIsAllocatedOnceWarm(int threads)
    {
        ProblemData data = ProblemData.Create(s_problem, seed: 1);
        Conv3D layer = LayerFactory.Create(s_problem, data.Kernel, data.Bias, Activation.Tanh, algorithm: Algorithm.Winograd);
        layer.Parallelism = new(threads, MultiplyAddsPerHelper: 1);
        Assert.Equal(0, AllocatedBytes.OfACall(layer, s_problem, data.Input));
    }

    [Fact]
    public void NewWeightsAreTransformedWhenTheyAreSet()
    {
        ProblemData old = ProblemData.Create(s_problem, seed: 1);
        ProblemData @new = ProblemData.Create(s_problem, seed: 2) with { Input = old.Input };
        Conv3D layer = LayerFactory.Create(s_problem, old.Kernel, old.Bias, algorithm: Algorithm.Winograd);
        float[] first = layer.Run(s_problem, old.Input);
        layer.SetWeights(Tensor.Create(@new.Kernel, s_problem.KernelShape), Tensor.Create(@new.Bias!, [s_problem.Filters]));
        Assert.True(layer.TransformedWeightBytes > 0);
        Conv3D other = LayerFactory.Create(s_problem, @new.Kernel, @new.Bias, algorithm: Algorithm.Winograd);
        float[] second = layer.Run(s_problem, old.Input);
        TensorAssert.Same(other.Run(s_problem, old.Input), second, s_problem);
        Assert.NotEqual(first, second);
    }

    [Fact]
    public async Task CallsOfSeveralShapesAtOnceGiveTheSameBits()
    {
        ConvProblem[] shapes = [s_problem, s_problem with { Input = (2, 7, 9) }, s_problem with { Batch = 2, Input = (4, 5, 6) }];
        ProblemData weights = ProblemData.Create(s_problem, seed: 1);
        Conv3D layer = LayerFactory.Create(s_problem, weights.Kernel, weights.Bias, algorithm: Algorithm.Winograd);
        (ConvProblem Problem, float[] Input, float[] Expected)[] work = [.. shapes.Select(shape =>
        {
            float[] input = ProblemData.Create(shape, seed: 3).Input;
            return (shape, input, layer.Run(shape, input));
        })];
        await Task.WhenAll(Enumerable.Range(0, 8).Select(thread => Task.Factory.StartNew(
            () =>
            {
                for (int i = 0; i < 30; i++)
                {
                    (ConvProblem problem, float[] input, float[] expected) = work[(i + thread) % work.Length];
                    TensorAssert.Same(expected, layer.Run(problem, input), problem);
                }
            },
            TaskCreationOptions.LongRunning)));
    }

    /// <summary>A kernel with the portable Winograd code under a generated one's name.</summary>
    private static Conv3DKernel Generated(Algorithm algorithm)
    {
        ConvSpec spec = s_spec with { Algorithm = algorithm };
        return Conv3DKernel.Generated("K", spec, "scalar", algorithm == Algorithm.Winograd ? null : Kernels.ScalarKernel.Code(), algorithm == Algorithm.Direct ? null : Conv3DKernel.Fallback.Winograd);
    }
}
