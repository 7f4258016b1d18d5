namespace Conv3DGen.Kernels;

/// <summary>
/// How a depthwise convolution walks through an image. It does so few multiply-adds an input that what it fetches from beyond a core's own
/// cache bounds its speed where some planes do not stay there: then rows are cut into bands, and a band is computed in all planes before
/// the next, so that an input is fetched once rather than once for each kernel plane. (Groups of four channels already lose by it.)
/// </summary>
/// <param name="axis">The axis that is cut: rows, or pixels where a plane is one row.</param>
/// <param name="rows">Rows of a band, at least 1.</param>
internal readonly struct DepthBands(ConvAxis axis, int rows)
{
    /// <summary>
    /// What of a band stays in a core's own cache. A quarter: others use the cache too, and what comes next is on its way (depthwise, 64 channels, 16x56x56: 0.55 of the time
    /// without bands, 0.66 with half the cache; 16 channels, 16x112x112: 0.73 and 0.92).
    /// </summary>
    private const long BandBytes = CoreCache.Bytes / 4;

    private const int MinRows = 2;

    private readonly int _first = (int)Math.Min((long)axis.InteriorBegin + rows, axis.Output);

    /// <summary>The bands of an image; 1 where they save nothing.</summary>
    public int Count => 1 + (int)(((long)axis.Output - _first + rows - 1) / rows);

    /// <summary>The row that a band begins with; one past the last row for the number of bands.</summary>
    /// <remarks>Rows from the first that has all taps on come in even numbers: some tiles lie in two.</remarks>
    public int Begin(int band) => band == 0 ? 0 : (int)Math.Min(_first + ((band - 1L) * rows), axis.Output);

    /// <summary>Cuts the planes of a convolution.</summary>
    /// <param name="geometry">All sizes.</param>
    /// <param name="axis">The axis that is cut.</param>
    public static DepthBands Of(ConvGeometry geometry, ConvAxis axis)
    {
        ConvAxis depth = geometry.Loops.Depth;
        if (depth.Extent <= depth.Stride || geometry.OutputCount == 0)
        {
            return new(axis, Math.Max(axis.Output, 1)); // no two output planes share an input plane
        }

        long planes = Math.Min(depth.Extent, depth.Input);
        long ofInput = sizeof(float) * (long)geometry.Height.Input * geometry.Width.Input / axis.Input * geometry.InputChannels;
        long ofOutput = sizeof(float) * (long)geometry.Output.Height * geometry.Output.Width / axis.Output * geometry.Filters;
        if ((planes * ofInput * axis.Input) + (ofOutput * axis.Output) <= CoreCache.Bytes)
        {
            return new(axis, axis.Output);
        }

        long stride = Math.Min(axis.Stride, axis.Input);
        long shared = planes * ofInput * Math.Max(Math.Min(axis.Extent, axis.Input) - stride, 0);
        long rows = (BandBytes - shared) / ((planes * ofInput * stride) + ofOutput) / 2 * 2;
        return new(axis, (int)Math.Clamp(rows, MinRows, Math.Max(axis.Output, MinRows)));
    }
}
