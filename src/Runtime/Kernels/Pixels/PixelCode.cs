using System.ComponentModel;
using System.Runtime.Intrinsics;

namespace Conv3DGen.Kernels;

/// <summary>
/// Microkernels whose lanes are pixels, for so few filters that vectors of them would be half empty, or for tensors that are rows of pixels:
/// planes of single channels, of which a vector is a run of pixels, and weights that are one float in all lanes. Every sum is the chain of multiply-adds that the other
/// microkernels compute, so that the bits are the same.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed unsafe class PixelCode
{
    /// <summary>As many filters as AVX2 computes so (six: 1.4 times as fast; seven would be slower).</summary>
    private const int MostByHalves = 6;

    private readonly int _gapless;

    /// <summary>Names the microkernels.</summary>
    /// <param name="lanes">Pixels in a vector.</param>
    /// <param name="channels">Input channels that they sum over, which are those of a group; 0 for <see cref="TileArgs.Run"/>, whatever it is.</param>
    /// <param name="filters">
    /// Filters that they compute: those of a group or, where the kernel has no taps in the plane, some of them, which then obey
    /// <see cref="TileArgs.WeightChannelStride"/>.
    /// </param>
    /// <param name="tiles">Entry i handles i + 1 vectors of pixels; entries between a gapless beginning and the last one may be null.</param>
    /// <exception cref="ArgumentException">No lanes, fewer channels than none, no filters, no microkernel.</exception>
    public PixelCode(int lanes, int channels, int filters, delegate*<TileArgs*, void>[] tiles)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(lanes, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(channels);
        ArgumentOutOfRangeException.ThrowIfLessThan(filters, 1);
        ArgumentNullException.ThrowIfNull(tiles);
        ArgumentOutOfRangeException.ThrowIfZero(tiles.Length, nameof(tiles));
        Lanes = lanes;
        Channels = channels;
        Filters = filters;
        Tiles = tiles;
        _gapless = TileSet.Gapless(tiles);
    }

    /// <summary>Pixels in a vector.</summary>
    internal int Lanes { get; }

    /// <summary>Input channels of a group; 0 for any number of them.</summary>
    internal int Channels { get; }

    /// <summary>Filters of a group, or some of them.</summary>
    internal int Filters { get; }

    /// <summary>The microkernels.</summary>
    internal delegate*<TileArgs*, void>[] Tiles { get; }

    /// <summary>"direct pixelwise 7x3": filters by vectors of pixels.</summary>
    internal string Title => $"direct pixelwise {Filters}x{Tiles.Length}";

    /// <summary>Cuts a number of vectors into tiles that exist.</summary>
    internal RowSplit Split(int vectors) => RowSplit.Of(vectors, Tiles.Length, _gapless);

    /// <summary>The plan of a shape, or null where the other microkernels are to compute it.</summary>
    /// <param name="geometry">All sizes.</param>
    /// <param name="weights">The weights in Keras order.</param>
    internal PixelPlan? Plan(ConvGeometry geometry, ConvWeights weights)
    {
        if (!PixelPlan.Takes(geometry, this))
        {
            return null;
        }

        var plan = new PixelPlan(geometry, this);
        bool possible = (IsFast || geometry.Format == DataFormat.ChannelsFirst) && (plan.InPlace || IsExact(weights));
        return possible && PixelCost.IsWorthIt(plan) ? plan : null;
    }

    /// <summary>Packs weights where there are more filters than those of a tile: in blocks of as many.</summary>
    internal PackedWeights Pack(ConvWeights weights) => PackedWeights.Create(weights, Filters, [new TileSet(vectors: 1, Tiles)]);

    /// <summary>
    /// Where a long vector is two short ones to the machine, vectors of filters are short as well, and more of them are full. They pay off there
    /// where channels lie apart, and filters would have to be taken apart (of the time with filters for lanes: 4 to 32 channels in 4 groups, 32x32x32:
    /// 0.27; 2x2x2 with stride 2, 8 to 8: 0.55; 3x3x3, 8 to 8, 12x12x12: 0.65, 2 to 8, 64x64x64: 0.70, 32 to 12: 0.95; but 1 to 8 on 16x16x16: 1.2).
    /// </summary>
    private bool IsFast => Lanes < Vector512<float>.Count || VectorUnits.AreFullWidth || Filters <= MostByHalves;

    /// <summary>
    /// Whether zeros in the padding add nothing: a weight that is not finite makes NaN of them, and a sum of -0 becomes 0, which shows where a
    /// bias is -0 as well.
    /// </summary>
    private static bool IsExact(ConvWeights weights)
    {
        foreach (float weight in weights.Kernel.Span)
        {
            if (!float.IsFinite(weight))
            {
                return false;
            }
        }

        foreach (float bias in weights.Bias.Span)
        {
            if (bias == 0 && float.IsNegative(bias))
            {
                return false;
            }
        }

        return true;
    }
}
