using Conv3DGen.Bench.Layers;
using Conv3DGen.Winograd;

namespace Conv3DGen.Bench.Contenders;

/// <summary>Everybody who runs a layer, ours first.</summary>
internal sealed class ContenderSet : IDisposable
{
    private readonly List<IContender> _contenders = [];
    private readonly List<string> _refusals = [];

    /// <summary>Makes the contenders. A library that is not installed or refuses the layer is left out.</summary>
    /// <param name="names">From <see cref="ContenderNames"/>.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="data">Its tensors, which outlive the set.</param>
    /// <param name="threads">How many threads each may use.</param>
    public ContenderSet(IEnumerable<string> names, BenchLayer layer, LayerData data, int threads)
    {
        foreach (string name in names)
        {
            try
            {
                _contenders.AddRange(Create(name, layer, data, threads));
            }
            catch (PeerException refusal)
            {
                _refusals.Add($"{layer.Id}: {refusal.Message}");
            }
        }
    }

    public IReadOnlyList<IContender> Contenders => _contenders;

    /// <summary>Who is left out of this layer, and why.</summary>
    public IReadOnlyList<string> Refusals => _refusals;

    public void Dispose() => _contenders.ForEach(contender => contender.Dispose());

    private static IEnumerable<IContender> Create(string name, BenchLayer layer, LayerData data, int threads)
    {
        if (Peer.All.SingleOrDefault(peer => peer.Name == name) is { } peer)
        {
            return peer.Terms() is null ? [] : peer.Create(layer, data, threads);
        }

        if (name == ContenderNames.Winograd && !WinogradRules.Fits(layer.Spec))
        {
            return [];
        }

        return [name == ContenderNames.Fallback ? OurLayer.OnFallback(layer, data, threads) : OurLayer.WithAlgorithm(name, layer, data, threads)];
    }
}
