using System.Runtime.CompilerServices;

namespace Conv3DGen.Kernels;

/// <summary>
/// Runs a microkernel and sees to it that only the output's own elements are written: whole blocks of channels that lie side by side
/// are stored in place, all others, and those that go past the cache, by way of a scratch tile.
/// </summary>
/// <param name="scratch">Room for <see cref="ScratchFloats"/>.</param>
/// <param name="channelStride">From one channel to the next, in the output.</param>
/// <param name="streams">Whether the output is better stored past the cache.</param>
internal readonly unsafe struct TileSink(float* scratch, nint channelStride, bool streams)
{
    /// <summary>Room for the largest tile there can be: 32 registers of 16 floats, and generous.</summary>
    public const int ScratchFloats = 4096;

    private const int Alignment = StreamedCopy.Lanes * sizeof(float);

    private readonly float* _scratch = (float*)(((nint)scratch + Alignment - 1) & -(nint)Alignment);
    private readonly nint _channelStride = channelStride;
    private readonly bool _streams = streams && StreamedCopy.IsSupported;

    /// <summary>Computes one tile.</summary>
    /// <param name="block">The block of channels.</param>
    /// <param name="args">Everything but the output.</param>
    /// <param name="kind">Where the tile lies.</param>
    /// <param name="pixels">Its pixels.</param>
    /// <param name="output">First channel of its first pixel.</param>
    /// <param name="pixelStride">From one pixel to the next, in the output.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(BlockPlan block, ref TileArgs args, TileKind kind, int pixels, float* output, nint pixelStride)
    {
        bool inPlace = _channelStride == 1 && block.Filters == block.Width;
        args.Pixels = pixels;
        bool streamed = inPlace && _streams && StreamedCopy.Fits(output, block.Width);
        inPlace &= !streamed;
        args.Output = inPlace ? output : _scratch;
        args.OutputPixelStride = inPlace ? pixelStride : block.Width;
        block.Tiles.Kernel(kind, pixels)((TileArgs*)Unsafe.AsPointer(ref args)); // args lives on the caller's stack
        if (streamed)
        {
            StreamedCopy.Run(_scratch, block.Width, output, pixelStride, pixels);
        }
        else if (!inPlace)
        {
            ChannelCopy.Scatter(_scratch, block.Width, output, new(0, pixelStride, _channelStride), 1, pixels, block.Filters, streams: false);
        }
    }

    /// <summary>After the last tile of an item of work: other threads may read it now.</summary>
    public void Complete()
    {
        if (_streams)
        {
            StreamedCopy.Fence();
        }
    }
}
