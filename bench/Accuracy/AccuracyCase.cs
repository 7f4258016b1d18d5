using System.Numerics.Tensors;
using Conv3DGen.Bench.Layers;
using Conv3DGen.Bench.Measuring;
using Conv3DGen.Winograd;

namespace Conv3DGen.Bench.Accuracy;

/// <summary>One convolution whose exact sums are known, computed in every form beside direct convolution.</summary>
/// <remarks>On the portable kernel: every other gives the same bits, which tests hold.</remarks>
internal sealed class AccuracyCase : IDisposable
{
    private const int Filters = 16;

    private readonly ConvGeometry _geometry;
    private readonly AlignedFloats _input;
    private readonly float[] _kernel;
    private readonly double[] _exact;

    /// <summary>Makes the tensors and their exact sums; the same numbers at every run.</summary>
    /// <param name="kernelSize">1, 3 or 5 taps an axis.</param>
    /// <param name="input">Input depth, height and width, 'same' padding.</param>
    /// <param name="channels">Input channels.</param>
    /// <param name="kind">What the numbers are like.</param>
    public AccuracyCase(Int3 kernelSize, Int3 input, int channels, DataKind kind)
    {
        var spec = new ConvSpec(kernelSize, 1, 1, Padding.Same) { InputChannels = channels, Filters = Filters, Groups = 1, DataFormat = DataFormat.ChannelsLast };
        _geometry = new(spec, batch: 1, input, channels, DataFormat.ChannelsLast);
        _input = new(_geometry.InputCount);
        _kernel = new float[kernelSize.Depth * kernelSize.Height * kernelSize.Width * channels * Filters];
        kind.Fill(_input.Span, _kernel, taps: _kernel.Length / Filters);
        _exact = Reference.Run(_geometry, _input, _kernel, new float[Filters]);
        Direct = Error(Algorithm.Direct, form: null);
    }

    /// <summary>The error of direct convolution.</summary>
    public ErrorFigures Direct { get; }

    /// <summary>The forms that can compute it.</summary>
    public IEnumerable<WinogradForm> Forms => WinogradChoice.Possible(WinogradAxes.Of(_geometry), _geometry, long.MaxValue);

    /// <summary>The error of a form.</summary>
    public ErrorFigures Winograd(WinogradForm form) => Error(Algorithm.Winograd, form);

    public void Dispose() => _input.Dispose();

    private ErrorFigures Error(Algorithm algorithm, WinogradForm? form)
    {
        var conv = new Conv3D(Filters, KernelSize, padding: Padding.Same, useBias: false, kernel: Conv3DKernel.Fallback, algorithm: algorithm) { RequestedForm = form };
        nint[] lengths = [1, _geometry.Input.Depth, _geometry.Input.Height, _geometry.Input.Width, _geometry.InputChannels];
        conv.Build([.. lengths.Select(n => (int?)n)]);
        conv.SetWeights(Tensor.Create(_kernel, [KernelSize.Depth, KernelSize.Height, KernelSize.Width, _geometry.InputChannels, Filters]));
        var output = new float[_geometry.OutputCount];
        conv.Call(_input.Span, lengths, output);
        return ErrorFigures.Of(output, _exact);
    }

    private Int3 KernelSize => (_geometry.Depth.Kernel, _geometry.Height.Kernel, _geometry.Width.Kernel);
}
