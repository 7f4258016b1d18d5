using Conv3DGen.Generator.Planning;

namespace Conv3DGen.Generator.Emission.Direct;

/// <summary>
/// A kernel row of a tile that keeps the row's weights in registers and loads every input once for all the taps that use it. Inputs come
/// in ascending order, so each sum still takes its taps in ascending order.
/// </summary>
internal static class HeldRowEmitter
{
    public static void Emit(CodeWriter code, Isa isa, TileFamily family, Tile tile)
    {
        ConstantRun run = family.Run!;
        int steps = (int)run.Steps;
        for (int step = 0; step < steps; step++)
        {
            code.Line($"var w{step} = {string.Format(isa.Load, Offset("weightRow", step * isa.Lanes))};");
        }

        string load = family.IsLanewise ? isa.Load : isa.LoadSplatRows ?? isa.LoadSplat;
        var inputs = from pixel in Enumerable.Range(0, tile.Pixels)
                     from step in Enumerable.Range(0, steps)
                     group (pixel, step) by (pixel * run.PixelStride) + (step * run.StepStride) into input
                     orderby input.Key
                     select input;
        int index = 0;
        int end = ((tile.Pixels - 1) * run.PixelStride) + (steps * run.StepStride);
        foreach (var input in inputs)
        {
            string adds = string.Join(" ", input.Select(use =>
                $"a{use.pixel}_0 = {string.Format(isa.MultiplyAdd, $"w{use.step}", $"x{index}", $"a{use.pixel}_0")};"));
            string line = $"var x{index} = {string.Format(load, Offset("inputRow", input.Key))}; {adds}";
            string? padding = !family.ServesEnds ? null
                : input.Key < run.PixelStride ? "t->Left" // of the first pixel's first tap, the only one that reads it
                : input.Key >= end - run.PixelStride ? "t->Right"
                : null;
            code.Line(padding is null ? line : $"if ({padding} == 0) {{ {line} }}");
            index++;
        }
    }

    private static string Offset(string pointer, int floats) => floats == 0 ? pointer : $"{pointer} + {floats}";
}
