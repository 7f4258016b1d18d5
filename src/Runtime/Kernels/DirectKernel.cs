using System.ComponentModel;

namespace Conv3DGen.Kernels;

/// <summary>A direct convolution: generated microkernels under the library's driver, which owns packing, borders and loops.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class DirectKernel : Conv3DKernel
{
    private readonly int _lanes;
    private readonly TileSet[] _tiles;

    /// <summary>Joins microkernels to a kernel.</summary>
    /// <param name="name">The kernel's name.</param>
    /// <param name="spec">What it is made for.</param>
    /// <param name="isa">The instruction set of the microkernels.</param>
    /// <param name="plan">Algorithm and tile, for people.</param>
    /// <param name="lanes">Floats in a vector.</param>
    /// <param name="tiles">One set per block width, widest first.</param>
    public DirectKernel(string name, ConvSpec spec, string isa, string plan, int lanes, params TileSet[] tiles)
        : this(name, spec, isa, plan, fallbackReason: null, lanes, tiles)
    {
    }

    internal DirectKernel(string name, ConvSpec? spec, string isa, string plan, string? fallbackReason, int lanes, TileSet[] tiles)
        : base(name, spec, isa, plan, fallbackReason)
    {
        ArgumentNullException.ThrowIfNull(tiles);
        ArgumentOutOfRangeException.ThrowIfLessThan(lanes, 1);
        ArgumentOutOfRangeException.ThrowIfZero(tiles.Length, nameof(tiles));
        _lanes = lanes;
        _tiles = tiles;
    }

    internal override PackedWeights Pack(ConvWeights weights, DataFormat format)
    {
        TileSet[] lanewise = Array.FindAll(_tiles, t => t.IsLanewise && t.Vectors * _lanes <= weights.Filters);
        bool depthwise = weights is { ChannelsPerGroup: 1, Groups: > 1 } && weights.Filters == weights.Groups && format == DataFormat.ChannelsLast;
        return depthwise && lanewise.Length > 0
            ? PackedWeights.Create(weights with { Groups = 1 }, _lanes, lanewise)
            : PackedWeights.Create(weights, _lanes, Array.FindAll(_tiles, t => !t.IsLanewise));
    }

    internal override void Run(ConvCall call, Parallelism parallelism) => ConvJob.Run(call, parallelism);
}
