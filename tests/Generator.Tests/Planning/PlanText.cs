using Conv3DGen.Generator.Planning;

namespace Conv3DGen.Generator.Tests.Planning;

/// <summary>Plans as a reviewer reads them.</summary>
internal static class PlanText
{
    /// <summary>"row 14x2 [1-7,14] 48 contiguous inputs; strided 4x2 [1-4]" for each block.</summary>
    public static string Of(ConvPlan plan)
        => string.Join(" / ", plan.Blocks.Select(Of).Concat(new[] { plan.Pixels is { } pixels ? Of(pixels) : null, plan.Taps ? "the assembly's taps" : null, plan.Winograd ? "the assembly's Winograd code" : null }.OfType<string>()));

    private static string Of(BlockPlan block) => string.Join("; ", new[] { Of(block.Row is { ServesEnds: true } ? "row and edge" : "row", block.Row), Of("two rows", block.Pair), Of("edge", block.Edge == block.Row ? null : block.Edge), Of("strided", block.Strided) }.OfType<string>());

    /// <summary>"14x2 [1-7,14] one input at a time".</summary>
    public static string Of(TileFamily family) => $"{family.Tile} [{Sizes(family.Sizes)}] {Inputs(family)}";

    /// <summary>"pixelwise 7x3 [1-3] of 16 lanes, phases apart".</summary>
    private static string Of(PixelTiles tiles) => $"pixelwise {tiles.Tile} [{Sizes(tiles.Sizes)}] of {tiles.Isa.Lanes} lanes{(tiles.HasPhases ? ", phases apart" : "")}";

    private static string? Of(string label, TileFamily? family) => family is null ? null : $"{label} {Of(family)}";

    private static string Sizes(IEnumerable<int> sizes)
    {
        int gapless = sizes.TakeWhile((size, index) => size == index + 1).Count();
        return string.Join(",", sizes.Skip(gapless).Select(s => $"{s}").Prepend(gapless == 1 ? "1" : $"1-{gapless}").Skip(gapless == 0 ? 1 : 0));
    }

    private static string Inputs(TileFamily family)
    {
        string mode = family.Inputs switch
        {
            InputMode.Splat => "one input at a time",
            InputMode.SplatRow => "one input for all its taps",
            InputMode.SplatEdge => "one input at a time, clipped at the ends of a row",
            InputMode.Vector => "a vector of inputs at a time",
            InputMode.Lanewise => "a channel in every lane",
            InputMode.LanewiseRow => "a channel in every lane, a kernel row at a time",
            _ => $"{family.Inputs}",
        };
        mode = family.Group == 1 ? mode : mode.Replace("a channel in every lane", $"{family.Group} channels in every group of lanes", StringComparison.Ordinal) + (family.FetchesWeights ? ", its weights fetched" : "");
        mode += family.Stretches > 1 ? $", {family.Stretches} stretches of pixels at a time" : "";
        return family.Run is { } run ? $"{mode}, {run.Taps} x {run.Length} inputs a row, pixels {run.PixelStride} apart" : mode;
    }
}
