using System.Numerics.Tensors;

namespace Conv3DGen.Runtime.Tests.Graph;

public class MaskTests
{
    private static readonly SymbolicTensor s_mask = Keras.Input([4, 4, 4], name: "mask");

    [Fact]
    public void WithoutSupportAMaskIsRefused()
    {
        var layer = new Conv3D(1, 1, name: "plain");
        SymbolicTensor input = Keras.Input([4, 4, 4, 1]);
        ArgumentException error = Assert.Throws<ArgumentException>(() => layer.ComputeMask(input, s_mask));
        Assert.StartsWith("Layer \"plain\" does not support masking, but was passed a mask", error.Message);
        Assert.Equal("mask", error.ParamName);
        Assert.Throws<ArgumentException>(() => layer.ComputeMask(Tensor.CreateFromShape<float>([1, 4, 4, 4, 1]), Tensor.CreateFromShape<bool>([1, 4, 4, 4])));
        Assert.Null(layer.ComputeMask(input, null));
        Assert.Null(layer.ComputeMask(Tensor.CreateFromShape<float>([1, 4, 4, 4, 1]), null));
    }

    [Fact]
    public void WithSupportAMaskIsHandedOnUnchanged()
    {
        var layer = new Conv3D(1, 1) { SupportsMasking = true };
        SymbolicTensor input = Keras.Input([4, 4, 4, 1]);
        Tensor<bool> values = Tensor.CreateFromShape<bool>([1, 4, 4, 4]);
        Assert.Same(s_mask, layer.ComputeMask(input, s_mask));
        Assert.Same(values, layer.ComputeMask(Tensor.CreateFromShape<float>([1, 4, 4, 4, 1]), values));
        Assert.Null(layer.ComputeMask(input, null));
    }

    [Fact]
    public void AMaskGoesThroughAChain()
    {
        var first = new Conv3D(2, 1) { SupportsMasking = true };
        var second = new Conv3D(2, 1) { SupportsMasking = true };
        SymbolicTensor output = second.Call(first.Call(Keras.Input([4, 4, 4, 1], mask: s_mask)));
        Assert.Same(s_mask, output.Mask);
        Assert.Same(s_mask, first.InputMask);
        Assert.Same(s_mask, first.OutputMask);
        Assert.Same(s_mask, second.InputMask);
        Assert.Same(s_mask, second.OutputMask);
    }
}
