using Conv3DGen.Testing;
using Conv3DGen.Testing.Golden;
using Conv3DGen.Testing.Reference;

namespace Conv3DGen.Kernel.Tests.Golden;

/// <summary>The tests' own float64 reference against the golden suites: it must be right before anything is held to it.</summary>
public class ReferenceTests
{
    /// <summary>float64 activations of two libraries differ in the last bits, which now and then moves the rounding to float32.</summary>
    private static readonly Tolerance s_rounding = new(Abs: 1e-9, Rel: 1.3e-7);

    public static TheoryData<string> ForwardNames() => [.. GoldenSuites.Forward.Keys];

    public static TheoryData<string> NetworkNames() => [.. GoldenSuites.Networks.Keys];

    [Theory]
    [MemberData(nameof(ForwardNames))]
    public void ForwardCaseIsReproduced(string name)
    {
        GoldenForward golden = GoldenSuites.Forward[name];
        float[] output = Array.ConvertAll(Run(golden.Layer, ReferenceConvolution.Widen(golden.Input)), v => (float)v);
        if (golden.Layer.Activation is "linear" or "relu" or "relu6")
        {
            TensorAssert.Same(golden.Expected, output, golden.Layer.Problem); // the sums are exact
        }
        else
        {
            TensorAssert.Within(s_rounding, golden.Expected, output, golden.Layer.Problem);
        }
    }

    [Theory]
    [MemberData(nameof(NetworkNames))]
    public void NetworkIsReproducedLayerByLayer(string name)
    {
        GoldenNetwork golden = GoldenSuites.Networks[name];
        double[] values = ReferenceConvolution.Widen(golden.Input);
        for (int i = 0; i < golden.Layers.Count; i++)
        {
            values = Run(golden.Layers[i], values);
            if (golden.Entry.Layers[i].Stats is { } stats)
            {
                Near(stats.Sum, values.Sum(), 1e-9);
                Near(stats.SumSq, values.Sum(v => v * v), 1e-9);
                Near(stats.MaxAbs, values.Max(Math.Abs), 1e-9);
                Assert.All((stats.Head ?? []).Zip(values), pair => Near(pair.First, pair.Second, s_rounding.Rel));
                Assert.All((stats.Tail ?? []).Reverse().Zip(values.Reverse()), pair => Near(pair.First, pair.Second, s_rounding.Rel));
            }
        }

        TensorAssert.Within(s_rounding, golden.Expected, Array.ConvertAll(values, v => (float)v), golden.Layers[^1].Problem);
    }

    private static void Near(double expected, double actual, double relative) => Assert.Equal(expected, actual, relative * (1 + Math.Abs(expected)));

    private static double[] Run(GoldenLayer layer, double[] input)
    {
        double[]? bias = layer.Bias is null ? null : ReferenceConvolution.Widen(layer.Bias);
        double[] sums = ReferenceConvolution.Run(layer.Problem, input, ReferenceConvolution.Widen(layer.Kernel), bias);
        return ReferenceActivations.Apply(layer.Activation, layer.KerasVersion, sums, (int)layer.Problem.OutputShape[^1]);
    }
}
