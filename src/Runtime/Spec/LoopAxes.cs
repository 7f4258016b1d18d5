namespace Conv3DGen;

/// <summary>
/// The axes that a kernel loops over. An axis without taps or strides is joined to the one inside it, whose elements continue in
/// memory: a 1x1x1 convolution runs over one long row, a (k,1,1) one over rows of a whole plane.
/// </summary>
/// <param name="depth">The outer loop.</param>
/// <param name="height">The loop over rows.</param>
/// <param name="width">The loop along a row.</param>
internal sealed class LoopAxes(ConvAxis depth, ConvAxis height, ConvAxis width)
{
    private static readonly ConvAxis s_single = new(1, 1, 1, 1, Padding.Valid);

    public ConvAxis Depth { get; } = depth;

    public ConvAxis Height { get; } = height;

    public ConvAxis Width { get; } = width;

    /// <summary>Whether a plane is one row of pixels that all have the same taps: any range of them can be computed on its own.</summary>
    public bool IsSingleRow => Height.Output == 1 && Width.IsPointwise;

    /// <summary>Joins what can be joined, as long as a row keeps fewer than 2^31 pixels.</summary>
    public static LoopAxes Of(ConvAxis depth, ConvAxis height, ConvAxis width)
    {
        long plane = (long)height.Input * width.Input;
        if (!width.IsPointwise || !height.IsPointwise || plane > int.MaxValue)
        {
            return new(depth, height, width);
        }

        double volume = (double)plane * depth.Input;
        return depth.IsPointwise && volume <= int.MaxValue
            ? new(s_single, s_single, Row((int)volume))
            : new(depth, s_single, Row((int)plane));
    }

    private static ConvAxis Row(int length) => new(length, 1, 1, 1, Padding.Valid);
}
