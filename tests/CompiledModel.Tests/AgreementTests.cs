using System.Numerics.Tensors;
using Conv3DGen;

namespace CompiledModel.Tests;

/// <summary>A wrong output does not pass for the golden one.</summary>
public class AgreementTests
{
    private static readonly GoldenData s_golden = new(SampleData.Golden);
    private static readonly Tensor<float> s_output = NpzFile.Read(SampleData.Golden)["output"];

    [Fact]
    public void The_golden_output_agrees_with_itself() => Assert.Equal(new(384, 0, 0), s_golden.Compare("conv4", s_output));

    [Theory]
    [InlineData(0, 1e-3f)]
    [InlineData(191, -2e-5f)]
    [InlineData(383, float.NaN)]
    public void One_wrong_value_of_the_last_layer_is_seen(int index, float error)
    {
        Agreement agreement = s_golden.Compare("conv4", With(s_output, index, error));

        Assert.False(agreement.Holds);
        Assert.Equal(Math.Abs(error), agreement.Error, 5e-7);
    }

    [Theory]
    [InlineData(7)]
    [InlineData((8 * 16 * 16 * 16) - 4)]
    public void Of_another_layer_the_first_and_the_last_values_count(int index)
    {
        Tensor<float> output = new C3D(SampleData.Weights).Layers[0].Call(s_golden.Input);

        Assert.True(s_golden.Compare("conv0", output).Holds);
        Assert.False(s_golden.Compare("conv0", With(output, index, 0.01f)).Holds);
    }

    private static Tensor<float> With(Tensor<float> tensor, int index, float error)
    {
        var values = new float[tensor.FlattenedLength];
        tensor.FlattenTo(values);
        values[index] += error;
        return Tensor.Create(values, tensor.Lengths);
    }
}
