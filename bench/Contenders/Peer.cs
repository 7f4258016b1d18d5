using Conv3DGen.Bench.Contenders.OneDnn;
using Conv3DGen.Bench.Contenders.OnnxRuntime;
using Conv3DGen.Bench.Layers;

namespace Conv3DGen.Bench.Contenders;

/// <summary>Another library that ours is measured against, where it is installed.</summary>
/// <param name="Name">As <see cref="ContenderNames"/> spells it.</param>
/// <param name="Terms">Its version and how it was treated, in a sentence; null where it is not installed.</param>
/// <param name="Create">Its contenders on a layer with a number of threads; throws <see cref="PeerException"/> where it refuses.</param>
internal sealed record Peer(string Name, Func<string?> Terms, Func<BenchLayer, LayerData, int, IEnumerable<IContender>> Create)
{
    /// <summary>All that are known.</summary>
    public static IReadOnlyList<Peer> All { get; } =
    [
        new(
            ContenderNames.OnnxRuntime,
            () => OrtLibrary.Instance is { } library
                ? $"ONNX Runtime {library.Version}, CPU: tensors channels first, its only layout; all graph optimisations; the widest instruction set of the CPU, whatever --isa says"
                : null,
            (layer, data, threads) => [new OnnxRuntimeLayer(OrtLibrary.Instance!, layer, data, threads)]),
        new(
            ContenderNames.OneDnn,
            () => DnnlEngine.Instance is not null
                ? $"oneDNN {DnnlEngine.Version}: {ContenderNames.OneDnn} is the layer's own axis order, {ContenderNames.OneDnnOwn} the order that the library prefers for input and output; bringing them into it is not measured, which is its best case"
                : null,
            (layer, data, _) => [OneDnnLayer.Plain(DnnlEngine.Instance!, layer, data), OneDnnLayer.Own(DnnlEngine.Instance!, layer, data)]), // threads: OMP_NUM_THREADS
    ];
}
