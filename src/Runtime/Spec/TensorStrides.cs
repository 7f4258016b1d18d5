namespace Conv3DGen;

/// <summary>Element strides of a dense 5-D tensor.</summary>
internal readonly record struct TensorStrides(nint Batch, nint Depth, nint Height, nint Width, nint Channel)
{
    public static TensorStrides Of(DataFormat format, int channels, Int3 size)
    {
        nint volume = (nint)size.Depth * size.Height * size.Width;
        nint inner = format == DataFormat.ChannelsLast ? channels : 1;
        return new(
            Batch: volume * channels,
            Depth: (nint)size.Height * size.Width * inner,
            Height: size.Width * inner,
            Width: inner,
            Channel: format == DataFormat.ChannelsLast ? 1 : volume);
    }
}
