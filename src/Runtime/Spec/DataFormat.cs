namespace Conv3DGen;

/// <summary>The order of the axes of input and output (Keras <c>data_format</c>).</summary>
#if CONV3DGEN_GENERATOR
internal
#else
public
#endif
enum DataFormat
{
    /// <summary>[batch, depth, height, width, channels], the Keras default.</summary>
    ChannelsLast = 0,

    /// <summary>[batch, channels, depth, height, width].</summary>
    ChannelsFirst = 1,
}
