using System.Numerics.Tensors;
using Conv3DGen;

namespace CompiledModel;

/// <summary>
/// A video encoder in the manner of C3D: five layers of 3x3x3 taps with relu, from [clips, 8, 16, 16, 3] to [clips, 2, 2, 2, 48].
/// Each layer has a spec, so each runs on code that was generated for its taps, strides and channels.
/// </summary>
internal sealed partial class C3D
{
    /// <summary>Builds the model.</summary>
    /// <param name="weights">An .npz file with "conv0/kernel", "conv0/bias" and so on to conv4.</param>
    /// <exception cref="InvalidDataException">Not an .npz file that can be read.</exception>
    /// <exception cref="KeyNotFoundException">An array is missing.</exception>
    /// <exception cref="ArgumentException">An array has another shape than its layer's weights.</exception>
    public C3D(string weights)
    {
        IReadOnlyDictionary<string, Tensor<float>> arrays = NpzFile.Read(weights);
        Conv3DKernel[] kernels = [Conv0, Conv1, Conv2, Conv3, Conv4];
        Layers = [.. kernels.Select((kernel, i) => CreateLayer($"conv{i}", kernel, arrays))];
    }

    [Conv3DSpec(3, Padding = Padding.Same, InputChannels = 3, Filters = 16, Groups = 1, DataFormat = DataFormat.ChannelsLast)]
    public static partial Conv3DKernel Conv0 { get; }

    [Conv3DSpec(3, Strides = [1, 2, 2], Padding = Padding.Same, InputChannels = 16, Filters = 24, Groups = 1, DataFormat = DataFormat.ChannelsLast)]
    public static partial Conv3DKernel Conv1 { get; }

    [Conv3DSpec(3, Strides = [2], Padding = Padding.Same, InputChannels = 24, Filters = 32, Groups = 1, DataFormat = DataFormat.ChannelsLast)]
    public static partial Conv3DKernel Conv2 { get; }

    [Conv3DSpec(3, Padding = Padding.Same, InputChannels = 32, Filters = 32, Groups = 1, DataFormat = DataFormat.ChannelsLast)]
    public static partial Conv3DKernel Conv3 { get; }

    [Conv3DSpec(3, Strides = [2], Padding = Padding.Same, InputChannels = 32, Filters = 48, Groups = 1, DataFormat = DataFormat.ChannelsLast)]
    public static partial Conv3DKernel Conv4 { get; }

    /// <summary>The layers, first to last.</summary>
    public IReadOnlyList<Conv3D> Layers { get; }

    /// <summary>Encodes clips.</summary>
    /// <param name="clips">[clips, 8, 16, 16, 3].</param>
    /// <returns>[clips, 2, 2, 2, 48].</returns>
    public Tensor<float> Call(Tensor<float> clips) => Layers.Aggregate(clips, (x, layer) => layer.Call(x));

    /// <summary>A layer is what its kernel's spec says; the spec is written down once.</summary>
    private static Conv3D CreateLayer(string name, Conv3DKernel kernel, IReadOnlyDictionary<string, Tensor<float>> arrays)
    {
        ConvSpec spec = kernel.Spec!;
        var layer = new Conv3D(spec.Filters!.Value, spec.KernelSize, spec.Strides, spec.Padding, spec.DataFormat, activation: Activation.Relu, name: name, kernel: kernel)
        {
            RequireSpecialized = true, // An exception rather than a slow layer, on a CPU that no kernel was generated for.
        };
        layer.Build(null, null, null, null, spec.InputChannels);
        layer.SetWeights(arrays[$"{name}/kernel"], arrays[$"{name}/bias"]);
        return layer;
    }
}
