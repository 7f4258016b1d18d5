using System.Runtime.CompilerServices;

namespace Conv3DGen.Kernels;

/// <summary>
/// Fetches the outputs that the tiles of narrow blocks of channels are about to overwrite. Such a tile stores a line or two of each pixel, and a row of
/// pixels ends before the hardware has seen how far apart they lie; only the long rows of pointwise convolutions it follows by itself. Of
/// the time without, with 256 bits: 3x3x3, 1 to 128 channels, 40x40x40: 0.40; 1x3x3, 3 to 128, 16x56x56: 0.71; (2,4,4) patches, 3 to
/// 128, 16x112x112: 0.81; 3x3x3, 1 to 64, 32x32x32: 0.88; blocks of a half or a third of the channels 0.98 to 1.04.
/// </summary>
internal readonly unsafe struct OutputAhead
{
    /// <summary>How many tiles ahead; four are as good.</summary>
    private const int Tiles = 2;

    private const int BlocksOfPixel = 4;

    private readonly int _widest;

    private OutputAhead(int widest) => _widest = widest;

    /// <summary>What to fetch in a convolution of one group that stores its outputs where they belong.</summary>
    /// <param name="g">All sizes. Outputs that stay in a core's own cache are there already.</param>
    public static OutputAhead Of(ConvGeometry g)
        => Prefetch.IsSupported && !g.Loops.IsSingleRow && g.OutputCount * sizeof(float) > CoreCache.Bytes ? new(g.Filters / BlocksOfPixel) : default;

    /// <summary>Whether the tiles of a block store whole lines, and leave most of a pixel to others.</summary>
    public bool Fetches(BlockPlan block) => block.Width <= _widest && block.Width % CoreCache.Line == 0;

    /// <summary>Asks for the lines of a later tile; behind the last one they may lie outside the tensor, where a hint does nothing.</summary>
    /// <param name="output">The tile that comes next.</param>
    /// <param name="pixels">Its pixels.</param>
    /// <param name="pixelStride">From one pixel to the next.</param>
    /// <param name="width">Floats that it stores of each.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run(float* output, int pixels, nint pixelStride, int width)
        => Prefetch.ToFirst(output + (Tiles * pixels * pixelStride), pixels, pixelStride, width);
}
