using Conv3DGen.Neon.Protocol;
using Conv3DGen.Testing;
using Conv3DGen.Testing.Golden;

namespace Conv3DGen.Neon.Tests.Cases;

/// <summary>The golden suites as cases.</summary>
internal static class GoldenCases
{
    /// <summary>
    /// A forward case three times: its sums alone, which the reference knows, on a kernel that leaves open what can be; and the whole
    /// layer on a kernel made for exactly this case and on the fallback, both of which must give the bits that it gives on this machine.
    /// </summary>
    public static IEnumerable<NeonCase> Forward(GoldenForward golden)
    {
        GoldenLayer layer = golden.Layer;
        var here = new Lazy<float[]>(() => RunHere(layer, golden.Input));
        yield return Case(golden.Name, "sums, open spec", new(layer.Problem.GenericSpec), layer, golden.Input, "linear", () => golden.FmaOrderSums);
        yield return Case(golden.Name, "closed spec", new(layer.Problem.SpecialisedSpec), layer, golden.Input, Activation(layer), () => here.Value);
        yield return Case(golden.Name, "fallback", KernelChoice.Fallback, layer, golden.Input, Activation(layer), () => here.Value);
    }

    /// <summary>Every layer of a network on the kernel that the layer finds itself, given what the layers before give on this machine.</summary>
    public static IEnumerable<NeonCase> Network(GoldenNetwork golden)
    {
        float[] values = golden.Input;
        for (int i = 0; i < golden.Layers.Count; i++)
        {
            GoldenLayer layer = golden.Layers[i];
            float[] output = RunHere(layer, values);
            yield return Case(golden.Name, $"layer {i}", new(layer.Problem.GenericSpec, Registered: true), layer, values, Activation(layer), () => output);
            values = output;
        }
    }

    private static NeonCase Case(string group, string label, KernelChoice kernel, GoldenLayer layer, float[] input, string activation, Func<float[]> expected)
        => new(group, label, kernel, layer.Problem, input, layer.Kernel, layer.Bias, activation, expected);

    private static string Activation(GoldenLayer layer)
        => layer is { Activation: "hard_sigmoid", KerasVersion: 2 } ? ActivationName.HardSigmoidKeras2 : layer.Activation;

    private static float[] RunHere(GoldenLayer layer, float[] input)
        => LayerFactory.Create(layer.Problem, layer.Kernel, layer.Bias, ActivationName.Find(Activation(layer)), Conv3DKernel.Fallback).Run(layer.Problem, input);
}
