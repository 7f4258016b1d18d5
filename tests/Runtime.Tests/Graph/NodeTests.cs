using System.Numerics.Tensors;

namespace Conv3DGen.Runtime.Tests.Graph;

/// <summary>The graph that calls on symbolic tensors make.</summary>
public class NodeTests
{
    [Fact]
    public void ACallOnASymbolicTensorBuildsTheLayerAndAddsANode()
    {
        var layer = new Conv3D(8, 3, name: "stem");
        SymbolicTensor input = Keras.Input([5, null, 7, 4], name: "x");
        SymbolicTensor output = layer.Call(input);
        Assert.True(layer.Built);
        Assert.Equal([3, 3, 3, 4, 8], layer.Kernel.Lengths.ToArray());
        Assert.Equal([null, 3, null, 5, 8], output.Shape);
        Assert.Equal("stem/output", output.Name);
        Assert.Equal("stem/output [null, 3, null, 5, 8]", output.ToString());

        LayerNode node = Assert.Single(layer.InboundNodes);
        Assert.Same(layer, node.Layer);
        Assert.Same(input, node.Input);
        Assert.Same(output, node.Output);
        Assert.Same(node, output.Producer);
        Assert.Equal(0, node.Index);
        Assert.Null(node.InboundLayer);
        Assert.Empty(layer.OutboundNodes);

        Assert.Same(input, layer.Input);
        Assert.Same(output, layer.Output);
        Assert.Equal([null, 5, null, 7, 4], layer.InputShape);
        Assert.Equal([null, 3, null, 5, 8], layer.OutputShape);
        Assert.Null(layer.InputMask);
        Assert.Null(layer.OutputMask);
    }

    [Fact]
    public void ACallOnValuesAddsNoNode()
    {
        var layer = new Conv3D(2, 1);
        layer.Call(Tensor.CreateFromShape<float>([1, 2, 2, 2, 3]));
        layer.Call(new float[3], [1, 1, 1, 1, 3], new float[2]);
        Assert.Empty(layer.InboundNodes);
    }

    [Fact]
    public void ApplyIsCall()
    {
        var layer = new Conv3D(2, 1);
        SymbolicTensor output = layer.Apply(Keras.Input([1, 1, 1, 3]));
        Assert.Same(output, layer.Output);
        float[] x = [1, 2, 3];
        float[] called = new float[2], applied = new float[2];
        layer.Call(x, [1, 1, 1, 1, 3], called);
        layer.Apply(x, [1, 1, 1, 1, 3], applied);
        Assert.Equal(called, applied);
        Assert.Equal(called, layer.Apply(Tensor.Create(x, [1, 1, 1, 1, 3])));
        applied.AsSpan().Clear();
        layer.Apply(new ReadOnlyTensorSpan<float>(x, [1, 1, 1, 1, 3]), new TensorSpan<float>(applied, [1, 1, 1, 1, 2]));
        Assert.Equal(called, applied);
    }

    [Fact]
    public void ASharedLayerHasANodeForEachCall()
    {
        var layer = new Conv3D(2, 1, name: "shared") { SupportsMasking = true };
        SymbolicTensor mask = Keras.Input([1], name: "mask");
        SymbolicTensor[] inputs = [Keras.Input([4, 4, 4, 3]), Keras.Input([4, 4, 4, 3], mask: mask), Keras.Input([5, 4, 4, 3], batchSize: 2)];
        SymbolicTensor[] outputs = [.. inputs.Select(layer.Call)];
        Assert.Equal(3, layer.InboundNodes.Count);
        Assert.Equal(["shared/output", "shared/output_1", "shared/output_2"], outputs.Select(o => o.Name));
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(i, layer.InboundNodes[i].Index);
            Assert.Same(inputs[i], layer.GetInputAt(i));
            Assert.Same(outputs[i], layer.GetOutputAt(i));
            Assert.Equal(inputs[i].Shape, layer.GetInputShapeAt(i));
            Assert.Equal(outputs[i].Shape, layer.GetOutputShapeAt(i));
            Assert.Same(i == 1 ? mask : null, layer.GetInputMaskAt(i));
            Assert.Same(i == 1 ? mask : null, layer.GetOutputMaskAt(i));
        }
    }

    [Fact]
    public void AChainIsLinkedBothWays()
    {
        var first = new Conv3D(4, 3, padding: "same", name: "first");
        var second = new Conv3D(2, 3, strides: 2, name: "second");
        SymbolicTensor hidden = first.Call(Keras.Input([9, 9, 9, 1]));
        SymbolicTensor output = second.Call(hidden);
        Assert.Equal([null, 4, 4, 4, 2], output.Shape);
        Assert.Same(first, second.InboundNodes[0].InboundLayer);
        Assert.Same(second.InboundNodes[0], Assert.Single(first.OutboundNodes));
        Assert.Same(hidden, second.Input);
        second.Call(hidden);
        Assert.Equal([0, 1], first.OutboundNodes.Select(node => node.Index));
        Assert.Equal([3, 3, 3, 4, 2], second.Kernel.Lengths.ToArray());
    }

    [Fact]
    public void ALayerMayBeCalledOnItsOwnOutput()
    {
        var layer = new Conv3D(3, 3, padding: "same");
        SymbolicTensor once = layer.Call(Keras.Input([4, 4, 4, 3]));
        layer.Call(once);
        Assert.Same(layer, layer.InboundNodes[1].InboundLayer);
        Assert.Same(layer.InboundNodes[1], Assert.Single(layer.OutboundNodes));
        Assert.Equal([null, 4, 4, 4, 3], layer.OutputShape);
    }

    [Fact]
    public async Task CallsFromSeveralThreadsEachGetANode()
    {
        var layer = new Conv3D(2, 1);
        SymbolicTensor input = Keras.Input([1, 1, 1, 3]);
        using var start = new Barrier(8);
        SymbolicTensor[][] outputs = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();
                return Enumerable.Range(0, 50).Select(_ => layer.Call(input)).ToArray();
            },
            TaskCreationOptions.LongRunning)));
        Assert.Equal(400, layer.InboundNodes.Count);
        Assert.Equal(Enumerable.Range(0, 400), layer.InboundNodes.Select(node => node.Index));
        Assert.Equal(outputs.SelectMany(o => o).ToHashSet(), layer.InboundNodes.Select(node => node.Output).ToHashSet());
    }
}
