namespace Conv3DGen.Kernels;

/// <summary>
/// Direct convolution tap by tap, every size known: for each tap the pixels that have it are brought together, of whatever row, plane or
/// image, and multiplied with the weights of the tap. Where rows are short, tiles along them use a weight a few times only and fetch it again
/// for the next row; here it is fetched once. Every output takes its multiply-adds in the same order. Immutable; made once per geometry.
/// </summary>
internal sealed class TapPlan
{
    /// <summary>Pixels of a chunk, at most, unless a plane has more: their sums and inputs are to stay in a core's own cache.</summary>
    private const int MostPixels = 256;

    /// <summary>Fewer pixels than this are not worth fetching all weights for.</summary>
    private const int LeastPixels = 96;

    private const int RangesPerThread = 4;

    private TapPlan(ConvGeometry geometry, PackedWeights weights, TileSet[] tiles)
    {
        Geometry = geometry;
        Weights = weights;
        Tiles = tiles;
    }

    public ConvGeometry Geometry { get; }

    /// <summary>One group, in blocks whose width is no more than that of the first.</summary>
    public PackedWeights Weights { get; }

    /// <summary>The microkernels of each block.</summary>
    public TileSet[] Tiles { get; }

    /// <summary>Pixels of an output plane, at least 1.</summary>
    public int Pixels => Geometry.Output.Height * Geometry.Output.Width;

    /// <summary>Output planes of all images, at least 1.</summary>
    public int Planes => Geometry.Batch * Geometry.Output.Depth;

    /// <summary>"direct by taps 14x2".</summary>
    public string Title => $"direct by taps {Tiles[0].Longest}x{Tiles[0].Vectors}";

    /// <summary>The plan of a convolution; null where tiles along rows are to compute it.</summary>
    /// <param name="geometry">All sizes.</param>
    /// <param name="code">Microkernels of single taps, per block width; null where the kernel has none.</param>
    /// <param name="weights">The packed weights.</param>
    public static TapPlan? Of(ConvGeometry geometry, TileSet[]? code, PackedWeights weights)
        => code is not null && Takes(geometry) && TapCost.IsWorthIt(geometry, weights) ? Create(geometry, code, weights) : null;

    /// <summary>The plan of a convolution that <see cref="Takes"/> says yes to; null where there is no code for the blocks of its weights.</summary>
    public static TapPlan? Create(ConvGeometry geometry, TileSet[] code, PackedWeights weights)
    {
        TileSet?[] tiles = Array.ConvertAll(weights.Blocks, block => Array.Find(code, set => set.Vectors == block.Tiles.Vectors));
        return Array.TrueForAll(tiles, set => set is not null) ? new(geometry, weights, tiles!) : null;
    }

    /// <summary>Whether a convolution can be computed so: one group, and some output.</summary>
    public static bool Takes(ConvGeometry geometry) => geometry.Groups == 1 && geometry.OutputCount > 0;

    /// <summary>Multiply-adds of a call, by which it is shared out to threads.</summary>
    public double Work => Geometry.MultiplyAdds;

    /// <summary>Bytes of workspace a thread needs.</summary>
    public long WorkspaceBytes(int threads) => (long)new TapScratch(this, Cut(threads)).Floats * sizeof(float);

    /// <summary>
    /// Cuts the output into planes and, where these would not keep all threads at work, into as many parts of the filters as threads: every part
    /// brings all inputs together, every range fetches all weights.
    /// </summary>
    public TapCut Cut(int threads)
    {
        int planes = PlanesAtOnce(Geometry);
        while (threads > 1 && Ranges(planes) < threads * RangesPerThread && planes / 2 * Pixels >= LeastPixels)
        {
            planes /= 2;
        }

        int parts = Ranges(planes) % threads == 0 || Ranges(planes) >= threads * RangesPerThread ? 1 : Math.Min(threads, Tiles.Length);
        return new(Planes, Ranges(planes), Tiles.Length, parts);

        int Ranges(int planes) => (Planes + planes - 1) / planes;
    }

    /// <summary>Output planes of a chunk, at most.</summary>
    public static int PlanesAtOnce(ConvGeometry geometry)
        => Math.Clamp(MostPixels / (geometry.Output.Height * geometry.Output.Width), 1, geometry.Batch * geometry.Output.Depth);
}
