using BenchmarkDotNet.Attributes;
using Conv3DGen.Bench.Contenders;
using Conv3DGen.Bench.Layers;

namespace Conv3DGen.Bench.Micro;

/// <summary>The smallest layer of the table, whole: on its generated kernel and on the fallback.</summary>
[Config(typeof(WarmConfig))]
public class SmallestLayer
{
    private readonly LayerData _data;
    private readonly OurLayer _generated;
    private readonly OurLayer _fallback;

    public SmallestLayer()
    {
        BenchLayer layer = LayerTable.All.MinBy(candidate => candidate.MultiplyAdds)!;
        _data = new(layer);
        _generated = OurLayer.WithAlgorithm(ContenderNames.Auto, layer, _data, threads: 1);
        _fallback = OurLayer.OnFallback(layer, _data, threads: 1);
    }

    [Benchmark(Baseline = true)]
    public void Generated() => _generated.Run();

    [Benchmark]
    public void Fallback() => _fallback.Run();

    [GlobalCleanup]
    public void Dispose()
    {
        _generated.Dispose();
        _fallback.Dispose();
        _data.Dispose();
    }
}
