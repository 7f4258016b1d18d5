using System.Numerics.Tensors;
using Conv3DGen.Testing;

namespace Conv3DGen.Runtime.Tests.Layers;

/// <summary>Layers called on the outputs of others.</summary>
public class ChainTests
{
    private static readonly nint[] s_inputShape = [2, 6, 7, 8, 2];

    private readonly Conv3D[] _layers =
    [
        new(4, 3, padding: "same", activation: "relu", kernelInitializer: new HeNormal(1)),
        new(6, (1, 3, 3), strides: (1, 2, 2), groups: 2, activation: "gelu", kernelInitializer: new HeNormal(2)),
        new(3, 2, dilationRate: 2, activation: "softmax", kernelInitializer: new HeNormal(3)),
    ];

    private readonly float[] _input = [.. new RandomNormal(seed: 4).Call(s_inputShape)];

    [Fact]
    public void EagerSymbolicAndBufferedChainsAgree()
    {
        Tensor<float> values = Tensor.Create(_input, s_inputShape);
        SymbolicTensor symbol = Keras.Input([6, 7, 8, 2], batchSize: 2);
        nint[] shape = s_inputShape;
        float[] buffer = _input;
        foreach (Conv3D layer in _layers)
        {
            symbol = layer.Call(symbol);
            values = layer.Call(values);
            nint[] next = [.. layer.ComputeOutputShape([.. shape.Select(n => (int?)n)]).Select(n => (nint)n!.Value)];
            var output = new float[next.Aggregate((nint)1, (a, b) => a * b)];
            layer.Call(buffer, shape, output);
            (shape, buffer) = (next, output);
            Assert.Equal(shape, values.Lengths.ToArray());
            Assert.Equal(shape.Select(n => (int?)n), symbol.Shape);
            Assert.Equal(buffer, values);
        }
    }

    [Fact]
    public void AChainThroughBuffersOfTheCallerAllocatesNothing()
    {
        nint[][] shapes = new nint[_layers.Length + 1][];
        float[][] buffers = new float[_layers.Length + 1][];
        (shapes[0], buffers[0]) = (s_inputShape, _input);
        for (int i = 0; i < _layers.Length; i++)
        {
            shapes[i + 1] = [.. _layers[i].ComputeOutputShape([.. shapes[i].Select(n => (int?)n)]).Select(n => (nint)n!.Value)];
            buffers[i + 1] = new float[shapes[i + 1].Aggregate((nint)1, (a, b) => a * b)];
        }

        RunChain();
        float[] expected = [.. buffers[^1]];
        buffers[^1].AsSpan().Clear();
        long allocated = AllocatedBytes.Of(RunChain);
        Assert.True(allocated == 0, $"a run of the chain allocated {allocated} bytes");
        Assert.Equal(expected, buffers[^1]);

        void RunChain()
        {
            for (int i = 0; i < _layers.Length; i++)
            {
                _layers[i].Call(buffers[i], shapes[i], buffers[i + 1]);
            }
        }
    }
}
