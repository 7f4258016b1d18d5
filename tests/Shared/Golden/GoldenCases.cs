using Conv3DGen.Testing.Reference;

namespace Conv3DGen.Testing.Golden;

/// <summary>One forward case with its data made.</summary>
/// <param name="Name">"suite/case".</param>
/// <param name="Layer">The layer.</param>
/// <param name="Input">The input in the layer's axis order.</param>
/// <param name="Expected">The output.</param>
/// <param name="Tolerance">How near the output must be.</param>
/// <param name="Entry">The manifest's entry.</param>
public sealed record GoldenForward(string Name, GoldenLayer Layer, float[] Input, float[] Expected, Tolerance Tolerance, ForwardEntry Entry)
{
    private readonly Lazy<float[]> _sums = new(() => ReferenceConvolution.Run(Layer.Problem, Input, Layer.Kernel, Layer.Bias));

    /// <summary>The biased sums in float32, accumulated in the promised order.</summary>
    public float[] FmaOrderSums => _sums.Value;

    public override string ToString() => Name;
}

/// <summary>One network with its data made.</summary>
/// <param name="Name">"suite/network".</param>
/// <param name="Layers">The layers in order.</param>
/// <param name="Input">The input of the first layer.</param>
/// <param name="Expected">The output of the last layer.</param>
/// <param name="Tolerance">How near the output must be.</param>
/// <param name="Entry">The manifest's entry.</param>
public sealed record GoldenNetwork(string Name, IReadOnlyList<GoldenLayer> Layers, float[] Input, float[] Expected, Tolerance Tolerance, NetworkEntry Entry)
{
    public override string ToString() => Name;
}
