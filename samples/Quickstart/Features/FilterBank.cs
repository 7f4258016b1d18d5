using System.Numerics.Tensors;

namespace Quickstart.Features;

/// <summary>The weights of one layer, put together from stencils: which input channel reaches which output channel, and how.</summary>
/// <param name="size">Taps per axis.</param>
/// <param name="inputs">Input channels.</param>
/// <param name="channelNames">One name per output channel.</param>
internal sealed class FilterBank(int size, int inputs, params IReadOnlyList<string> channelNames)
{
    private readonly float[] _weights = new float[size * size * size * inputs * channelNames.Count];
    private readonly float[] _bias = new float[channelNames.Count];

    /// <summary>Taps per axis.</summary>
    public int Size => size;

    public int Inputs => inputs;

    public int Outputs => channelNames.Count;

    /// <summary>What each output channel shows.</summary>
    public IReadOnlyList<string> ChannelNames => channelNames;

    /// <summary>The output channel of this name.</summary>
    public int Channel(string name) => channelNames.Index().First(channel => channel.Item == name).Index;

    /// <summary>The layer's kernel, [kd, kh, kw, inputs, outputs] as Keras lays it out.</summary>
    public Tensor<float> Weights => Tensor.Create(_weights, [size, size, size, inputs, Outputs]);

    /// <summary>The layer's bias, [outputs].</summary>
    public Tensor<float> Bias => Tensor.Create(_bias, [Outputs]);

    /// <summary>Multiply-adds per voxel.</summary>
    public long Work => _weights.Length;

    /// <summary>Adds <paramref name="gain"/> times a stencil between two channels.</summary>
    public void Add(int from, int to, double[,,] stencil, double gain = 1) => Stencils.ForEach(size, (k, j, i) =>
    {
        int tap = (((k * size) + j) * size) + i;
        _weights[(((tap * inputs) + from) * Outputs) + to] += (float)(gain * stencil[k, j, i]);
    });

    /// <summary>What output <paramref name="to"/> must exceed, before a relu, to show at all.</summary>
    public void SetThreshold(int to, double value) => _bias[to] = -(float)value;
}
