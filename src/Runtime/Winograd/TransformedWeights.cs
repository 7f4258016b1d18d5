using Conv3DGen.Kernels;

namespace Conv3DGen.Winograd;

/// <summary>
/// A layer's weights in the frequency domain, [frequency][panel][input channel][lane of the panel], padded with zeros to whole panels and
/// loads; then one bias per padded filter. Computed in double and rounded once.
/// </summary>
internal sealed unsafe class TransformedWeights
{
    private readonly NativeFloats _memory;
    private readonly nint _biasOffset;

    private TransformedWeights(ConvWeights weights, WinogradForm form, WinogradCode code)
    {
        Form = form;
        Channels = (weights.ChannelsPerGroup + code.ChannelsPerLoad - 1) / code.ChannelsPerLoad * code.ChannelsPerLoad;
        Panels = Cover(weights.Filters, code);
        PaddedFilters = Panels.Sum(p => p.Count * p.Tiles.Vectors * code.Lanes);
        _biasOffset = (nint)form.Frequencies * Channels * PaddedFilters;
        _memory = new(_biasOffset + PaddedFilters);
        _memory.Clear();
    }

    public WinogradForm Form { get; }

    /// <summary>Input channels, rounded up to whole loads.</summary>
    public int Channels { get; }

    /// <summary>Filters, rounded up to whole panels.</summary>
    public int PaddedFilters { get; }

    /// <summary>The panels, in filter order, those of one width together.</summary>
    public PanelRange[] Panels { get; }

    public long Bytes => _memory.Bytes;

    /// <summary>The weights of a frequency.</summary>
    public float* Frequency(int frequency) => _memory.Start + ((nint)frequency * Channels * PaddedFilters);

    /// <summary>The bias of a filter.</summary>
    public float* Bias(int filter) => _memory.Start + _biasOffset + filter;

    /// <summary>Transforms a layer's weights.</summary>
    public static TransformedWeights Create(ConvWeights weights, WinogradAxes axes, WinogradForm form, WinogradCode code)
    {
        var transformed = new TransformedWeights(weights, form, code);
        new WeightTransform(weights, axes, form).Run(transformed, code.Lanes);
        if (!weights.Bias.IsEmpty)
        {
            weights.Bias.Span.CopyTo(new Span<float>(transformed.Bias(0), weights.Filters));
        }

        return transformed;
    }

    private static PanelRange[] Cover(int filters, WinogradCode code)
    {
        var panels = new List<PanelRange>();
        int vectors = (filters + code.Lanes - 1) / code.Lanes;
        int done = 0;
        foreach (ProductTiles tiles in code.Panels)
        {
            int count = (vectors - done) / tiles.Vectors;
            if (count > 0)
            {
                panels.Add(new(tiles, done, count));
                done += count * tiles.Vectors;
            }
        }

        return [.. panels];
    }
}

/// <summary>Neighbouring panels of one width.</summary>
internal sealed class PanelRange(ProductTiles tiles, int firstBlock, int count)
{
    /// <summary>Their microkernels.</summary>
    public ProductTiles Tiles { get; } = tiles;

    /// <summary>The first vector of filters.</summary>
    public int FirstBlock { get; } = firstBlock;

    /// <summary>How many there are.</summary>
    public int Count { get; } = count;

    /// <summary>The panel that a vector of filters begins: 0 where it is before all, their number where it is behind.</summary>
    public int PanelAt(int block) => Math.Clamp((block - FirstBlock) / Tiles.Vectors, 0, Count);
}
