using System.Numerics.Tensors;
using Conv3DGen;
using Conv3DGen.Testing.Golden;

namespace CompiledModel.Tests;

/// <summary>The sample's files are the public golden network, element for element.</summary>
public class SampleDataTests
{
    private static readonly GoldenNetwork s_golden = GoldenSuites.Networks["network/c3d_like"];

    [Fact]
    public void The_weights_are_those_of_the_golden_network()
    {
        IReadOnlyDictionary<string, Tensor<float>> arrays = NpzFile.Read(SampleData.Weights);

        Assert.Equal(2 * s_golden.Layers.Count, arrays.Count);
        Assert.All(s_golden.Layers.Index(), layer =>
        {
            Assert.Equal(layer.Item.Problem.KernelShape, arrays[$"conv{layer.Index}/kernel"].Lengths.ToArray());
            Assert.Equal(layer.Item.Kernel, Flat(arrays[$"conv{layer.Index}/kernel"]));
            Assert.Equal(layer.Item.Bias!, Flat(arrays[$"conv{layer.Index}/bias"]));
        });
    }

    [Fact]
    public void The_input_and_the_expected_output_are_those_of_the_golden_network()
    {
        IReadOnlyDictionary<string, Tensor<float>> arrays = NpzFile.Read(SampleData.Golden);

        Assert.Equal(s_golden.Input, Flat(arrays["input"]));
        Assert.Equal(s_golden.Expected, Flat(arrays["output"]));
        Assert.Equal([(float)s_golden.Tolerance.Abs, (float)s_golden.Tolerance.Rel], Flat(arrays["tolerance"]));
    }

    [Fact]
    public void The_model_is_the_golden_network()
    {
        IReadOnlyList<Conv3D> layers = new C3D(SampleData.Weights).Layers;

        Assert.Equal(s_golden.Layers.Select(l => (l.Problem.Filters, l.Problem.KernelSize, l.Problem.Strides, l.Activation)),
            layers.Select(l => (l.Filters, l.KernelSize, l.Strides, l.Activation.Name)));
    }

    private static float[] Flat(Tensor<float> tensor)
    {
        var values = new float[tensor.FlattenedLength];
        tensor.FlattenTo(values);
        return values;
    }
}
