using System.Numerics.Tensors;
using Conv3DGen.Bench.Layers;

namespace Conv3DGen.Bench.Contenders;

/// <summary>A <see cref="Conv3D"/> layer called on memory that is allocated once.</summary>
internal sealed class OurLayer : IContender
{
    private readonly Conv3D _conv;
    private readonly LayerData _data;
    private readonly nint[] _inputLengths;
    private readonly AlignedFloats _output;

    private OurLayer(string name, BenchLayer layer, LayerData data, Conv3D conv)
    {
        Name = name;
        _conv = conv;
        _data = data;
        _inputLengths = layer.InputLengths;
        _output = new(layer.Geometry.OutputCount);
        conv.Build([.. _inputLengths.Select(length => (int?)length)]);
        conv.SetWeights(Tensor.Create(data.Kernel, data.KernelShape), Tensor.Create(data.Bias, [data.Bias.Length]));
    }

    public string Name { get; }

    public string Kernel => _conv.KernelName;

    /// <summary>The layer on its generated kernel, with the algorithm that <paramref name="name"/> says.</summary>
    public static OurLayer WithAlgorithm(string name, BenchLayer layer, LayerData data, int threads)
        => new(name, layer, data, Create(layer, threads, layer.Kernel, Enum.Parse<Algorithm>(name, ignoreCase: true)));

    /// <summary>The layer on the generic kernel that runs where no spec matches, by direct convolution.</summary>
    public static OurLayer OnFallback(BenchLayer layer, LayerData data, int threads) => new(ContenderNames.Fallback, layer, data, Create(layer, threads, Conv3DKernel.Fallback, Algorithm.Direct));

    public void Run() => _conv.Call(_data.Input.Span, _inputLengths, _output.Span);

    public void CopyOutput(Span<float> output) => _output.Span.CopyTo(output);

    public void Dispose() => _output.Dispose();

    private static Conv3D Create(BenchLayer layer, int threads, Conv3DKernel kernel, Algorithm algorithm)
    {
        ConvSpec spec = layer.Spec;
        return new(
            spec.Filters!.Value,
            spec.KernelSize,
            spec.Strides,
            spec.Padding,
            spec.DataFormat,
            spec.DilationRate,
            spec.Groups!.Value,
            kernel: kernel,
            algorithm: algorithm)
        {
            MaxDegreeOfParallelism = threads,
        };
    }
}
