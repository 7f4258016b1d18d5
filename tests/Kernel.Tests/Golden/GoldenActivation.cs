using Conv3DGen.Testing.Golden;

namespace Conv3DGen.Kernel.Tests.Golden;

/// <summary>The activations of golden layers.</summary>
internal static class GoldenActivation
{
    /// <summary>The library's activation for a layer; a name means something else in Keras 2 only for hard_sigmoid.</summary>
    public static Activation Of(GoldenLayer layer) => layer is { Activation: "hard_sigmoid", KerasVersion: 2 }
        ? Activation.HardSigmoidKeras2
        : Activation.FromName(layer.Activation);

    /// <summary>The bits that the library promises for a layer whose biased sums are these.</summary>
    public static float[] Promised(GoldenLayer layer, float[] sums)
    {
        Activation activation = Of(layer);
        switch (activation.Name)
        {
            case "linear":
                return sums;
            case "relu":
                return Array.ConvertAll(sums, x => x < 0 ? 0 : x);
            case "relu6":
                return Array.ConvertAll(sums, x => x < 0 ? 0 : x > 6 ? 6 : x);
            default:
                // Not the activation's accuracy, which the tolerance judges, but that it is applied once to every row.
                float[] values = [.. sums];
                activation.Apply(values, (int)layer.Problem.OutputShape[^1]);
                return values;
        }
    }
}
