using System.Runtime.CompilerServices;
using Conv3DGen.Kernels;

namespace Conv3DGen.Winograd;

/// <summary>The matrix products of a chunk: tiles x channels times channels x filters, once for every frequency.</summary>
internal readonly unsafe struct WinogradProducts(WinogradCall call, WinogradLayout layout, float* workspace)
{
    /// <summary>Weights up to this size stay in a core's own cache while several microkernels use them.</summary>
    private const nint CachedFloats = 96 * 1024;

    /// <summary>A single microkernel fetches weights this far ahead, at most: what it fetches farther ahead has left the cache when it gets there.</summary>
    private const nint FarthestFloats = 4 * 1024;

    private readonly WinogradCall _call = call;
    private readonly WinogradLayout _layout = layout;
    private readonly float* _workspace = workspace;

    /// <summary>Multiplies a chunk's tiles.</summary>
    /// <remarks>
    /// The order of the loops never shows in a result. Panels of one width and a single microkernel of tiles make one call, where the chunk
    /// takes all of them; otherwise a call takes as many weights as stay in cache, and every microkernel of tiles uses them before the next.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(WinogradChunk chunk)
    {
        TransformedWeights weights = _call.Weights;
        int tiles = chunk.End - chunk.Begin;
        int frequencies = weights.Form.Frequencies;
        RowSplit split = weights.Panels[0].Tiles.Split(tiles);
        nint size = (nint)weights.Channels * weights.PaddedFilters;
        bool whole = chunk.EndBlock - chunk.FirstBlock == _call.Plan.OutputBlocks && weights.Panels.Length == 1;
        if (whole && (split.Count == 1 || size * frequencies <= CachedFloats))
        {
            Run(weights.Panels[0], split, 0, frequencies, 0, weights.Panels[0].Count);
            return;
        }

        for (int frequency = 0; frequency < frequencies; frequency++)
        {
            foreach (PanelRange range in weights.Panels)
            {
                RowSplit cut = range.Tiles.Split(tiles);
                int first = range.PanelAt(chunk.FirstBlock);
                int end = range.PanelAt(chunk.EndBlock);
                int step = cut.Count > 1 && size > CachedFloats ? 1 : end - first;
                for (int panel = first; panel < end; panel += step)
                {
                    Run(range, cut, frequency, 1, panel, step);
                }
            }
        }
    }

    /// <summary>Every microkernel of tiles, over some frequencies and panels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Run(PanelRange range, RowSplit split, int frequency, int frequencies, int panel, int panels)
    {
        TransformedWeights weights = _call.Weights;
        int block = range.FirstBlock + (panel * range.Tiles.Vectors);
        nint panelSize = (nint)weights.Channels * range.Tiles.Vectors * _call.Plan.Code.Lanes;
        WinogradProduct product;
        product.Weights = weights.Frequency(frequency) + ((nint)block * _call.Plan.Code.Lanes * weights.Channels);
        product.TileStride = _layout.Tile;
        product.BlockStride = _layout.Block;
        product.FrequencyStride = _layout.Frequency;
        product.Frequencies = frequencies;
        product.Panels = panels;
        product.Channels = weights.Channels;
        nint next = split.Count == 1 ? nint.Min(panels * panelSize, FarthestFloats) : panels * panelSize;
        float* tile = _workspace + (frequency * _layout.Frequency);
        for (int i = 0; i < split.Count; i++)
        {
            product.Tiles = split[i];
            product.Input = tile + _layout.Frequency;
            product.Output = tile + (block * _layout.Block);
            product.Prefetch = i == 0 ? next : 0;
            product.PrefetchLast = i == Math.Min(1, split.Count - 1) ? next : 0;
            range.Tiles.Kernel(split[i])(&product);
            tile += split[i] * _layout.Tile;
        }
    }
}
