namespace Conv3DGen;

/// <summary>What a layer asks of its input (Keras's <c>InputSpec</c>).</summary>
/// <param name="Ndim">How many axes.</param>
/// <param name="Axes">Sizes that are fixed, by axis: the channels, once the layer is built.</param>
public sealed record InputSpec(int Ndim, IReadOnlyDictionary<int, int> Axes);
