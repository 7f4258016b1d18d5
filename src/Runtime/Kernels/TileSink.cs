using System.Runtime.CompilerServices;

namespace Conv3DGen.Kernels;

/// <summary>
/// Runs a microkernel and sees to it that only the output's own elements are written: whole blocks of channels that lie side by side
/// are stored in place, and so is a ragged one that is all of a pixel, as far as what it overruns is computed later; all others, and those
/// that go past the cache, by way of a scratch tile.
/// </summary>
/// <param name="scratch">Room for <see cref="ScratchFloats"/>.</param>
/// <param name="channelStride">From one channel to the next, in the output.</param>
/// <param name="streams">Whether the output is better stored past the cache.</param>
/// <param name="padded">Whether a pixel of the output has room for every lane of a block, beyond its channels.</param>
internal readonly unsafe struct TileSink(float* scratch, nint channelStride, bool streams, bool padded = false)
{
    /// <summary>Room for the largest tile there can be: 32 registers of 16 floats, and generous.</summary>
    public const int ScratchFloats = 4096;

    private const int Alignment = StreamedCopy.Lanes * sizeof(float);

    private readonly float* _scratch = (float*)(((nint)scratch + Alignment - 1) & -(nint)Alignment);
    private readonly nint _channelStride = channelStride;
    private readonly bool _streams = streams && StreamedCopy.IsSupported;

    /// <summary>Whether the microkernels of a block can store every tile where it belongs.</summary>
    public bool StoresInPlace(BlockPlan block) => IsWhole(block) && !_streams;

    /// <summary>Computes the tiles of a column, one a row.</summary>
    /// <param name="block">The block of channels.</param>
    /// <param name="args">Everything but the output; where there are several rows, the input afterwards points behind them.</param>
    /// <param name="kernel">The microkernel.</param>
    /// <param name="pixels">Pixels of each tile.</param>
    /// <param name="output">First channel of the first pixel.</param>
    /// <param name="pixelStride">From one pixel to the next, in the output.</param>
    /// <param name="column">The rows.</param>
    /// <param name="room">Floats behind the tile, in each row, that are computed later: lanes beyond the block's channels may be stored there. None below 1.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(BlockPlan block, ref TileArgs args, delegate*<TileArgs*, void> kernel, int pixels, float* output, nint pixelStride, TileColumn column, nint room)
    {
        bool whole = IsWhole(block);
        bool streamed = whole && _streams && StreamedCopy.Fits(output, block.Width);
        bool inPlace = whole ? !streamed : room > 0 && room >= block.Width - block.Filters;
        args.Pixels = pixels;
        args.Output = inPlace ? output : _scratch;
        args.OutputPixelStride = inPlace ? pixelStride : block.Width;
        var tile = (TileArgs*)Unsafe.AsPointer(ref args); // args lives on the caller's stack
        for (int row = 1; ; row++)
        {
            kernel(tile);
            if (!inPlace)
            {
                CopyOut(block, _scratch, pixels, output, pixelStride, streamed);
            }

            if (row == column.Rows)
            {
                return;
            }

            tile->Input += column.InputStride;
            output += column.OutputStride;
            tile->Output = inPlace ? output : _scratch;
        }
    }

    /// <summary>
    /// Computes the tiles of a column, one a row, of every block of channels, where every lane has an input channel of its own. A block takes
    /// a cache line of each pixel or half of one: those beside it come next, while the line, its page and what the hardware fetched ahead are at hand.
    /// </summary>
    /// <param name="weights">All blocks; their microkernels are the same.</param>
    /// <param name="args">As of the first block, but the output; the input afterwards points behind the rows.</param>
    /// <param name="kernel">The microkernel; one of two rows stores them where they belong.</param>
    /// <param name="pixels">Pixels of each tile.</param>
    /// <param name="output">First channel of the first pixel.</param>
    /// <param name="pixelStride">From one pixel to the next, in the output.</param>
    /// <param name="column">The rows.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void RunLanewise(PackedWeights weights, ref TileArgs args, delegate*<TileArgs*, void> kernel, int pixels, float* output, nint pixelStride, TileColumn column)
    {
        BlockPlan[] blocks = weights.Blocks;
        bool inPlace = !_streams || !StreamedCopy.Fits(output, blocks[0].Width);
        float* input = args.Input;
        float* start = args.Weights;
        float* bias = args.Bias;
        var tile = (TileArgs*)Unsafe.AsPointer(ref args); // args lives on the caller's stack
        tile->Pixels = pixels;
        tile->OutputPixelStride = inPlace ? pixelStride : blocks[0].Width;
        for (int row = 0; row < column.Rows; row++)
        {
            foreach (BlockPlan block in blocks)
            {
                tile->Input = input + block.FirstFilter;
                tile->Weights = start + ((nint)block.Offset * weights.Steps);
                tile->Bias = bias + block.Offset;
                tile->Output = inPlace ? output + block.FirstFilter : _scratch;
                kernel(tile);
                if (!inPlace)
                {
                    CopyOut(block, _scratch, pixels, output + block.FirstFilter, pixelStride, streamed: true);
                }
            }

            input += column.InputStride;
            output += column.OutputStride;
        }

        args.Input = input;
        args.Weights = start;
        args.Bias = bias;
    }

    /// <summary>After the last tile of an item of work: other threads may read it now.</summary>
    public void Complete()
    {
        if (_streams)
        {
            StreamedCopy.Fence();
        }
    }

    private bool IsWhole(BlockPlan block) => _channelStride == 1 && (padded || block.Filters == block.Width);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void CopyOut(BlockPlan block, float* tile, int pixels, float* output, nint pixelStride, bool streamed)
    {
        if (streamed)
        {
            StreamedCopy.Run(tile, block.Width, output, pixelStride, pixels);
        }
        else
        {
            ChannelCopy.Scatter(tile, block.Width, output, new(0, pixelStride, _channelStride), 1, pixels, block.Filters, streams: false);
        }
    }
}

/// <summary>Tiles below each other that differ in nothing but their place.</summary>
/// <param name="Rows">How many, at least 1.</param>
/// <param name="InputStride">From one to the next, in the input.</param>
/// <param name="OutputStride">From one to the next, in the output.</param>
internal readonly record struct TileColumn(int Rows, nint InputStride, nint OutputStride);
