using Conv3DGen.Kernels;
using Conv3DGen.Testing;

namespace Conv3DGen.Runtime.Tests.Activations;

/// <summary>What kernels and layers rely on.</summary>
public class ActivationTests
{
    private static readonly float[] s_inputs = [float.NegativeInfinity, -1e30f, -1, -0f, 0, 1e-30f, 0.5f, 6, 6.5f, float.PositiveInfinity, float.NaN];

    public static TheoryData<string, float[]> Fused() => new()
    {
        { "linear", s_inputs },
        { "relu", [0, 0, 0, 0, 0, 1e-30f, 0.5f, 6, 6.5f, float.PositiveInfinity, float.NaN] },
        { "relu6", [0, 0, 0, 0, 0, 1e-30f, 0.5f, 6, 6, 6, float.NaN] },
        { "hard_tanh", [-1, -1, -1, 0, 0, 1e-30f, 0.5f, 1, 1, 1, float.NaN] },
    };

    [Theory]
    [MemberData(nameof(Fused))]
    public void ClampsAreFusedIntoTheKernel(string name, float[] expected)
    {
        Activation activation = Activation.FromName(name);
        Assert.True(activation.IsFused);

        // A 1x1x1 convolution with weight 1 is the activation alone.
        ConvProblem problem = new() { KernelSize = 1, Filters = 1, UseBias = false, Input = (1, 1, s_inputs.Length), InputChannels = 1 };
        TensorAssert.Same(expected, LayerFactory.Create(problem, [1], null, activation).Run(problem, s_inputs), problem);
        TensorAssert.Same(expected, Formulas.Run(activation, s_inputs), problem);
    }

    [Fact]
    public void OthersLeaveTheKernelsSumsAlone()
    {
        string[] fused = [.. Fused().Select(row => (string)row[0])];
        (Activation Activation, Func<double, double> Exact)[] others = [.. Formulas.All.Where(f => !fused.Contains(f.Key)).Select(f => f.Value)];
        Assert.Equal(Formulas.All.Count - fused.Length, others.Length);
        Assert.All([.. others.Select(o => o.Activation), Activation.Softmax, Activation.LogSoftmax, Activation.Sparsemax], activation =>
        {
            Assert.False(activation.IsFused);
            Assert.Equal(Epilogue.None, activation.Epilogue);
        });
    }

    [Fact]
    public void ApplyAllocatesNothing()
    {
        var values = new float[1_200];
        Activation[] all = [.. Formulas.All.Values.Select(f => f.Activation), Activation.Softmax, Activation.LogSoftmax, Activation.Sparsemax];
        foreach (Activation activation in all)
        {
            activation.Apply(values, 300);
            long before = GC.GetAllocatedBytesForCurrentThread();
            activation.Apply(values, 300);
            Assert.True(GC.GetAllocatedBytesForCurrentThread() == before, activation.Name);
        }
    }

    [Fact]
    public void NoValuesAreFine()
    {
        Assert.Empty(Formulas.Run(Activation.Tanh, []));
        Assert.Empty(Formulas.Run(Activation.Softmax, [], 3));
        Assert.Empty(Formulas.Run(Activation.Sparsemax, [], 3));
    }
}
