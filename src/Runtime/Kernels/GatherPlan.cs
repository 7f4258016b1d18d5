namespace Conv3DGen.Kernels;

/// <summary>
/// How a direct convolution of channels_first tensors runs on scratch in which the channels of a pixel lie side by side: input planes are
/// gathered once for all blocks of filters and for the output planes that follow, outputs are scattered by bands of rows, in whole cache
/// lines. In the tensors, channels are often a multiple of a page apart: one by one, they would share a few sets of the first cache.
/// </summary>
internal readonly record struct GatherPlan
{
    /// <summary>Gathered planes are to stay in a core's own cache (half as many: 2 % slower; twice or four times: no faster).</summary>
    private const int InputFloats = 1 << 18;

    /// <summary>So are the outputs of a band until they are scattered.</summary>
    private const int OutputFloats = 1 << 14;

    private GatherPlan(ConvGeometry geometry)
    {
        (ConvAxis depth, ConvAxis height) = (geometry.Depth, geometry.Height);
        Row = (nint)geometry.Width.Input * geometry.InputChannels;
        long window = Math.Min(depth.Input, depth.Extent);
        int outputs = OutputRows(height, InputFloats / (window * Row));
        Chunks = (height.Output + outputs - 1) / outputs;
        Plane = (nint)Math.Min(height.Input, height.Span(outputs)) * Row;
        bool gathers = geometry.InputChannels > 1;
        Planes = gathers ? (int)Math.Clamp(InputFloats / Plane, window, depth.Input) : 0;
        Output = Plane * Planes;
        Floats = Output + Math.Max(OutputFloats, (nint)geometry.Width.Output * DirectCode.WidestBlock);
    }

    /// <summary>Ranges of rows that an output plane is cut into at least, so that the input planes they need fit.</summary>
    public int Chunks { get; }

    /// <summary>From one gathered row to the next, in floats.</summary>
    public nint Row { get; }

    /// <summary>From one gathered plane to the next: the rows that a range needs.</summary>
    public nint Plane { get; }

    /// <summary>Planes that there is room for, at least those of one output; 0 where a single channel leaves nothing to bring together.</summary>
    public int Planes { get; }

    /// <summary>Where the outputs of a band lie.</summary>
    public nint Output { get; }

    /// <summary>All floats of a thread.</summary>
    public nint Floats { get; }

    /// <summary>The plan of a convolution; null where it runs on its tensors as they are.</summary>
    /// <remarks>Groups of one channel have nothing side by side.</remarks>
    public static GatherPlan? Of(ConvGeometry geometry)
        => geometry.Format == DataFormat.ChannelsFirst && geometry.OutputCount > 0
            && (geometry.Groups == 1 || geometry.InputChannelsPerGroup > 1)
            && RowRules.Gathers(geometry.KernelSize, geometry.Strides)
                ? new GatherPlan(geometry)
                : null;

    /// <summary>Output rows of a band, for a block of so many output channels.</summary>
    public static int BandRows(int width, int blockWidth) => Math.Max(1, (int)(OutputFloats / ((long)width * blockWidth)));

    /// <summary>The most output rows that need no more than so many input rows; at least 1.</summary>
    private static int OutputRows(ConvAxis height, long inputRows)
        => inputRows >= height.Input ? height.Output : (int)Math.Clamp(((inputRows - height.Extent) / height.Stride) + 1, 1, height.Output);
}
