using System.Diagnostics.CodeAnalysis;
using Conv3DGen.Kernels;

namespace Conv3DGen;

/// <summary>What a built layer has. Replaced as a whole, so that a call sees old or new weights and never a mixture.</summary>
internal sealed class LayerState
{
    private ConvGeometry? _lastGeometry;

    public LayerState(Conv3DKernel kernel, string kernelName, int inputChannels, ConvSpec spec, float[] weights, float[] bias)
    {
        Kernel = kernel;
        KernelName = kernelName;
        InputChannels = inputChannels;
        Weights = new(weights, bias, spec.KernelSize, inputChannels / spec.Groups!.Value, spec.Filters!.Value, spec.Groups.Value);
        Packed = kernel.Pack(Weights, spec.DataFormat!.Value);
    }

    public Conv3DKernel Kernel { get; }

    public string KernelName { get; }

    public int InputChannels { get; }

    public ConvWeights Weights { get; }

    public PackedWeights Packed { get; }

    /// <summary>The same layer with other weights.</summary>
    public LayerState With(ConvSpec spec, float[] weights, float[] bias) => new(Kernel, KernelName, InputChannels, spec, weights, bias);

    /// <summary>The geometry of the last input shape, which is kept so that calls of one shape allocate nothing.</summary>
    public bool TryGetGeometry(int batch, Int3 input, [NotNullWhen(true)] out ConvGeometry? geometry)
    {
        geometry = _lastGeometry;
        return geometry is not null && geometry.Batch == batch && geometry.Input == input;
    }

    public ConvGeometry AddGeometry(ConvGeometry geometry) => _lastGeometry = geometry;
}
