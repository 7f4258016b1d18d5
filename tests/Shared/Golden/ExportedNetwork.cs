using System.Numerics.Tensors;
using Xunit;

namespace Conv3DGen.Testing.Golden;

/// <summary>The .npz files that samples/export_golden.py makes of a network.</summary>
public static class ExportedNetwork
{
    /// <summary>Asserts that two files hold a network, element for element.</summary>
    /// <param name="network">The network of the suite.</param>
    /// <param name="weights">The file with "conv0/kernel", "conv0/bias" and so on.</param>
    /// <param name="golden">The file with the input, the expected output and what else is known.</param>
    public static void Check(GoldenNetwork network, string weights, string golden)
    {
        IReadOnlyDictionary<string, Tensor<float>> arrays = NpzFile.Read(weights);
        IReadOnlyDictionary<string, Tensor<float>> known = NpzFile.Read(golden);
        Assert.Equal(2 * network.Layers.Count, arrays.Count);
        for (int i = 0; i < network.Layers.Count; i++)
        {
            GoldenLayer layer = network.Layers[i];
            Assert.Equal(layer.Problem.KernelShape, arrays[$"conv{i}/kernel"].Lengths.ToArray());
            Assert.Equal(layer.Kernel, Flat(arrays[$"conv{i}/kernel"]));
            Assert.Equal(layer.Bias!, Flat(arrays[$"conv{i}/bias"]));
        }

        Assert.Equal(network.Input, Flat(known["input"]));
        Assert.Equal(network.Expected, Flat(known["output"]));
        Assert.Equal([(float)network.Tolerance.Abs, (float)network.Tolerance.Rel], Flat(known["tolerance"]));
    }

    /// <summary>The elements in row-major order.</summary>
    public static float[] Flat(Tensor<float> tensor)
    {
        var values = new float[tensor.FlattenedLength];
        tensor.FlattenTo(values);
        return values;
    }
}
