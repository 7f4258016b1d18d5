using Conv3DGen.Generator.Planning;

namespace Conv3DGen.Generator.Emission.Direct;

/// <summary>
/// A kernel row of a tile whose lanes are those of several groups: every vector of inputs is loaded once, and each of its channels brought
/// into the lanes of its group once, for all the taps that use it. Inputs and channels come in ascending order, as in any sum.
/// </summary>
internal static class GroupRowEmitter
{
    public static void Emit(CodeWriter code, Isa isa, TileFamily family, Tile tile)
    {
        ConstantRun run = family.Run!;
        string Weight(int step) => string.Format(isa.Load, Pointer.Plus("weightRow", step * isa.Lanes));
        for (int step = 0; step < run.Steps && !family.FetchesWeights; step++)
        {
            code.Line($"var w{step} = {Weight(step)};");
        }

        (int Key, (int Pixel, int Tap)[] Uses)[] inputs =
        [
            .. from pixel in Enumerable.Range(0, tile.Pixels)
               from tap in Enumerable.Range(0, run.Taps)
               group (pixel, tap) by (pixel * run.PixelStride) + (tap * run.TapStride) into input
               orderby input.Key
               select (input.Key, input.ToArray()),
        ];
        if (family.FetchesWeights)
        {
            code.Comment("The weights are too many for the registers. A store of what is there already, before every input, has the compiler fetch them anew, where it would spill them.");
        }

        for (int i = 0; i < inputs.Length; i++)
        {
            string name = $"x{i}";
            void Use((int Key, (int Pixel, int Tap)[] Uses) input)
            {
                if (family.FetchesWeights)
                {
                    code.Line($"t->Pixels = {tile.Pixels};");
                }

                code.Line(GroupChannels.Declare(isa, family.Group, name, Pointer.Plus("inputRow", input.Key)));
                for (int channel = 0; channel < family.Group; channel++)
                {
                    int at = channel;
                    string Add((int Pixel, int Tap) use)
                    {
                        int step = (use.Tap * family.Group) + at;
                        return $"a{use.Pixel}_0 = {string.Format(isa.MultiplyAdd, family.FetchesWeights ? Weight(step) : $"w{step}", $"{name}_{at}", $"a{use.Pixel}_0")};";
                    }

                    code.Line($"var {name}_{channel} = {GroupChannels.Of(isa, family.Group, name, channel)}; {string.Join(" ", input.Uses.Select(Add))}");
                }
            }

            (int Key, (int Pixel, int Tap)[] Uses) current = inputs[i];
            if (family.ServesEnds && i == 0)
            {
                code.Block("if (t->Left == 0)", () => Use(current)).Line();
            }
            else if (family.ServesEnds && i == inputs.Length - 1)
            {
                code.Line().Block("if (t->Right == 0)", () => Use(current));
            }
            else
            {
                Use(current);
            }
        }
    }
}
