using Conv3DGen.Bench.Layers;

namespace Conv3DGen.Bench.Contenders.OneDnn;

/// <summary>The layer in oneDNN, with the weights reordered beforehand and memory that is allocated once.</summary>
internal sealed class OneDnnLayer : IContender
{
    private readonly DnnlEngine _engine;
    private readonly DnnlConvolution _convolution;
    private readonly DnnlTensor _source;
    private readonly DnnlTensor _weights;
    private readonly DnnlTensor _bias;
    private readonly DnnlTensor _target;
    private readonly MemoryDescription _plainTarget;

    private OneDnnLayer(string name, DnnlEngine engine, DnnlConvolution convolution, BenchLayer layer, LayerData data)
    {
        Name = name;
        _engine = engine;
        _convolution = convolution;
        _plainTarget = DnnlDescriptions.Target(layer);
        _source = DnnlTensor.Load(engine, data.Input.Span, DnnlDescriptions.Source(layer), convolution.Source);
        _weights = DnnlTensor.Load(engine, data.Kernel, DnnlDescriptions.Weights(layer), convolution.Weights);
        _bias = DnnlTensor.Load(engine, data.Bias, DnnlDescriptions.Bias(layer), DnnlDescriptions.Bias(layer));
        _target = new(engine, convolution.Target);
    }

    public string Name { get; }

    public string Kernel => _convolution.Implementation;

    /// <summary>Input and output in the layer's own axis order.</summary>
    /// <exception cref="PeerException">The library refuses the layer.</exception>
    public static OneDnnLayer Plain(DnnlEngine engine, BenchLayer layer, LayerData data) => new(
        ContenderNames.OneDnn, engine, new(engine, layer, DnnlDescriptions.Source(layer), DnnlDescriptions.Target(layer)), layer, data);

    /// <summary>Input and output in the order that the library prefers; bringing them into it is not measured.</summary>
    /// <exception cref="PeerException">The library refuses the layer.</exception>
    public static OneDnnLayer Own(DnnlEngine engine, BenchLayer layer, LayerData data) => new(
        ContenderNames.OneDnnOwn, engine, new(engine, layer, DnnlDescriptions.AnySource(layer), DnnlDescriptions.AnyTarget(layer)), layer, data);

    public void Run() => _engine.Execute(
        _convolution.Primitive,
        new(Dnnl.ArgumentSource, _source.Memory),
        new(Dnnl.ArgumentWeights, _weights.Memory),
        new(Dnnl.ArgumentBias, _bias.Memory),
        new(Dnnl.ArgumentTarget, _target.Memory));

    public void CopyOutput(Span<float> output) => _target.Store(_engine, _plainTarget, output);

    public void Dispose()
    {
        _source.Dispose();
        _weights.Dispose();
        _bias.Dispose();
        _target.Dispose();
        _convolution.Dispose();
    }
}
