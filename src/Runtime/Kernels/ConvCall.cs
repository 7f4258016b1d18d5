namespace Conv3DGen.Kernels;

/// <summary>
/// One call of a kernel. The caller has proven that the pointers hold the dense tensors that the geometry describes, and that
/// they do not overlap; they stay valid until the call ends.
/// </summary>
internal readonly unsafe struct ConvCall(ConvGeometry geometry, float* source, float* target, Activation activation)
{
    /// <summary>From this size on an output outlives the cache anyway, so that stores past it save reading what they overwrite.</summary>
    private const long StreamedBytes = 4 << 20;

    private const int CacheLine = 64;

    public ConvGeometry Geometry { get; } = geometry;

    public float* Source { get; } = source;

    public float* Target { get; } = target;

    public Epilogue Epilogue { get; } = activation.Epilogue;

    /// <summary>Whether the epilogue is the whole activation, so that <see cref="Finish"/> has nothing to do.</summary>
    public bool IsFinished => activation.IsFused;

    /// <summary>
    /// Whether stores past the cache pay off: the output is large and nobody reads it within the call, and it begins with a cache line. Pixels
    /// whose channels lie side by side must be whole lines; of channels that lie apart each piece is looked at when it is written.
    /// </summary>
    public bool OutlivesCache => IsFinished
        && Geometry.OutputCount * sizeof(float) >= StreamedBytes
        && (Geometry.Target.Channel != 1 || Geometry.Filters * sizeof(float) % CacheLine == 0)
        && (nint)Target % CacheLine == 0;

    /// <summary>Applies an activation that the epilogue cannot express to a finished output plane, while it is in cache.</summary>
    public void Finish(int image, int depth)
    {
        if (IsFinished)
        {
            return;
        }

        LoopAxes loops = Geometry.Loops;
        TensorStrides strides = Geometry.Target;
        int pixels = checked(loops.Height.Output * loops.Width.Output);
        float* plane = Target + (image * strides.Batch) + (depth * strides.Depth);
        if (Geometry.Format == DataFormat.ChannelsLast)
        {
            activation.Apply(new Span<float>(plane, checked(pixels * Geometry.Filters)), Geometry.Filters);
            return;
        }

        for (int filter = 0; filter < Geometry.Filters; filter++)
        {
            activation.Apply(new Span<float>(plane + (filter * strides.Channel), pixels), Geometry.Width.Output);
        }
    }
}
