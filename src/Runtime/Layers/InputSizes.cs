using Conv3DGen.Arguments;

namespace Conv3DGen;

/// <summary>A checked input shape, its axes named.</summary>
/// <param name="Batch">Batch size, or null.</param>
/// <param name="Spatial">Depth, height and width, each null where unknown.</param>
/// <param name="Channels">Channels, or null.</param>
/// <param name="Format">The axis order it came in.</param>
/// <param name="Argument">The argument it came in: a tensor, or its shape alone.</param>
internal readonly record struct InputSizes(int? Batch, (int? Depth, int? Height, int? Width) Spatial, int? Channels, DataFormat Format, string Argument)
{
    /// <summary>Reads a shape in a layer's axis order.</summary>
    /// <exception cref="ArgumentException">Not five sizes, or one below its minimum (0 for the batch, else 1).</exception>
    public static InputSizes Of(ReadOnlySpan<int?> shape, DataFormat format, string argument = "inputShape")
    {
        string axes = format == DataFormat.ChannelsLast ? "[batch, depth, height, width, channels]" : "[batch, channels, depth, height, width]";
        if (shape.Length != 5)
        {
            throw new ArgumentException($"{argument} has {shape.Length} sizes, {Shapes.Text(shape)}; expected 5: {axes}.", argument);
        }

        for (int i = 0; i < 5; i++)
        {
            int least = i == 0 ? 0 : 1;
            if (shape[i] < least)
            {
                throw new ArgumentException($"{argument} is {Shapes.Text(shape)}; size {i} of {axes} must be at least {least}.", argument);
            }
        }

        return format == DataFormat.ChannelsLast
            ? new(shape[0], (shape[1], shape[2], shape[3]), shape[4], format, argument)
            : new(shape[0], (shape[2], shape[3], shape[4]), shape[1], format, argument);
    }

    /// <summary>Reads the shape of a tensor.</summary>
    /// <exception cref="ArgumentException">As above, or a size of 2^31 or more.</exception>
    public static InputSizes Of(ReadOnlySpan<nint> lengths, DataFormat format, string argument)
    {
        Span<int?> sizes = lengths.Length == 5 ? stackalloc int?[5] : new int?[lengths.Length]; // another length is an error
        for (int i = 0; i < sizes.Length; i++)
        {
            sizes[i] = lengths[i] is >= int.MinValue and <= int.MaxValue
                ? (int)lengths[i]
                : throw new ArgumentException($"size {i} of {argument} is {lengths[i]}; expected less than 2^31.", argument);
        }

        return Of(sizes, format, argument);
    }

    /// <summary>Depth, height and width, all known.</summary>
    public Int3 Volume => new(Spatial.Depth!.Value, Spatial.Height!.Value, Spatial.Width!.Value);

    /// <summary>Whether every size is known.</summary>
    public bool IsKnown => Batch is not null && Channels is not null && Spatial is { Depth: not null, Height: not null, Width: not null };

    /// <summary>Checks that the channels are those a layer was built for.</summary>
    public void CheckBuiltFor(int channels, string layer)
    {
        if (Channels != channels)
        {
            throw new ArgumentException($"{Argument} has {Channels?.ToString() ?? "unknown"} channels; layer \"{layer}\" was built for {channels}.", Argument);
        }
    }

    /// <summary>The output shape in the same axis order.</summary>
    /// <exception cref="ArgumentException">The channels, where known, are no multiple of the groups, or a valid kernel does not fit the input.</exception>
    public int?[] Output(ConvSpec spec)
    {
        CheckChannels(spec);
        int? depth = OutputSize("depth", Spatial.Depth, spec.KernelSize.Depth, spec.Strides.Depth, spec.DilationRate.Depth, spec.Padding);
        int? height = OutputSize("height", Spatial.Height, spec.KernelSize.Height, spec.Strides.Height, spec.DilationRate.Height, spec.Padding);
        int? width = OutputSize("width", Spatial.Width, spec.KernelSize.Width, spec.Strides.Width, spec.DilationRate.Width, spec.Padding);
        return Format == DataFormat.ChannelsLast ? [Batch, depth, height, width, spec.Filters] : [Batch, spec.Filters, depth, height, width];
    }

    private void CheckChannels(ConvSpec spec)
    {
        if (Channels is { } channels && channels % spec.Groups!.Value != 0)
        {
            throw new ArgumentException($"{Argument} has {channels} channels; expected a multiple of groups = {spec.Groups}.", Argument);
        }
    }

    private int? OutputSize(string axis, int? size, int kernel, int stride, int dilation, Padding padding)
    {
        if (size is not { } input)
        {
            return null;
        }

        var rule = new ConvAxis(input, kernel, stride, dilation, padding);
        return rule.Output >= 1
            ? rule.Output
            : throw new ArgumentException($"{Argument} has {axis} {input}, but a valid kernel of {kernel} with dilation {dilation} spans {rule.Extent}; expected at least {rule.Extent}.", Argument);
    }
}
