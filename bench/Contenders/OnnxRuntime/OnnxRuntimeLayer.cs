using Conv3DGen.Bench.Layers;

namespace Conv3DGen.Bench.Contenders.OnnxRuntime;

/// <summary>The layer in ONNX Runtime. Its only layout is channels first, so it gets the same numbers in that order.</summary>
internal sealed unsafe class OnnxRuntimeLayer : IContender
{
    private readonly ConvGeometry _geometry;
    private readonly AlignedFloats _input;
    private readonly AlignedFloats _output;
    private readonly OrtSession _session;

    /// <summary>Makes a session of one Conv node.</summary>
    /// <exception cref="PeerException">The library refuses it.</exception>
    public OnnxRuntimeLayer(OrtLibrary library, BenchLayer layer, LayerData data, int threads)
    {
        _geometry = layer.Geometry;
        _session = new(library, OnnxModel.Create(layer, data), threads);
        _input = new(data.Input.Count);
        _output = new(_geometry.OutputCount);
        if (_geometry.Format == DataFormat.ChannelsLast)
        {
            Layout.Transpose(data.Input.Span, _input.Span, data.Input.Count / _geometry.InputChannels, _geometry.InputChannels);
        }
        else
        {
            data.Input.Span.CopyTo(_input.Span);
        }

        _session.Bind(_input.Pointer, OnnxModel.InputShape(layer), _output.Pointer, OnnxModel.OutputShape(layer));
    }

    public string Name => ContenderNames.OnnxRuntime;

    public string Kernel => "Conv, channels first";

    public void Run() => _session.Run();

    public void CopyOutput(Span<float> output)
    {
        if (_geometry.Format == DataFormat.ChannelsLast)
        {
            Layout.Transpose(_output.Span, output, _geometry.Filters, _output.Count / _geometry.Filters);
        }
        else
        {
            _output.Span.CopyTo(output);
        }
    }

    public void Dispose()
    {
        _session.Dispose();
        _input.Dispose();
        _output.Dispose();
    }
}
