using Conv3DGen.Generator.Model;

namespace Conv3DGen.Generator.Planning;

/// <summary>
/// Microkernels whose lanes are pixels: for so few filters that vectors of them would be half empty and, where channels lie apart, for
/// kernels without taps in the plane, or of so few steps that bringing channels together takes longer than sums. They read planes of single channels, so that a vector is a run of pixels.
/// </summary>
/// <param name="Isa">The instruction set, with its longest vectors.</param>
/// <param name="Tile">The longest: filters by vectors of pixels.</param>
/// <param name="Sizes">Their vectors of pixels, ascending: 1, 2, ... without a gap, then perhaps one long tile.</param>
/// <param name="Channels">Input channels of a group; null for any number of them.</param>
/// <param name="Taps">Taps of a kernel row.</param>
/// <param name="WeightStep">From the weights of one step to those of the next: the block of output channels that they are packed for; null where there are several.</param>
/// <param name="HasPhases">Whether strides in the plane set neighbouring rows or taps of a kernel apart, each phase of a stride in a plane of its own.</param>
internal sealed record PixelTiles(Isa Isa, PixelTile Tile, EquatableArray<int> Sizes, int? Channels, int Taps, int? WeightStep, bool HasPhases)
{
    /// <summary>More vectors hide no more latency.</summary>
    private const int MostVectors = 8;

    /// <summary>Of tiles this long, lengths between half and whole are not worth their code.</summary>
    private const int LongTile = 6;

    /// <summary>Of more steps, what other microkernels take for channels that lie apart is little.</summary>
    private const int MostSteps = 256;

    /// <summary>Of shorter vectors, sums take a larger part of the time, and the gain (1.2 to 1.5 times the speed) is not worth the code.</summary>
    private const int LongVector = 16;

    /// <summary>Vectors of filters that take longer to take apart than a short sum; on NEON four of them are soon apart.</summary>
    private const int ShortVector = 8;

    /// <summary>Whether inputs are read from a tensor where it can be: there is one tile of filters, and planes are rows of pixels.</summary>
    public bool ReadsTensors { get; init; }

    /// <summary>Vector registers that the longest tile keeps live: sums, a vector of every run of pixels, a weight.</summary>
    public int Registers => RegistersOf(Tile);

    /// <summary>The tiles of a spec, or null: more filters and taps in the plane, or sizes that it leaves open and panels have no use for.</summary>
    /// <param name="spec">The spec.</param>
    /// <param name="isa">The instruction set.</param>
    /// <param name="weightStep">Filters that the weights are padded to.</param>
    public static PixelTiles? Of(ConvSpec spec, Isa isa, int weightStep)
    {
        if (spec is not { Filters: { } all, InputChannels: { } channels })
        {
            return OfAnyChannels(spec, isa);
        }

        int? step = weightStep;
        int groups = spec.Groups ?? 1;
        int filters = all / groups;
        if (filters > TileTable.MostPixelwiseFilters(isa))
        {
            if (!AreRows(spec) && !ArePatches(spec, channels / groups) && !IsBoundByStores(spec, isa, channels / groups, filters % isa.Lanes != 0))
            {
                return null;
            }

            filters = TileTable.RowFilters(isa);
            step = null;
        }

        return Of(spec, isa, filters, channels / groups, step) with { ReadsTensors = step is not null && AreRows(spec) };
    }

    /// <summary>Tiles of a spec that leaves channels or filters open: for panels alone, whose layers have the most to gain where channels come first.</summary>
    private static PixelTiles? OfAnyChannels(ConvSpec spec, Isa isa)
    {
        int filters = TileTable.RowFilters(isa);
        bool needsSeveral = spec.Filters is null || spec.Filters / (spec.Groups ?? 1) > filters;
        bool servesPanels = (AreRows(spec) && spec is { KernelSize.Depth: 1, Strides.Depth: 1 }) || ArePatches(spec, channels: 1);
        return needsSeveral && servesPanels ? Of(spec, isa, filters, channels: null, weightStep: null) : null;
    }

    private static PixelTiles Of(ConvSpec spec, Isa isa, int filters, int? channels, int? weightStep)
    {
        int vectors = Enumerable.Range(1, MostVectors).Last(v => v == 1 || RegistersOf(new(filters, v)) <= isa.Registers);
        bool hasPhases = spec.Strides is not { Height: 1, Width: 1 };
        return new(isa, new(filters, vectors), Planner.Lengths(vectors, isLong: vectors >= LongTile), channels, spec.KernelSize.Width, weightStep, hasPhases);
    }

    /// <summary>Whether the planes of a channels_first tensor are rows of pixels for the kernel.</summary>
    private static bool AreRows(ConvSpec spec)
        => spec.DataFormat != DataFormat.ChannelsLast && spec is { KernelSize: { Height: 1, Width: 1 }, Strides: { Height: 1, Width: 1 } };

    /// <summary>Whether outputs share no inputs, in which channels lie apart. A spec that leaves the axis order open is mostly met by channels_last, and not worth the text.</summary>
    private static bool ArePatches(ConvSpec spec, int channels)
        => spec.DataFormat == DataFormat.ChannelsFirst && PanelRules.ArePatches(spec.KernelSize, spec.Strides, channels);

    /// <summary>
    /// Whether other microkernels take longer to bring inputs together, or outputs of vectors that are not full apart, than to sum; where outputs
    /// share inputs, on x86, whose vectors of filters take longer to take apart (of the time with filters for lanes: 1x3x3, 1 to 32 channels: 0.53 to 0.56;
    /// 3x3x3, 1 to 32: 0.62 to 0.78; 1x3x3 with strides of 2, 3 to 24: 0.65 to 0.72).
    /// </summary>
    private static bool IsBoundByStores(ConvSpec spec, Isa isa, int channels, bool isRagged)
    {
        bool bringsApart = isRagged || !RowRules.Gathers(spec.KernelSize, spec.Strides);
        return spec.DataFormat == DataFormat.ChannelsFirst && spec.KernelSize.Product * channels <= MostSteps
            && ((isa.Lanes >= LongVector && bringsApart) || (isa.Lanes >= ShortVector && PixelRules.AreShort(spec)));
    }

    private static int RegistersOf(PixelTile tile) => tile.Sums + tile.Vectors + 1;
}

/// <summary>A tile whose lanes are pixels.</summary>
/// <param name="Filters">Filters of a group, or some of them.</param>
/// <param name="Vectors">Vectors of pixels.</param>
internal sealed record PixelTile(int Filters, int Vectors)
{
    /// <summary>Its sums.</summary>
    public int Sums => Filters * Vectors;

    public override string ToString() => $"{Filters}x{Vectors}";
}
