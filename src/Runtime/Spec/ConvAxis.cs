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
    /// <summary>Input positions that one output spans: dilation * (kernel - 1) + 1.</summary>
    public long Extent => ((Kernel - 1L) * Dilation) + 1;

    /// <summary>Output size; 0 or less where a valid kernel does not fit the input.</summary>
    public int Output => Padding == Padding.Same
        ? (int)(((long)Input + Stride - 1) / Stride)
        : Input < Extent ? 0 : (int)((Input - Extent) / Stride) + 1;

    /// <summary>Zeros before the input. The total is clamped at 0: with kernel &lt; stride nothing is cropped.</summary>
    public int PadBefore => Padding == Padding.Same
        ? (int)(Math.Max(((Output - 1L) * Stride) + Extent - Input, 0) / 2)
        : 0;

    /// <summary>Input position of tap 0 of output <paramref name="output"/>; negative inside the padding.</summary>
    public long Origin(int output) => ((long)output * Stride) - PadBefore;

    /// <summary>The taps of output <paramref name="output"/> that lie inside the input; count 0 where none does.</summary>
    public TapRange Taps(int output)
    {
        long origin = Origin(output);
        long first = origin >= 0 ? 0 : (-origin + Dilation - 1) / Dilation;
        long end = origin >= Input ? 0 : Math.Min(Kernel, ((Input - 1 - origin) / Dilation) + 1);
        return first >= end ? default : new((int)first, (int)(end - first));
    }

    /// <summary>First output all of whose taps lie inside the input (at most <see cref="InteriorEnd"/>).</summary>
    public int InteriorBegin => Math.Min((PadBefore + Stride - 1) / Stride, InteriorEnd);

    /// <summary>One past the last output all of whose taps lie inside the input.</summary>
    public int InteriorEnd
    {
        get
        {
            long last = Input + (long)PadBefore - Extent; // largest origin + padding that still fits
            return last < 0 ? 0 : (int)Math.Min(Output, (last / Stride) + 1);
        }
    }
}

/// <summary>A run of taps.</summary>
/// <param name="First">The first tap inside the input.</param>
/// <param name="Count">How many follow, itself included.</param>
internal readonly record struct TapRange(int First, int Count);
