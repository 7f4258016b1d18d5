using System.ComponentModel;

namespace Conv3DGen.Kernels;

/// <summary>The microkernels of a direct convolution; the library's driver owns packing, borders and loops.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class DirectCode
{
    /// <summary>The most output channels of a block: four vectors of the longest there are.</summary>
    internal const int WidestBlock = 64;

    private readonly int _lanes;
    private readonly TileSet[] _tiles;

    /// <summary>Joins microkernels.</summary>
    /// <param name="plan">Algorithm and tile, for people: "direct 14x2".</param>
    /// <param name="lanes">Floats in a vector.</param>
    /// <param name="tiles">One set per block width, widest first.</param>
    /// <exception cref="ArgumentException">No lanes, no tiles, or wider ones than there are.</exception>
    public DirectCode(string plan, int lanes, params TileSet[] tiles)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(tiles);
        ArgumentOutOfRangeException.ThrowIfLessThan(lanes, 1);
        ArgumentOutOfRangeException.ThrowIfZero(tiles.Length, nameof(tiles));
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)tiles.Max(t => t.Vectors) * lanes, WidestBlock, nameof(tiles));
        Plan = plan;
        _lanes = lanes;
        _tiles = tiles;
    }

    /// <summary>Microkernels for the few filters of a spec, whose lanes are pixels; null where filters fill vectors.</summary>
    public PixelCode? Pixels { get; init; }

    /// <summary>
    /// Microkernels of single taps for images of few pixels, per block width: they go on with sums at <see cref="TileArgs.OutputOffsets"/>;
    /// null where the spec has no use for them.
    /// </summary>
    public TileSet[]? Taps { get; init; }

    /// <summary>"direct 14x2".</summary>
    internal string Plan { get; }

    /// <summary>Packs a Keras-ordered kernel tensor and a bias for a run.</summary>
    internal PackedWeights Pack(ConvWeights weights, DataFormat format)
    {
        TileSet[] lanewise = Array.FindAll(_tiles, t => t.Lanewise == weights.ChannelsPerGroup && t.Vectors * _lanes <= weights.Filters);
        bool square = weights.Groups > 1 && weights.Filters == weights.Groups * weights.ChannelsPerGroup && format == DataFormat.ChannelsLast;
        return square && lanewise.Length > 0
            ? PackedWeights.Create(weights with { Groups = 1 }, _lanes, lanewise)
            : PackedWeights.Create(weights, _lanes, Array.FindAll(_tiles, t => !t.IsLanewise));
    }
}
