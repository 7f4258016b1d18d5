namespace Conv3DGen;

/// <summary>A convolution with every size known: what a kernel runs. Immutable; built and checked once per input shape.</summary>
internal sealed class ConvGeometry
{
    /// <summary>Resolves the shapes of one call.</summary>
    /// <param name="spec">The layer's spec, with filters and groups given.</param>
    /// <param name="batch">Batch size, at least 0.</param>
    /// <param name="input">Input depth, height and width, each at least 1.</param>
    /// <param name="inputChannels">Total input channels.</param>
    /// <param name="format">The axis order.</param>
    /// <exception cref="ArgumentException">Input or output has 2^31 elements or more.</exception>
    public ConvGeometry(ConvSpec spec, int batch, Int3 input, int inputChannels, DataFormat format)
    {
        Batch = batch;
        Depth = new(input.Depth, spec.KernelSize.Depth, spec.Strides.Depth, spec.DilationRate.Depth, spec.Padding);
        Height = new(input.Height, spec.KernelSize.Height, spec.Strides.Height, spec.DilationRate.Height, spec.Padding);
        Width = new(input.Width, spec.KernelSize.Width, spec.Strides.Width, spec.DilationRate.Width, spec.Padding);
        InputChannels = inputChannels;
        Filters = spec.Filters ?? throw new ArgumentException("filters must be given", nameof(spec));
        Groups = spec.Groups ?? 1;
        Format = format;
        Output = new(Depth.Output, Height.Output, Width.Output);
        InputCount = Count(batch, input, inputChannels, "input");
        OutputCount = Count(batch, Output, Filters, "output");
        OutputLengths = format == DataFormat.ChannelsLast
            ? [batch, Output.Depth, Output.Height, Output.Width, Filters]
            : [batch, Filters, Output.Depth, Output.Height, Output.Width];
        Source = TensorStrides.Of(format, inputChannels, input);
        Target = TensorStrides.Of(format, Filters, Output);
        Loops = LoopAxes.Of(Depth, Height, Width);
    }

    public int Batch { get; }

    public ConvAxis Depth { get; }

    public ConvAxis Height { get; }

    public ConvAxis Width { get; }

    public int InputChannels { get; }

    public int Filters { get; }

    public int Groups { get; }

    public DataFormat Format { get; }

    /// <summary>Input depth, height and width.</summary>
    public Int3 Input => new(Depth.Input, Height.Input, Width.Input);

    /// <summary>Taps of the kernel.</summary>
    public Int3 KernelSize => new(Depth.Kernel, Height.Kernel, Width.Kernel);

    /// <summary>Steps between outputs.</summary>
    public Int3 Strides => new(Depth.Stride, Height.Stride, Width.Stride);

    /// <summary>Output depth, height and width.</summary>
    public Int3 Output { get; }

    /// <summary>Elements of the input tensor; fits an int.</summary>
    public long InputCount { get; }

    /// <summary>Elements of the output tensor; fits an int.</summary>
    public long OutputCount { get; }

    /// <summary>The output's sizes in its axis order.</summary>
    public nint[] OutputLengths { get; }

    /// <summary>Multiply-adds of a direct convolution, those of taps in the padding included.</summary>
    public double MultiplyAdds => (double)OutputCount * InputChannelsPerGroup * Depth.Kernel * Height.Kernel * Width.Kernel;

    public int InputChannelsPerGroup => InputChannels / Groups;

    public int FiltersPerGroup => Filters / Groups;

    /// <summary>The axes as a kernel walks them, pointwise ones joined.</summary>
    public LoopAxes Loops { get; }

    /// <summary>Strides of the input tensor, in elements.</summary>
    public TensorStrides Source { get; }

    /// <summary>Strides of the output tensor, in elements.</summary>
    public TensorStrides Target { get; }

    private static long Count(int batch, Int3 size, int channels, string tensor)
    {
        double count = (double)batch * size.Depth * size.Height * size.Width * channels; // exact below 2^53, and never overflows
        return count <= int.MaxValue
            ? (long)count
            : throw new ArgumentException($"{tensor} has {count} elements; at most {int.MaxValue} are supported.", tensor);
    }
}
