using System.Collections.Concurrent;
using Conv3DGen.Testing;
using Conv3DGen.Testing.Golden;
using Conv3DGen.Testing.Reference;

namespace Conv3DGen.Kernel.Tests.Golden;

/// <summary>Every network on every implementation, float32 between its layers.</summary>
public class GoldenNetworkTests
{
    private static readonly ConcurrentDictionary<(string Network, int Layer), float[]> s_sums = [];

    public static TheoryData<string, string, string> Rows() => GoldenKernels.Rows(GoldenSuites.Networks.Keys);

    [Theory]
    [MemberData(nameof(Rows))]
    public void GivesThePromisedBitsAndTheExpectedOutput(string name, string implementation, string spec)
    {
        GoldenNetwork golden = GoldenSuites.Networks[name];
        float[] values = golden.Input;
        for (int i = 0; i < golden.Layers.Count; i++)
        {
            GoldenLayer layer = golden.Layers[i];
            float[] input = values;
            Conv3D conv = GoldenKernels.Layer(layer, implementation, spec);
            values = conv.Run(layer.Problem, input);

            // Every implementation arrives here with the same input, or has failed at the layer before.
            float[] sums = s_sums.GetOrAdd((name, i), _ => ReferenceConvolution.Run(layer.Problem, input, layer.Kernel, layer.Bias));
            TensorAssert.Same(GoldenActivation.Promised(layer, sums), values, layer.Problem, conv.KernelName);
        }

        TensorAssert.Within(golden.Tolerance, golden.Expected, values, golden.Layers[^1].Problem);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void HasTheExpectedNumberOfParameters(string name)
    {
        GoldenNetwork golden = GoldenSuites.Networks[name];
        long parameters = golden.Layers.Sum(l => LayerFactory.Create(l.Problem, l.Kernel, l.Bias).CountParams());
        Assert.Equal(golden.Entry.Params ?? parameters, parameters);
    }

    public static TheoryData<string> Names() => [.. GoldenSuites.Networks.Keys];
}
