using System.Numerics.Tensors;
using Conv3DGen;

namespace Embedded;

/// <summary>One layer for one shape, with the memory that its output goes to.</summary>
internal sealed class Stage
{
    private readonly Conv3D _layer;
    private readonly nint[] _inputShape;
    private readonly float[] _output;

    /// <summary>Builds the layer that the kernel was made for, with relu.</summary>
    /// <param name="kernel">A kernel with channels and filters in its spec.</param>
    /// <param name="weights">[kd, kh, kw, channels, filters], row-major.</param>
    /// <param name="bias">[filters].</param>
    /// <param name="inputShape">Five sizes, batch first.</param>
    public Stage(Conv3DKernel kernel, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, int[] inputShape)
    {
        ConvSpec spec = kernel.Spec!;
        (int channels, int filters, Int3 taps) = (spec.InputChannels!.Value, spec.Filters!.Value, spec.KernelSize);
        _layer = new(filters, taps, spec.Strides, spec.Padding, spec.DataFormat, activation: Activation.Relu, kernel: kernel)
        {
            MaxDegreeOfParallelism = 1, // The other cores of the device have other things to do.
        };
        int?[] shape = [.. inputShape];
        _layer.Build(shape);
        _layer.SetWeights(Tensor.Create(weights.ToArray(), [taps.Depth, taps.Height, taps.Width, channels, filters]), Tensor.Create(bias.ToArray(), [filters]));
        OutputShape = [.. _layer.ComputeOutputShape(shape).Select(size => size!.Value)];
        _inputShape = [.. inputShape];
        _output = new float[OutputShape.Aggregate((a, b) => a * b)];
    }

    /// <summary>Five sizes, batch first.</summary>
    public int[] OutputShape { get; }

    /// <summary>The kernel, and how it computes this shape.</summary>
    public string KernelName => _layer.KernelName;

    /// <summary>Runs the layer.</summary>
    /// <param name="input">Of the shape it was built for, row-major.</param>
    /// <returns>The output, valid until the next call.</returns>
    public ReadOnlySpan<float> Call(ReadOnlySpan<float> input)
    {
        _layer.Call(input, _inputShape, _output);
        return _output;
    }
}
