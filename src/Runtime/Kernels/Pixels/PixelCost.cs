namespace Conv3DGen.Kernels;

/// <summary>
/// Weighs lanes that are pixels against the other microkernels, all of which give the same bits: what a call takes, in multiply-adds of vectors.
/// </summary>
internal static class PixelCost
{
    /// <summary>Copying a value to or from scratch.</summary>
    private const double Copy = 0.55;

    /// <summary>
    /// The same where inputs with channels side by side are so many that they come from memory, which takes them better in the order in which
    /// they lie (one tap, of the time so, with the other microkernels: 32 to 3 channels, 64x64x64: 0.7 to 0.9, 16x64x64: 1 to 1.4; 16 to 1 and 8 to
    /// 1, 96x96x96: 0.72 and 0.54 with 512 bits).
    /// </summary>
    private const double Distant = 2.3;

    /// <summary>The same where it is one of a row whose neighbours are left out.</summary>
    private const double Thin = 1.2;

    /// <summary>The same where a channel of a tensor is copied as it is: inputs, and outputs of many filters.</summary>
    private const double Pack = 1, Unpack = 2;

    /// <summary>The same where the other microkernels store channels that lie apart, from vectors that filters fill or do not.</summary>
    private const double Spread = 1.3, SpreadRagged = 3;

    /// <summary>Copying the rows of a plane that have the same phase, of a channel or of neighbours, beside their values; and each such row.</summary>
    private const double CopyRun = 60, CopyRow = 6;

    /// <summary>
    /// The same as <see cref="Copy"/> where the other microkernels read channels that lie apart, taps that outputs do not share; and where so many
    /// channels lie whole pages apart that they share a few sets of the first cache.
    /// </summary>
    private const double Apart = 0.85, Crowded = 1.3;

    private const int CrowdedChannels = 16, PageFloats = 1024;

    /// <summary>What it takes the other microkernels to bring a pixel's filters to where they belong, where they fill no vector or lie apart.</summary>
    private const double Store = 10;

    /// <summary>What sums take more of where they are stored row by row.</summary>
    private const double Row = 1.2;

    /// <summary>Filters that fill a vector of the other microkernels.</summary>
    private const int WholeVector = 8;

    /// <summary>
    /// Whether a plan is faster than a vector of filters for every pixel: not where a kernel of few taps leaves little to do but the copies, where
    /// rows fill no vectors, or where there is little to copy at a time. Rows of channels that lie apart take next to nothing, unless strides
    /// take them apart.
    /// </summary>
    public static bool IsWorthIt(PixelPlan plan)
    {
        ConvGeometry g = plan.Geometry;
        double pixels = g.OutputCount / g.Filters;
        double steps = g.MultiplyAdds / g.OutputCount;
        double others = (steps * ((g.FiltersPerGroup + plan.Code.Lanes - 1) / plan.Code.Lanes)) + Stores(plan);
        return (Vectors(plan) * g.Filters * steps) + Copies(plan) < (pixels * g.Groups * others) + Gathers(plan);
    }

    /// <summary>Vectors of pixels, and what they take more than those of filters.</summary>
    private static double Vectors(PixelPlan plan)
    {
        ConvGeometry g = plan.Geometry;
        return (double)g.Batch * g.Output.Depth * (plan.StoresRows ? (double)g.Output.Height * plan.Vectors(rows: 1) * Row : plan.Vectors(g.Output.Height));
    }

    private static double Copies(PixelPlan plan)
    {
        ConvGeometry g = plan.Geometry;
        bool distant = g.Width.Stride == 1 && CoreCache.IsDistant(g.InputCount);
        double gather = g.Source.Width != 1 ? (distant ? Distant : Copy) : plan.Pixels.Count < g.Width.Stride ? Thin : g.Width.Stride > 1 ? Copy : plan.Packs ? Pack : 0;
        double scatter = g.Target.Width != 1 ? Copy : plan.Packs && !plan.InPlace && !plan.StoresRows ? Unpack : 0;
        double planes = plan.InPlace ? 0 : (double)g.Batch * Needed(g.Depth) * (g.Source.Width == 1 ? g.InputChannels : plan.Parts);
        return (Inputs(g) * gather) + (g.OutputCount * scatter) + (planes * ((plan.Rows.Count * CopyRun) + (Needed(g.Height) * CopyRow)));
    }

    /// <summary>What the other microkernels take to store a pixel.</summary>
    private static double Stores(PixelPlan plan)
    {
        ConvGeometry g = plan.Geometry;
        double spread = g.FiltersPerGroup * (g.FiltersPerGroup % plan.Code.Lanes == 0 ? Spread : SpreadRagged);
        return g.Target.Channel != 1 ? Math.Max(Store, spread) : g.FiltersPerGroup % WholeVector == 0 ? 0 : Store;
    }

    /// <summary>What they take to read channels that lie apart.</summary>
    private static double Gathers(PixelPlan plan)
    {
        ConvGeometry g = plan.Geometry;
        bool shares = RowRules.Gathers(g.KernelSize, g.Strides) || g.KernelSize is { Height: 1, Width: 1 };
        bool crowded = g.InputChannelsPerGroup >= CrowdedChannels && g.Source.Channel % PageFloats == 0;
        return shares || g.Target.Channel == 1 ? 0 : Inputs(g) * (crowded ? Crowded : Apart);
    }

    private static double Inputs(ConvGeometry g) => (double)g.Batch * g.InputChannels * Needed(g.Depth) * Needed(g.Height) * Needed(g.Width);

    private static long Needed(ConvAxis axis) => Math.Min(axis.Input, axis.Output * axis.Extent);
}
