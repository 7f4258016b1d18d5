namespace Conv3DGen.Bench.Layers;

/// <summary>One measured layer: a generated kernel, whose spec fixes every option, and the size of one image.</summary>
internal sealed class BenchLayer
{
    /// <summary>Joins a kernel and an input size.</summary>
    /// <param name="id">What <c>--layers</c> calls it: a name, with "-first" where the axis order is channels_first.</param>
    /// <param name="kernel">The kernel generated for it, its channels and axis order fixed.</param>
    /// <param name="input">Input depth, height and width.</param>
    public BenchLayer(string id, Conv3DKernel kernel, Int3 input)
    {
        Id = id;
        Kernel = kernel;
        Spec = kernel.Spec! with { Groups = kernel.Spec!.Groups ?? 1 };
        Geometry = new(Spec, batch: 1, input, Spec.InputChannels!.Value, Spec.DataFormat!.Value);
    }

    public string Id { get; }

    public Conv3DKernel Kernel { get; }

    /// <summary>The options, from the kernel's own spec.</summary>
    public ConvSpec Spec { get; }

    /// <summary>Every size of a call on one image.</summary>
    public ConvGeometry Geometry { get; }

    /// <summary>The name without the axis order.</summary>
    public string Name => Id.Split('-')[0];

    /// <summary>"channels_last" or "channels_first", as Keras spells it.</summary>
    public string FormatName => Geometry.Format == DataFormat.ChannelsLast ? "channels_last" : "channels_first";

    /// <summary>The sizes of the input in the layer's axis order, batch first.</summary>
    public nint[] InputLengths => Geometry.Format == DataFormat.ChannelsLast
        ? [1, Geometry.Input.Depth, Geometry.Input.Height, Geometry.Input.Width, Geometry.InputChannels]
        : [1, Geometry.InputChannels, Geometry.Input.Depth, Geometry.Input.Height, Geometry.Input.Width];

    /// <summary>"3x3x3, 64->128, 8x56x56": the kernel with what is unusual about it, the channels, the input.</summary>
    public string Shape
    {
        get
        {
            string kernel = Spec.KernelSize.ToString("x");
            string strides = Spec.Strides == 1 ? "" : $" s{Spec.Strides}";
            string dilation = Spec.DilationRate == 1 ? "" : $" d{Spec.DilationRate}";
            string groups = Spec.Groups == 1 ? "" : $" g{Spec.Groups}";
            string padding = Spec.Padding == Padding.Same ? "" : " valid";
            return $"{kernel}{strides}{dilation}{groups}{padding}, {Spec.InputChannels}->{Spec.Filters}, {Geometry.Input.ToString("x")}";
        }
    }

    /// <summary>The multiply-adds of a call. Taps inside the padding multiply nothing and are not counted.</summary>
    public double MultiplyAdds
        => TapsInside(Geometry.Depth) * TapsInside(Geometry.Height) * TapsInside(Geometry.Width) * Geometry.InputChannelsPerGroup * Geometry.Filters;

    /// <summary>Pairs of an output position and a tap that lies inside the input.</summary>
    private static double TapsInside(ConvAxis axis) => Enumerable.Range(0, axis.Output).Sum(output => (double)axis.Taps(output).Count);
}
