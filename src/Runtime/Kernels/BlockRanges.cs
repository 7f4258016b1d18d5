namespace Conv3DGen.Kernels;

/// <summary>
/// Ranges of pixels that all blocks of channels go through before the next range. One block after the other would fetch the whole input from
/// memory for each of them, and a pointwise convolution does so few multiply-adds an input that it waits for that (1x1x1 on 32x32x32, 128 to 128
/// channels: 0.44 of the time with 256 bits, where blocks are narrow, and 0.89 with 512). Inputs that the last-level cache keeps come
/// from there as fast as they are used: 192 to 96 channels on 8x28x28 take 1.1 to 1.2 times as long in ranges.
/// </summary>
internal static class BlockRanges
{
    /// <summary>What a range has of a core's own cache, beside its outputs and the weights: half or twice as much is about as good.</summary>
    private const long RangeBytes = CoreCache.Bytes / 4;

    /// <summary>How many ranges an output plane is cut into; 1 where that saves nothing.</summary>
    /// <param name="geometry">All sizes.</param>
    /// <param name="weights">The weights, which know their blocks.</param>
    public static long Of(ConvGeometry geometry, PackedWeights weights)
    {
        LoopAxes loops = geometry.Loops;
        bool pays = weights.Groups == 1 && !weights.IsLanewise && weights.Blocks.Length > 1 && loops.IsSingleRow && CoreCache.IsDistant(geometry.InputCount);
        long planes = Math.Min(loops.Depth.Kernel, loops.Depth.Input);
        return pays ? Math.Max((planes * loops.Width.Output * geometry.InputChannels * sizeof(float)) / RangeBytes, 1) : 1;
    }
}
