using System.Numerics.Tensors;
using BenchmarkDotNet.Attributes;
using Conv3DGen.Bench.Layers;

namespace Conv3DGen.Bench.Micro;

/// <summary>What new weights cost: they are copied and packed once, not at every call.</summary>
[Config(typeof(WarmConfig))]
public class Packing
{
    private Conv3D _conv = null!;
    private Tensor<float> _kernel = null!;
    private Tensor<float> _bias = null!;

    /// <summary>A tiny kernel, a usual one, and 512 x 512 channels.</summary>
    [Params("k3", "b", "d")]
    public string Layer { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        BenchLayer layer = LayerTable.All.Single(candidate => candidate.Id == Layer);
        using var data = new LayerData(layer);
        _conv = new(layer.Spec.Filters!.Value, layer.Spec.KernelSize, padding: layer.Spec.Padding, kernel: layer.Kernel);
        _conv.Build([.. layer.InputLengths.Select(length => (int?)length)]);
        _kernel = Tensor.Create(data.Kernel, data.KernelShape);
        _bias = Tensor.Create(data.Bias, [data.Bias.Length]);
    }

    [Benchmark]
    public void SetWeights() => _conv.SetWeights(_kernel, _bias);
}
