using Conv3DGen.Bench.Layers;

namespace Conv3DGen.Bench.Contenders;

/// <summary>Makes the contenders that were asked for.</summary>
internal static class ContenderFactory
{
    /// <summary>Every contender of a layer, ours first.</summary>
    /// <param name="names">From <see cref="ContenderNames"/>.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="data">Its tensors, which outlive the contenders.</param>
    /// <param name="threads">How many threads each may use.</param>
    public static IReadOnlyList<IContender> Create(IEnumerable<string> names, BenchLayer layer, LayerData data, int threads)
        => [.. names.SelectMany(name => Create(name, layer, data, threads))];

    private static IEnumerable<IContender> Create(string name, BenchLayer layer, LayerData data, int threads) => name switch
    {
        ContenderNames.Fallback => [OurLayer.OnFallback(layer, data, threads)],
        _ => [OurLayer.WithAlgorithm(name, layer, data, threads)],
    };
}
