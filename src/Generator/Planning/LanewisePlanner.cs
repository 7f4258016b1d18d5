using Conv3DGen.Generator.Model;

namespace Conv3DGen.Generator.Planning;

/// <summary>
/// Convolutions of many small groups: the lanes of a vector are those of several groups, and each reads the channels of its own. A depthwise
/// convolution has groups of one channel. Loads, and the permutations that bring a channel into the lanes of its group, bound the speed,
/// so that a kernel row makes each of them once for all the taps that use it.
/// </summary>
internal static class LanewisePlanner
{
    /// <summary>Fewer sums than this do not hide the latency of a multiply-add; taps are then looped over instead of held.</summary>
    private const int MinSums = 4;

    /// <summary>With fewer than this, weights of a group's row are better fetched for every multiply-add than held.</summary>
    private const int MinGroupSums = 8;

    private const int MaxSums = 14;

    /// <summary>
    /// Stretches of a tile of groups of four channels and more, where they cost no sums; of groups of two a tile is slower by it (64 channels,
    /// 16x56x56: by up to a quarter).
    /// </summary>
    private const int MaxStretches = 2;

    /// <summary>Pixels of a tile that fetches its weights: twice as many are no faster, and twice the text.</summary>
    private const int MaxFetchingSums = 7;

    /// <summary>A longer kernel row is looped over: spelled out, it would take more text than it is worth.</summary>
    private const int MaxHeldTaps = 9;

    /// <summary>Whether a spec is of groups that vectors of an instruction set hold side by side, each with as many filters as channels.</summary>
    public static bool Takes(ConvSpec spec, Isa isa)
        => spec.Groups > 1 && spec.InputChannels == spec.Filters && spec.DataFormat != DataFormat.ChannelsFirst
            && isa.Lanes <= spec.Filters && Group(spec) < isa.Lanes && isa.HoldsGroups(Group(spec));

    /// <summary>Taps of the longest kernel row that is spelled out.</summary>
    public static int MostTaps(ConvSpec spec) => Math.Min(MaxHeldTaps, Budget.MaxMultiplyAdds / MaxSums / Group(spec));

    public static BlockPlan Block(ConvSpec spec, Isa isa)
    {
        int group = Group(spec);
        int taps = spec.KernelSize.Width;
        ConstantRun? run = ConstantRun.OfTaps(spec, spec.InputChannels!.Value);
        bool spells = run is not null && taps <= MostTaps(spec);
        int held = Held(1);
        int stretches = group >= Isa.Quad && Held(MaxStretches) == held ? MaxStretches : 1;
        bool holds = spells && held >= (group == 1 ? MinSums : MinGroupSums);
        bool fetches = spells && !holds && group > 1;
        bool byRow = holds || fetches;
        int looped = fetches ? MaxFetchingSums : Math.Min(MaxSums, isa.Registers - (group == 1 ? 4 : group + 4));
        int vectors = group == 1 ? TileTable.DepthwiseVectors(isa, spec.Filters!.Value) : 1;
        var tile = new Tile((holds ? held : looped) / vectors, vectors);
        if (run is null)
        {
            return new(Row: null, Family(tile, constants: null, InputMode.Lanewise));
        }

        TileFamily row = Family(tile, run, byRow ? InputMode.LanewiseRow : InputMode.Lanewise) with
        {
            FetchesWeights = fetches,
            Stretches = holds ? stretches : 1,
            Sizes = byRow && group > Isa.Quad ? Planner.Halves(tile.Pixels) : Planner.Sizes(tile, isLong: fetches),
            ServesEnds = byRow && Planner.LacksOneTapAtMost(spec), // one branch each for the first and the last input is all it takes
        };
        TileFamily? border = Planner.HasBorders(spec) ? Family(Planner.Border(tile), constants: null, InputMode.Lanewise) : null;
        return new(row, border, row.ServesEnds ? row : null) { Pair = Pair(spec, isa, row) };

        int Held(int inputs) => Math.Min(MaxSums, isa.Registers - Budget.RowOperands(group, taps, inputs)) & ~1;

        TileFamily Family(Tile longest, ConstantRun? constants, InputMode inputs)
            => new(longest, Planner.Sizes(longest), constants, inputs) { Group = group };
    }

    /// <summary>
    /// The same for two rows at a time, which share the inputs of all kernel rows but one, where neighbouring rows of the output are one input
    /// apart. Null where there is nothing to share or the weights of two kernel rows do not fit.
    /// </summary>
    private static TileFamily? Pair(ConvSpec spec, Isa isa, TileFamily row)
    {
        int[] sizes = TileTable.RowPairs(isa);
        if (sizes.Length == 0
            || row is not { Group: 1, HoldsRow: true, Tile.Vectors: 1 }
            || spec is not { KernelSize.Height: > 1, Strides.Height: 1, DilationRate.Height: 1 })
        {
            return null;
        }

        TileFamily pair = row with { Tile = new(sizes[sizes.Length - 1], 1), Sizes = sizes.ToEquatableArray(), Rows = 2, KernelRows = spec.KernelSize.Height };
        return Budget.Registers(pair) <= isa.Registers ? pair : null;
    }

    private static int Group(ConvSpec spec) => spec.InputChannels!.Value / spec.Groups!.Value;
}
