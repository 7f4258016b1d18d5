namespace Conv3DGen;

/// <summary>
/// One spatial axis of a convolution: the shape and padding rules, and which taps of which outputs lie inside the input.
/// The source of every such number in the library (Keras Conv3D; TensorFlow's <c>kernel_shape_util</c> for SAME).
/// </summary>
/// <param name="Input">Input size, at least 1.</param>
/// <param name="Kernel">Taps, at least 1.</param>
/// <param name="Stride">Step between outputs, at least 1.</param>
/// <param name="Dilation">Step between taps, at least 1.</param>
/// <param name="Padding">The border rule.</param>
internal readonly record struct ConvAxis(int Input, int Kernel, int Stride, int Dilation, Padding Padding)
{
    /// <summary>Output size; 0 where a valid kernel does not fit the input.</summary>
    public int Output { get; } = OutputOf(Input, ExtentOf(Kernel, Dilation), Stride, Padding);

    /// <summary>Zeros before the input. The total is clamped at 0: with kernel &lt; stride nothing is cropped.</summary>
    public int PadBefore { get; } = PadBeforeOf(Input, ExtentOf(Kernel, Dilation), Stride, Padding);

    /// <summary>First output all of whose taps lie inside the input (at most <see cref="InteriorEnd"/>).</summary>
    public int InteriorBegin => (int)Math.Min(((long)PadBefore + Stride - 1) / Stride, InteriorEnd);

    /// <summary>One past the last output all of whose taps lie inside the input.</summary>
    public int InteriorEnd
    {
        get
        {
            long last = Input + (long)PadBefore - Extent; // largest origin + padding that still fits
            return last < 0 ? 0 : (int)Math.Min(Output, (last / Stride) + 1);
        }
    }

    /// <summary>Input positions that one output spans: dilation * (kernel - 1) + 1.</summary>
    public long Extent => ExtentOf(Kernel, Dilation);

    /// <summary>Whether every output is one input: the axis can be joined to its neighbour.</summary>
    public bool IsPointwise => Kernel == 1 && Stride == 1;

    /// <summary>Input position of tap 0 of output <paramref name="output"/>; negative inside the padding.</summary>
    public long Origin(int output) => ((long)output * Stride) - PadBefore;

    /// <summary>Input position of the first of some taps of an output.</summary>
    public nint Position(int output, TapRange taps) => (nint)(Origin(output) + ((long)taps.First * Dilation));

    /// <summary>The inputs of outputs [begin, end), as far as they exist.</summary>
    public (int First, int End) Inputs(int begin, int end) => ((int)Math.Max(Origin(begin), 0), (int)Math.Min(Origin(end - 1) + Extent, Input));

    /// <summary>Inputs that a number of neighbouring outputs span, those in the padding included.</summary>
    public long Span(int outputs) => ((outputs - 1L) * Stride) + Extent;

    /// <summary>The taps of output <paramref name="output"/> that lie inside the input; count 0 where none does.</summary>
    public TapRange Taps(int output)
    {
        long origin = Origin(output);
        if (origin >= 0 && origin + Extent <= Input)
        {
            return new(0, Kernel);
        }

        long first = origin >= 0 ? 0 : (-origin + Dilation - 1) / Dilation;
        long end = origin >= Input ? 0 : Math.Min(Kernel, ((Input - 1 - origin) / Dilation) + 1);
        return first >= end ? default : new((int)first, (int)(end - first));
    }

    /// <summary>The outputs of which a tap lies inside the input: [First, End), empty where End is not above First.</summary>
    public (int First, int End) OutputsOf(int tap)
    {
        long padding = PadBefore - ((long)tap * Dilation);
        long first = (Math.Max(padding, 0) + Stride - 1) / Stride;
        long end = Math.Min((Math.Max(Input + padding, 0) + Stride - 1) / Stride, Output);
        return ((int)Math.Min(first, Output), (int)end);
    }

    /// <summary>How many outputs from <paramref name="output"/> on, up to <paramref name="end"/>, have the same taps inside the input.</summary>
    public int SharedTaps(int output, int end)
    {
        TapRange taps = Taps(output);
        int next = output + 1;
        while (next < end && Taps(next) == taps)
        {
            next++;
        }

        return next - output;
    }

    private static long ExtentOf(int kernel, int dilation) => ((kernel - 1L) * dilation) + 1;

    private static int OutputOf(int input, long extent, int stride, Padding padding) => padding == Padding.Same
        ? (int)(((long)input + stride - 1) / stride)
        : input < extent ? 0 : (int)((input - extent) / stride) + 1;

    private static int PadBeforeOf(int input, long extent, int stride, Padding padding) => padding == Padding.Same
        ? (int)(Math.Max(((OutputOf(input, extent, stride, padding) - 1L) * stride) + extent - input, 0) / 2)
        : 0;
}

/// <summary>A run of taps.</summary>
/// <param name="First">The first tap inside the input.</param>
/// <param name="Count">How many follow, itself included.</param>
internal readonly record struct TapRange(int First, int Count);
