using System.Numerics.Tensors;

namespace Conv3DGen.Runtime.Tests.Layers;

public class WeightsTests
{
    private static readonly nint[] s_kernelShape = [1, 2, 1, 3, 2];

    [Fact]
    public void SetWeightsIsReadBack()
    {
        Conv3D layer = Built();
        Tensor<float> kernel = Sequence(1, s_kernelShape);
        Tensor<float> bias = Sequence(100, [2]);
        layer.SetWeights(kernel, bias);
        Assert.Equal(s_kernelShape, layer.GetWeights()[0].Lengths.ToArray());
        Assert.Equal(kernel, layer.GetWeights()[0]);
        Assert.Equal(bias, layer.GetWeights()[1]);
        Assert.Equal(kernel, layer.Kernel);
        Assert.Equal(bias, layer.Bias);
    }

    [Fact]
    public void WeightsGoInAndOutByCopy()
    {
        Conv3D layer = Built();
        Tensor<float> kernel = Sequence(1, s_kernelShape);
        Tensor<float> bias = Sequence(100, [2]);
        layer.SetWeights(kernel, bias);
        kernel[0, 0, 0, 0, 0] = 77;
        bias[0] = 77;
        layer.Kernel[0, 0, 0, 0, 1] = 77;
        layer.Bias![1] = 77;
        Assert.DoesNotContain(77f, layer.Kernel);
        Assert.DoesNotContain(77f, layer.Bias);
    }

    [Fact]
    public void ATensorThatIsNotDenseIsReadByItsIndices()
    {
        Conv3D layer = Built();
        Tensor<float> wide = Sequence(1, [1, 2, 1, 3, 4]);
        Tensor<float> slice = wide.Slice([0..1, 0..2, 0..1, 0..3, 1..3]);
        Assert.False(slice.IsDense);
        layer.SetWeights(slice, Sequence(0, [2]));
        Assert.Equal([2, 3, 6, 7, 10, 11, 14, 15, 18, 19, 22, 23], layer.Kernel);
    }

    public static TheoryData<string, nint[][], string> Wrong() => new()
    {
        { "too few", [s_kernelShape], "1 tensors; expected 2: kernel, bias" },
        { "too many", [s_kernelShape, [2], [2]], "3 tensors; expected 2: kernel, bias" },
        { "kernel shape", [[1, 2, 1, 3, 3], [2]], "the kernel has shape [1, 2, 1, 3, 3]; expected [1, 2, 1, 3, 2]" },
        { "kernel of the right count", [[2, 1, 1, 3, 2], [2]], "the kernel has shape [2, 1, 1, 3, 2]; expected [1, 2, 1, 3, 2]" },
        { "bias shape", [s_kernelShape, [3]], "the bias has shape [3]; expected [2]" },
        { "bias rank", [s_kernelShape, [1, 2]], "the bias has shape [1, 2]; expected [2]" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void WrongWeightsChangeNothing(string what, nint[][] shapes, string message)
    {
        Conv3D layer = Built();
        layer.SetWeights(Sequence(1, s_kernelShape), Sequence(100, [2]));
        ArgumentException error = Assert.Throws<ArgumentException>(() => layer.SetWeights([.. shapes.Select(s => Sequence(500, s))]));
        Assert.True(error.Message.Contains(message, StringComparison.Ordinal), $"{what}: \"{error.Message}\" lacks \"{message}\"");
        Assert.Equal("weights", error.ParamName);
        Assert.Equal(Sequence(1, s_kernelShape), layer.Kernel);
        Assert.Equal(Sequence(100, [2]), layer.Bias);
        Assert.Equal([36 + 100, 42 + 101], CallWithOnes(layer));
    }

    [Fact]
    public void NullWeightsChangeNothing()
    {
        Conv3D layer = Built();
        float[] before = [.. layer.Kernel];
        Assert.Throws<ArgumentNullException>(() => layer.SetWeights(Sequence(1, s_kernelShape), null!));
        Assert.Equal(before, layer.Kernel);
    }

    [Fact]
    public void ALayerWithoutBiasTakesTheKernelAlone()
    {
        var layer = new Conv3D(2, (1, 2, 1), useBias: false);
        layer.Build(1, 1, 2, 1, 3);
        layer.SetWeights(Sequence(1, s_kernelShape));
        Assert.Null(layer.Bias);
        Assert.Single(layer.GetWeights());
        Assert.Equal([36, 42], CallWithOnes(layer));
        Assert.Contains("2 tensors; expected 1: kernel.", Assert.Throws<ArgumentException>(() => layer.SetWeights(Sequence(1, s_kernelShape), Sequence(1, [2]))).Message);
    }

    [Fact]
    public void NewWeightsServeTheNextCall()
    {
        Conv3D layer = Built();
        layer.SetWeights(Sequence(1, s_kernelShape), Sequence(0, [2]));
        Assert.Equal([36, 43], CallWithOnes(layer));
        layer.SetWeights(Sequence(2, s_kernelShape), Sequence(0, [2]));
        Assert.Equal([42, 49], CallWithOnes(layer));
    }

    private static Conv3D Built()
    {
        var layer = new Conv3D(2, (1, 2, 1));
        layer.Build(1, 1, 2, 1, 3);
        return layer;
    }

    private static float[] CallWithOnes(Conv3D layer)
    {
        var output = new float[2];
        layer.Call([1, 1, 1, 1, 1, 1], [1, 1, 2, 1, 3], output);
        return output;
    }

    private static Tensor<float> Sequence(int first, ReadOnlySpan<nint> shape)
    {
        int count = 1;
        foreach (nint size in shape)
        {
            count *= (int)size;
        }

        return Tensor.Create([.. Enumerable.Range(first, count).Select(i => (float)i)], shape);
    }
}
