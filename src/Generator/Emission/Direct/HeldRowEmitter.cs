using Conv3DGen.Generator.Planning;

namespace Conv3DGen.Generator.Emission.Direct;

/// <summary>
/// A kernel row of a tile that keeps the row's weights in registers and loads every input once for all the taps that use it. Inputs come
/// in ascending order, so each sum still takes its taps in ascending order.
/// </summary>
internal static class HeldRowEmitter
{
    /// <summary>Writes a row: one vector of channels after the other, which keeps the weights of but one in registers.</summary>
    public static void Emit(CodeWriter code, Isa isa, TileFamily family, Tile tile)
    {
        for (int vector = 0; vector < tile.Vectors; vector++)
        {
            Emit(code, isa, family, tile, vector);
        }
    }

    private static void Emit(CodeWriter code, Isa isa, TileFamily family, Tile tile, int vector)
    {
        ConstantRun run = family.Run!;
        int steps = (int)run.Steps;
        string suffix = tile.Vectors == 1 ? "" : $"_{vector}";
        int channel = vector * isa.Lanes;
        for (int step = 0; step < steps; step++)
        {
            code.Line($"var w{step}{suffix} = {string.Format(isa.Load, Pointer.Plus("weightRow", (step * tile.Vectors * isa.Lanes) + channel))};");
        }

        (int Key, string Adds)[] inputs =
        [
            .. from pixel in Enumerable.Range(0, tile.Pixels)
               from step in Enumerable.Range(0, steps)
               group $"a{pixel}_{vector} = {string.Format(isa.MultiplyAdd, $"w{step}{suffix}", "{0}", $"a{pixel}_{vector}")};"
                   by (pixel * run.PixelStride) + (step * run.StepStride) into input
               orderby input.Key
               select (input.Key, string.Join(" ", input)),
        ];
        int end = inputs[inputs.Length - 1].Key + run.StepStride;
        int ofOneTap = family.IsLanewise ? run.TapStride : run.PixelStride;
        for (int i = 0; i < inputs.Length; i++)
        {
            int key = inputs[i].Key;
            string load = string.Format(family.IsLanewise ? isa.Load : isa.LoadSplat, Pointer.Plus("inputRow", key + channel));
            string line = $"var x{i}{suffix} = {load}; {string.Format(inputs[i].Adds, $"x{i}{suffix}")}";
            string? padding = !family.ServesEnds ? null
                : key < ofOneTap ? "t->Left" // of the first pixel's first tap, the only one that reads it
                : key >= end - ofOneTap ? "t->Right"
                : null;
            code.Line(padding is null ? line : $"if ({padding} == 0) {{ {line} }}");
        }
    }
}
