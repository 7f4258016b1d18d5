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
            string suffix = tile.Vectors == 1 ? "" : $"_{vector}";
            int channel = vector * isa.Lanes;
            Weights(code, isa, family, "w", suffix, channel, tile.Vectors * isa.Lanes);
            Inputs(code, isa, family, tile, ("x", suffix), channel, new RowUse("w", suffix, vector));
        }
    }

    /// <summary>Declares the weights of a kernel row, w{step} and so on.</summary>
    /// <param name="code">Where to.</param>
    /// <param name="isa">The instruction set.</param>
    /// <param name="family">Whose row.</param>
    /// <param name="name">What they are called before their number.</param>
    /// <param name="suffix">And after it.</param>
    /// <param name="channel">The first channel of the vector.</param>
    /// <param name="width">Channels of the block.</param>
    public static void Weights(CodeWriter code, Isa isa, TileFamily family, string name, string suffix, int channel, int width)
    {
        for (int step = 0; step < family.Run!.Steps; step++)
        {
            code.Line($"var {name}{step}{suffix} = {string.Format(isa.Load, Pointer.Plus("weightRow", (step * width) + channel))};");
        }
    }

    /// <summary>Writes the inputs of a row and what is summed of each.</summary>
    /// <param name="code">Where to.</param>
    /// <param name="isa">The instruction set.</param>
    /// <param name="family">Whose row.</param>
    /// <param name="tile">The tile.</param>
    /// <param name="input">What an input is called before and after its number.</param>
    /// <param name="channel">The first channel of the vector.</param>
    /// <param name="uses">The kernel rows that the inputs are of.</param>
    public static void Inputs(CodeWriter code, Isa isa, TileFamily family, Tile tile, (string Name, string Suffix) input, int channel, params RowUse[] uses)
    {
        ConstantRun run = family.Run!;
        (int Key, string Adds)[] inputs =
        [
            .. from pixel in Enumerable.Range(0, tile.Pixels)
               from step in Enumerable.Range(0, (int)run.Steps)
               from use in uses
               group $"{use.Sum(pixel)} = {string.Format(isa.MultiplyAdd, use.Weight(step), "{0}", use.Sum(pixel))};"
                   by (pixel * run.PixelStride) + (step * run.StepStride) into ofInput
               orderby ofInput.Key
               select (ofInput.Key, string.Join(" ", ofInput)),
        ];
        int end = inputs[inputs.Length - 1].Key + run.StepStride;
        int ofOneTap = family.IsLanewise ? run.TapStride : run.PixelStride;
        for (int i = 0; i < inputs.Length; i++)
        {
            int key = inputs[i].Key;
            string name = $"{input.Name}{i}{input.Suffix}";
            string load = string.Format(family.IsLanewise ? isa.Load : isa.LoadSplat, Pointer.Plus("inputRow", key + channel));
            string line = $"var {name} = {load}; {string.Format(inputs[i].Adds, name)}";
            string? padding = !family.ServesEnds ? null
                : key < ofOneTap ? "t->Left" // of the first pixel's first tap, the only one that reads it
                : key >= end - ofOneTap ? "t->Right"
                : null;
            code.Line(padding is null ? line : $"if ({padding} == 0) {{ {line} }}");
        }
    }

    /// <summary>A kernel row that a row of inputs is multiplied by.</summary>
    /// <param name="Name">What its weights are called before their number.</param>
    /// <param name="Suffix">And after it.</param>
    /// <param name="Index">The second number of the sums it adds to.</param>
    internal sealed record RowUse(string Name, string Suffix, int Index)
    {
        /// <summary>The weight of a step.</summary>
        public string Weight(int step) => $"{Name}{step}{Suffix}";

        /// <summary>The sum of a pixel.</summary>
        public string Sum(int pixel) => $"a{pixel}_{Index}";
    }
}
