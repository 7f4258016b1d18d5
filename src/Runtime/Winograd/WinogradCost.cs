using Conv3DGen.Kernels;

namespace Conv3DGen.Winograd;

/// <summary>
/// What one image takes by direct convolution and by a form of Winograd, in multiply-adds at a machine's peak; the coefficients are measured
/// (docs/performance.md).
/// </summary>
internal static class WinogradCost
{
    /// <summary>Direct convolution has vectors of this many lanes for as many filters.</summary>
    public const int Short = 8;

    /// <summary>A direct kernel reaches about this share of peak.</summary>
    private const double DirectShare = 0.93;

    /// <summary>The same where lanes are pixels.</summary>
    private const double PixelShare = 0.85;

    /// <summary>Bringing an output to where it belongs, where channels lie apart and direct convolution has it there (512 bits: 6 to 9, 256: 20).</summary>
    private const double Spread = 9;

    /// <summary>The matrix products between the transforms reach about this share.</summary>
    private const double ProductShare = 0.88;

    /// <summary>A weight that does not stay in cache takes as long to fetch as this many multiply-adds.</summary>
    private const double WeightFromMemory = 9.5;

    /// <summary>The same from a core's own cache.</summary>
    private const double WeightFromCache = 4;

    /// <summary>Transforming one value of the input, and of the output, few and many channels.</summary>
    private const double InputFew = 13, InputMany = 26, OutputFew = 9, OutputMany = 18;

    private const int ManyChannels = 64;

    /// <summary>Windows of F(2,5) share more of their inputs than others, and fewer outputs leave them: such transforms take this share.</summary>
    private const double TransformsOfFive = 0.7;

    private const double TilesPerRun = 4;

    private const int Lanes = 16;

    /// <summary>
    /// Five taps across leave four pixels of a row without all of them. Direct convolution computes these few at a time: their taps take as
    /// much longer where filters fill one vector, and where they fill more. (Of three taps, the share of peak has it.)
    /// </summary>
    private const double ClippedOfOneVector = 4, ClippedOfMore = 2;

    /// <summary>
    /// <see cref="WinogradForm.Rows"/>: the share of peak of its products, and what transforming the outputs of a run of tiles takes, a filter;
    /// what a row of inputs takes, and a channel of it for a vector of tiles.
    /// </summary>
    private const double RowShare = 0.9, RowOutput = 120, RowInput = 1500, RowChannel = 1000;

    /// <summary><see cref="WinogradForm.Depth"/>: transforming one value of the input, and of the output; and what a call takes at least.</summary>
    private const double DepthInput = 12, DepthOutput = 9, DepthCall = 140_000;

    /// <summary>The same, fetching a weight that does not stay in cache: for each tile of the depth, and rows of a plane do not share it.</summary>
    private const double DepthWeight = 19;

    /// <summary>A call's own overhead.</summary>
    private const double PerCall = 200_000;

    /// <summary>Bytes of the transformed weights, padding to whole vectors aside.</summary>
    public static double WeightBytes(ConvGeometry geometry, WinogradForm form)
    {
        double perPair = form.IsDepth ? (double)DepthTransform.Of(geometry.Depth)!.DistinctWeights * geometry.Height.Kernel * geometry.Width.Kernel
            : form.IsRows ? (double)form.Frequencies * geometry.Depth.Kernel * geometry.Height.Kernel
            : form.Frequencies;
        return perPair * geometry.InputChannels * geometry.Filters * sizeof(float);
    }

    /// <summary>The cost of one image by direct convolution.</summary>
    /// <param name="geometry">All sizes.</param>
    /// <param name="ofPixels">Whether it sums pixels rather than filters: <see cref="PixelRules.AreShort"/>.</param>
    public static double Direct(ConvGeometry geometry, bool ofPixels = false)
        => InsideTaps(geometry.Depth) * DirectPlane(geometry) / (ofPixels ? PixelShare : DirectShare);

    /// <summary>The multiply-adds of direct convolution for one of the taps that outputs have in the depth.</summary>
    private static double DirectPlane(ConvGeometry geometry)
    {
        ConvAxis width = geometry.Width;
        double taps = InsideTaps(width);
        if (width is { Kernel: 5, Stride: 1 })
        {
            double clipped = taps - (5.0 * (width.InteriorEnd - width.InteriorBegin));
            taps += clipped * (geometry.Filters <= Lanes ? ClippedOfOneVector : ClippedOfMore);
        }

        return InsideTaps(geometry.Height) * taps * geometry.InputChannels * DirectLanes(geometry);
    }

