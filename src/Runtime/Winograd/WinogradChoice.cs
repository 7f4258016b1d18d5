namespace Conv3DGen.Winograd;

/// <summary>
/// Chooses between direct and Winograd from shapes and from whether there is a spec: never from the machine, the threads or the batch, so
/// that a split batch gives the same bits.
/// </summary>
internal static class WinogradChoice
{
    /// <summary>
    /// With fewer input channels than this the error of the largest tiles exceeds four times that of a direct sum, which is then short
    /// (docs/accuracy.md).
    /// </summary>
    private const int LeastChannelsOfLargeTiles = 16;

    /// <summary>From more input channels on, other forms share their transforms between enough of them.</summary>
    private const int MostInputChannelsOfRows = 15;

    /// <summary>Winograd must win by this factor to be chosen.</summary>
    private const double Margin = 1.05;

    /// <summary>The best form for an algorithm, or null for direct.</summary>
    /// <param name="geometry">One group; stride 1 and one, three or five taps an axis where <paramref name="everyAxis"/> is set.</param>
    /// <param name="algorithm">Auto weighs direct too.</param>
    /// <param name="weightLimit">Bytes that transformed weights may take; forms beyond it are left out.</param>
    /// <param name="interpreted">Whether the layer has no spec, so that the generic kernel interprets the transforms.</param>
    /// <param name="everyAxis">Whether every axis can be filtered: <see cref="WinogradRules.Fits"/>, and there is code for it.</param>
    /// <param name="ofPixels">Whether direct convolution sums pixels rather than filters: <see cref="PixelRules.AreShort"/>.</param>
    public static WinogradForm? Choose(
        ConvGeometry geometry, Algorithm algorithm, long weightLimit, bool interpreted = false, bool everyAxis = true, bool ofPixels = false)
    {
        bool auto = algorithm == Algorithm.Auto;
        if (auto && geometry.Filters < WinogradRules.LeastFilters)
        {
            return null;
        }

        WinogradAxes axes = WinogradAxes.Of(geometry);
        int least = WinogradLimits.LeastInputChannels(geometry, axes, interpreted);
        double lowest = auto ? WinogradCost.Direct(geometry, ofPixels) / Margin : double.PositiveInfinity;
        WinogradForm? best = null;
        bool depth = false;
        foreach (WinogradForm form in Possible(axes, geometry, weightLimit, everyAxis))
        {
            if (form.IsDepth)
            {
                depth = auto && (interpreted || geometry.Filters > WinogradCost.Short); // weighed last: where every axis can be filtered that saves more, whatever the estimates of small volumes say
                continue;
            }

            double cost = WinogradCost.Of(geometry, axes, form, ofPixels);
            if (cost < lowest && IsAccurate(form) && (!auto || IsWorthIt(form)))
            {
                lowest = cost;
                best = form;
            }
        }

        return depth && best is null && WinogradCost.Of(geometry, axes, WinogradForm.Depth, ofPixels) < lowest ? WinogradForm.Depth : best;

        bool IsAccurate(WinogradForm form) => !axes.IsThinFor(form) && (geometry.InputChannels >= LeastChannelsOfLargeTiles || !form.IsLarge);

        bool IsWorthIt(WinogradForm form) => form.IsRows
            ? !interpreted && geometry.InputChannels <= MostInputChannelsOfRows && geometry.Filters >= WinogradRules.LeastFiltersOfRows
            : geometry.InputChannels >= least;
    }

    /// <summary>The forms that can compute a convolution within a limit of transformed weights.</summary>
    public static IEnumerable<WinogradForm> Possible(WinogradAxes axes, ConvGeometry geometry, long weightLimit, bool everyAxis = true)
    {
        if (DepthPlan.Takes(geometry) && WinogradCost.WeightBytes(geometry, WinogradForm.Depth) <= weightLimit)
        {
            yield return WinogradForm.Depth;
        }

        if (!everyAxis)
        {
            yield break;
        }

        foreach (WinogradForm form in WinogradForm.For(axes.First.Axis.Kernel, axes.Row.Axis.Kernel))
        {
            if (axes.First.Takes(form.First) && WinogradCost.WeightBytes(geometry, form) <= weightLimit)
            {
                yield return form;
            }
        }

        if (RowPlan.Takes(geometry) && WinogradCost.WeightBytes(geometry, WinogradForm.Rows) <= weightLimit)
        {
            yield return WinogradForm.Rows;
        }
    }
}
