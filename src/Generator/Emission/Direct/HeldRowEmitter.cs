using Conv3DGen.Generator.Planning;

namespace Conv3DGen.Generator.Emission.Direct;

/// <summary>
/// A kernel row of a tile that keeps the row's weights in registers and loads every input once for all the taps that use it. Inputs come
/// in ascending order, so each sum still takes its taps in ascending order.
/// </summary>
internal sealed class HeldRowEmitter(CodeWriter code, Isa isa, TileFamily family, Tile tile, int vector = 0)
{
    /// <summary>What stands after the number in the names of a vector's weights and inputs.</summary>
    private readonly string _suffix = tile.Vectors == 1 ? "" : $"_{vector}";

    private readonly int _channel = vector * isa.Lanes;

    /// <summary>Writes a row: one vector of channels after the other, which keeps the weights of but one in registers.</summary>
    public static void Emit(CodeWriter code, Isa isa, TileFamily family, Tile tile)
    {
        for (int vector = 0; vector < tile.Vectors; vector++)
        {
            var row = new HeldRowEmitter(code, isa, family, tile, vector);
            row.Weights("w");
            row.Inputs("x", ("w", vector));
        }
    }

    /// <summary>The weight of a step, of those that are called <paramref name="name"/>.</summary>
    public string Weight(string name, int step) => $"{name}{step}{_suffix}";

    /// <summary>Declares the weights of a kernel row.</summary>
    public void Weights(string name)
    {
        for (int step = 0; step < family.Run!.Steps; step++)
        {
            code.Line($"var {Weight(name, step)} = {string.Format(isa.Load, Pointer.Plus("weightRow", (step * tile.Vectors * isa.Lanes) + _channel))};");
        }
    }

    /// <summary>Writes the inputs of a row and what is summed of each.</summary>
    /// <param name="name">What they are called.</param>
    /// <param name="uses">The kernel rows that they are multiplied by, and the second number of the sums of each.</param>
    public void Inputs(string name, params (string Weights, int Sum)[] uses)
    {
        ConstantRun run = family.Run!;
        (int Key, string Adds)[] inputs =
        [
            .. from pixel in Enumerable.Range(0, tile.Pixels)
               from step in Enumerable.Range(0, (int)run.Steps)
               from use in uses
               group $"a{pixel}_{use.Sum} = {string.Format(isa.MultiplyAdd, Weight(use.Weights, step), "{0}", $"a{pixel}_{use.Sum}")};"
                   by (pixel * run.PixelStride) + (step * run.StepStride) into input
               orderby input.Key
               select (input.Key, string.Join(" ", input)),
        ];
        int end = inputs[inputs.Length - 1].Key + run.StepStride;
        int ofOneTap = family.IsLanewise ? run.TapStride : run.PixelStride;
        for (int i = 0; i < inputs.Length; i++)
        {
            int key = inputs[i].Key;
            string x = $"{name}{i}{_suffix}";
            string load = string.Format(family.IsLanewise ? isa.Load : isa.LoadSplat, Pointer.Plus("inputRow", key + _channel));
            string line = $"var {x} = {load}; {string.Format(inputs[i].Adds, x)}";
            string? padding = !family.ServesEnds ? null
                : key < ofOneTap ? "t->Left" // of the first pixel's first tap, the only one that reads it
                : key >= end - ofOneTap ? "t->Right"
                : null;
            code.Line(padding is null ? line : $"if ({padding} == 0) {{ {line} }}");
        }
    }
}
