using Conv3DGen;
using Conv3DGen.Testing.Golden;

namespace CompiledModel.Tests;

/// <summary>The sample is the public golden network.</summary>
public class SampleDataTests
{
    private static readonly GoldenNetwork s_golden = GoldenSuites.Networks["network/c3d_like"];

    [Fact]
    public void The_files_are_the_golden_network() => ExportedNetwork.Check(s_golden, SampleData.Weights, SampleData.Golden);

    [Fact]
    public void The_model_is_the_golden_network()
    {
        IReadOnlyList<Conv3D> layers = new C3D(SampleData.Weights).Layers;

        Assert.Equal(
            s_golden.Layers.Select(l => (l.Problem.Filters, l.Problem.KernelSize, l.Problem.Strides, l.Activation)),
            layers.Select(l => (l.Filters, l.KernelSize, l.Strides, l.Activation.Name)));
    }
}
