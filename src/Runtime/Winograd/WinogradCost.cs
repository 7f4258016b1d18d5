namespace Conv3DGen.Winograd;

/// <summary>
/// Chooses between direct and Winograd from shapes alone: never from the machine, the threads or the batch, so that a split batch gives the
/// same bits. Costs are in multiply-adds at the machine's peak; the coefficients are measured (docs/performance.md).
/// </summary>
internal static class WinogradCost
{
    /// <summary>A direct kernel reaches about this share of peak.</summary>
    private const double DirectShare = 0.93;

    /// <summary>The matrix products between the transforms reach about this share.</summary>
    private const double ProductShare = 0.88;

    /// <summary>A weight that does not stay in cache takes as long to fetch as this many multiply-adds.</summary>
    private const double WeightFromMemory = 9.5;

    /// <summary>The same from a core's own cache.</summary>
    private const double WeightFromCache = 4;

    private const double CachedBytes = 1 << 20;

    /// <summary>Transforming one value of the input, and of the output, few and many channels.</summary>
    private const double InputFew = 13, InputMany = 26, OutputFew = 9, OutputMany = 18;

    private const int ManyChannels = 64;

    /// <summary>A call's own overhead.</summary>
    private const double PerCall = 200_000;

    /// <summary>
    /// With fewer input channels than this the error of F(4,4,4) exceeds four times that of a direct sum, which is then short (docs/accuracy.md).
    /// </summary>
    private const int LeastChannelsOfLargeTiles = 16;

    /// <summary>Winograd must win by this factor to be chosen.</summary>
    private const double Margin = 1.05;

    /// <summary>The best form for an algorithm, or null for direct.</summary>
    /// <param name="geometry">One group, stride 1, one or three taps an axis.</param>
    /// <param name="algorithm">Auto weighs direct too.</param>
    /// <param name="weightLimit">Bytes that transformed weights may take; forms beyond it are left out.</param>
    public static WinogradForm? Choose(ConvGeometry geometry, Algorithm algorithm, long weightLimit)
    {
        if (algorithm == Algorithm.Auto && (geometry.InputChannels < WinogradRules.LeastInputChannels || geometry.Filters < WinogradRules.LeastFilters))
        {
            return null;
        }

        WinogradAxes axes = WinogradAxes.Of(geometry);
        double least = algorithm == Algorithm.Winograd ? double.PositiveInfinity : Direct(geometry) / Margin;
        WinogradForm? best = null;
        foreach (WinogradForm form in Possible(axes, geometry, weightLimit))
        {
            bool accurate = geometry.InputChannels >= LeastChannelsOfLargeTiles || form is not { First: AxisForm.F4, Row: AxisForm.F4, Column: AxisForm.F4 };
            double cost = Of(geometry, axes, form);
            if (accurate && cost < least)
            {
                least = cost;
                best = form;
            }
        }

        return best;
    }

    /// <summary>The forms that can compute a convolution within a limit of transformed weights.</summary>
    public static IEnumerable<WinogradForm> Possible(WinogradAxes axes, ConvGeometry geometry, long weightLimit)
        => WinogradForm.For(axes.Filtered)
            .Where(form => axes.First.Takes(form.First))
            .Where(form => WeightBytes(geometry, form) <= weightLimit);

    /// <summary>Bytes of the transformed weights, padding to whole vectors aside.</summary>
    public static double WeightBytes(ConvGeometry geometry, WinogradForm form)
        => (double)form.Frequencies * geometry.InputChannels * geometry.Filters * sizeof(float);

    /// <summary>The cost of one image by direct convolution.</summary>
    public static double Direct(ConvGeometry geometry)
        => InsideTaps(geometry.Depth) * InsideTaps(geometry.Height) * InsideTaps(geometry.Width) * geometry.InputChannels * Padded(geometry.Filters) / DirectShare;

    /// <summary>The cost of one image by a form.</summary>
    public static double Of(ConvGeometry geometry, WinogradAxes axes, WinogradForm form)
    {
        double tiles = (double)Tiles(axes.First, form.First) * Tiles(axes.Row, form.Row) * Tiles(axes.Column, form.Column);
        bool many = Math.Max(geometry.InputChannels, geometry.Filters) > ManyChannels;
        double weights = (double)form.Frequencies * geometry.InputChannels * Padded(geometry.Filters);
        double fetch = WeightBytes(geometry, form) > CachedBytes ? WeightFromMemory : WeightFromCache;
        double products = weights * Math.Max(tiles / ProductShare, fetch);
        double values = tiles * form.Frequencies;
        return products
            + (values * Padded(geometry.InputChannels) * (many ? InputMany : InputFew))
            + (values * Padded(geometry.Filters) * (many ? OutputMany : OutputFew))
            + PerCall;
    }

    private static int Tiles(WinogradAxis axis, AxisForm form) => AxisTiles.CountOf(axis.Axis, AxisTransform.Of(form).Outputs);

    /// <summary>Channels as vectors of 16 take them, on every machine.</summary>
    private static double Padded(int channels) => (channels + 15L) / 16 * 16;

    /// <summary>Taps of all outputs of an axis that lie inside the input; stride 1.</summary>
    private static double InsideTaps(ConvAxis axis)
    {
        double taps = 0;
        for (int tap = 0; tap < axis.Kernel; tap++)
        {
            long first = Math.Max(axis.PadBefore - ((long)tap * axis.Dilation), 0);
            long end = Math.Min((long)axis.Input + axis.PadBefore - ((long)tap * axis.Dilation), axis.Output);
            taps += Math.Max(end - first, 0);
        }

        return taps;
    }
}
