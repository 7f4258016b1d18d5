namespace Conv3DGen.Generator.Planning;

/// <summary>
/// Depthwise convolutions: every lane holds a channel, with inputs of its own. Loads bound the speed, so a kernel row keeps its weights in
/// registers and loads every input once for all the taps that use it.
/// </summary>
internal static class DepthwisePlanner
{
    /// <summary>Fewer sums than this do not hide the latency of a multiply-add; taps are then looped over instead of held.</summary>
    private const int MinSums = 4;

    private const int MaxSums = 14;

    /// <summary>A longer kernel row is looped over: spelled out, it would take more text than it is worth.</summary>
    public const int MaxHeldTaps = 9;

    public static BlockPlan Block(ConvSpec spec, Isa isa)
    {
        ConstantRun? run = ConstantRun.Of(spec, spec.InputChannels!.Value, spec.KernelSize.Width, length: 1);
        int taps = spec.KernelSize.Width;
        int held = Math.Min(MaxSums, isa.Registers - taps - 1) & ~1;
        bool holds = run is not null && taps <= MaxHeldTaps && held >= MinSums;
        int vectors = TileTable.DepthwiseVectors(isa, spec.Filters!.Value);
        var tile = new Tile((holds ? held : Math.Min(MaxSums, isa.Registers - 4)) / vectors, vectors);
        Tile border = Planner.Border(tile);
        TileFamily? row = run is null ? null : new(tile, Planner.Sizes(tile), run, holds ? InputMode.LanewiseRow : InputMode.Lanewise)
        {
            ServesEnds = holds && Planner.LacksOneTap(spec), // one branch each for the first and the last input is all it takes
        };
        TileFamily? strided = row is null ? new(tile, Planner.Sizes(tile), Run: null, InputMode.Lanewise)
            : Planner.HasBorders(spec) ? new(border, Planner.Sizes(border), Run: null, InputMode.Lanewise)
            : null;
        return new(row, strided, row is { ServesEnds: true } ? row : null);
    }
}
