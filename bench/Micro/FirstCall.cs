using BenchmarkDotNet.Attributes;
using Conv3DGen.Bench.Contenders;
using Conv3DGen.Bench.Layers;

namespace Conv3DGen.Bench.Micro;

/// <summary>
/// The first call of a process, each time in a new one: the layer is created and built, its kernels are compiled by the JIT, and it runs.
/// The data is there before the clock starts.
/// </summary>
[Config(typeof(ColdConfig))]
public class FirstCall
{
    private readonly BenchLayer _layer = LayerTable.All.Single(layer => layer.Id == "k2");
    private readonly LayerData _data;

    public FirstCall() => _data = new(_layer);

    [Benchmark(Baseline = true)]
    public void Generated() => Run(OurLayer.WithAlgorithm(ContenderNames.Auto, _layer, _data, threads: 1));

    [Benchmark]
    public void Fallback() => Run(OurLayer.OnFallback(_layer, _data, threads: 1));

    private static void Run(OurLayer layer)
    {
        using (layer)
        {
            layer.Run();
        }
    }
}