    /// <summary>The cost of one image by a form.</summary>
    /// <param name="geometry">All sizes.</param>
    /// <param name="axes">The axes that are filtered.</param>
    /// <param name="form">The form.</param>
    /// <param name="ofPixels">Whether direct convolution sums pixels, and stores them where they belong.</param>
    public static double Of(ConvGeometry geometry, WinogradAxes axes, WinogradForm form, bool ofPixels = false)
    {
        if (form.IsRows || form.IsDepth)
        {
            double spread = ofPixels ? geometry.Output.Product * geometry.Filters * Spread : 0;
            return (form.IsRows ? Rows(geometry) : Depth(geometry)) + spread;
        }

        double tiles = (double)Tiles(axes.First, form.First) * Tiles(axes.Row, form.Row) * Tiles(axes.Column, form.Column);
        bool many = Math.Max(geometry.InputChannels, geometry.Filters) > ManyChannels;
        double weights = (double)form.Frequencies * geometry.InputChannels * Padded(geometry.Filters);
        double fetch = WeightBytes(geometry, form) > CoreCache.Bytes ? WeightFromMemory : WeightFromCache;
        double products = weights * Math.Max(tiles / ProductShare, fetch);
        double values = tiles * form.Frequencies * (axes.HasFive ? TransformsOfFive : 1);
        return products
            + (values * Padded(geometry.InputChannels) * (many ? InputMany : InputFew))
            + (values * Padded(geometry.Filters) * (many ? OutputMany : OutputFew))
            + PerCall;
    }

    /// <summary>The cost of one image where the width alone is filtered: by whole runs of tiles.</summary>
    private static double Rows(ConvGeometry geometry)
    {
        double tiles = AxisTiles.CountOf(geometry.Width, RowPlan.Transform.Outputs);
        double runs = Math.Ceiling(tiles / TilesPerRun);
        double products = InsideTaps(geometry.Depth) * InsideTaps(geometry.Height) * runs * TilesPerRun * RowPlan.Transform.Frequencies * geometry.InputChannels;
        double outputs = (double)geometry.Output.Depth * geometry.Output.Height * runs * RowOutput;
        double inputs = (double)geometry.Depth.Input * geometry.Height.Input * (RowInput + (Math.Ceiling(tiles / 16) * geometry.InputChannels * RowChannel));
        return (((products / RowShare) + outputs) * Padded(geometry.Filters)) + inputs + PerCall;
    }

    /// <summary>The cost of one image where the depth alone is filtered, over direct convolutions.</summary>
    private static double Depth(ConvGeometry geometry)
    {
        double tiles = AxisTiles.CountOf(geometry.Depth, DepthTransform.Outputs);
        double transformed = 0, copied = 0;
        foreach (DepthPhase phase in DepthTransform.Of(geometry.Depth)!.Phases)
        {
            if (phase.IsCopy)
            {
                copied += geometry.Output.Depth;
            }
            else
            {
                transformed += tiles * phase.Frequencies;
            }
        }

        double inputs = (double)geometry.Height.Input * geometry.Width.Input * geometry.InputChannels;
        double outputs = (double)geometry.Output.Height * geometry.Output.Width * DirectLanes(geometry);
        double weights = WeightBytes(geometry, WinogradForm.Depth);
        double fetched = weights > CoreCache.Bytes ? weights / sizeof(float) * tiles * DepthWeight : 0;
        return fetched + (transformed * inputs * DepthInput) + ((transformed + copied) * ((DirectPlane(geometry) / DirectShare) + (outputs * DepthOutput))) + DepthCall;
    }

    private static double DirectLanes(ConvGeometry geometry) => geometry.Filters <= Short ? Short : Padded(geometry.Filters);

    private static int Tiles(WinogradAxis axis, AxisForm form) => AxisTiles.CountOf(axis.Axis, AxisTransform.Of(form).Outputs);

    /// <summary>Channels as vectors of 16 take them, on every machine.</summary>
    private static double Padded(int channels) => (channels + Lanes - 1L) / Lanes * Lanes;

    /// <summary>Taps of all outputs of an axis that lie inside the input.</summary>
    private static double InsideTaps(ConvAxis axis)
    {
        double taps = 0;
        for (int tap = 0; tap < axis.Kernel; tap++)
        {
            (int first, int end) = axis.OutputsOf(tap);
            taps += Math.Max(end - first, 0);
        }

        return taps;
    }
}
