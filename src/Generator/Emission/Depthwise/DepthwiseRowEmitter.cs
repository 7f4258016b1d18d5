using Conv3DGen.Generator.Planning;

namespace Conv3DGen.Generator.Emission.Depthwise;

/// <summary>
/// A kernel row of a depthwise tile: the row's weights in registers, every input vector loaded once. Inputs come in ascending order, so
/// each sum still takes its taps in ascending order.
/// </summary>
internal static class DepthwiseRowEmitter
{
    public static void Emit(CodeWriter code, Isa isa, TileFamily family, Tile tile)
    {
        ConstantRun run = family.Run!;
        for (int tap = 0; tap < run.Taps; tap++)
        {
            code.Line($"var w{tap} = {string.Format(isa.Load, Offset("weightRow", tap * isa.Lanes))};");
        }

        var uses = from pixel in Enumerable.Range(0, tile.Pixels)
                   from tap in Enumerable.Range(0, run.Taps)
                   group (pixel, tap) by (pixel * run.PixelStride) + (tap * run.TapStride) into input
                   orderby input.Key
                   select input;
        int index = 0;
        foreach (var input in uses)
        {
            string adds = string.Join(" ", input.Select(use =>
                $"a{use.pixel}_0 = {string.Format(isa.MultiplyAdd, $"w{use.tap}", $"x{index}", $"a{use.pixel}_0")};"));
            code.Line($"var x{index} = {string.Format(isa.Load, Offset("inputRow", input.Key))}; {adds}");
            index++;
        }
    }

    private static string Offset(string pointer, int floats) => floats == 0 ? pointer : $"{pointer} + {floats}";
}
