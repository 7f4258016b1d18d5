using Conv3DGen.Generator.Planning;

namespace Conv3DGen.Generator.Emission.Direct;

/// <summary>
/// A kernel row of a tile whose lanes are those of several groups: every vector of inputs is loaded once, and each of its channels brought
/// into the lanes of its group once, for all the taps that use it. Inputs and channels come in ascending order, as in any sum.
/// </summary>
internal sealed class GroupRowEmitter(CodeWriter code, Isa isa, TileFamily family, Tile tile)
{
    private readonly ConstantRun _run = family.Run!;

    /// <summary>Writes a row.</summary>
    public void Emit()
    {
        if (family.FetchesWeights)
        {
            code.Comment("The weights are too many for the registers. A store of what is there already, before every input, has the compiler fetch them anew, where it would spill them.");
        }

        for (int step = 0; step < _run.Steps && !family.FetchesWeights; step++)
        {
            code.Line($"var w{step} = {Load(step)};");
        }

        Input[] inputs =
        [
            .. from pixel in Enumerable.Range(0, tile.Pixels)
               from tap in Enumerable.Range(0, _run.Taps)
               group (pixel, tap) by (pixel * _run.PixelStride) + (tap * _run.TapStride) into input
               orderby input.Key
               select new Input(input.Key, [.. input]),
        ];
        for (int i = 0; i < inputs.Length; i++)
        {
            string name = $"x{i}";
            Input input = inputs[i];
            if (family.ServesEnds && i == 0)
            {
                code.Block("if (t->Left == 0)", () => Use(input, name)).Line();
            }
            else if (family.ServesEnds && i == inputs.Length - 1)
            {
                code.Line().Block("if (t->Right == 0)", () => Use(input, name));
            }
            else
            {
                Use(input, name);
            }
        }
    }

    /// <summary>One vector of inputs: all that is summed of it.</summary>
    private void Use(Input input, string name)
    {
        if (family.FetchesWeights)
        {
            code.Line($"t->Pixels = {tile.Pixels};");
        }

        code.Line(GroupChannels.Declare(isa, family.Group, name, Pointer.Plus("inputRow", input.Offset)));
        for (int channel = 0; channel < family.Group; channel++)
        {
            string value = $"{name}_{channel}";
            IEnumerable<string> adds = input.Uses.Select(use => Add(use.Pixel, (use.Tap * family.Group) + channel, value));
            code.Line($"var {value} = {GroupChannels.Of(isa, family.Group, name, channel)}; {string.Join(" ", adds)}");
        }
    }

    private string Add(int pixel, int step, string value)
        => $"a{pixel}_0 = {string.Format(isa.MultiplyAdd, family.FetchesWeights ? Load(step) : $"w{step}", value, $"a{pixel}_0")};";

    private string Load(int step) => string.Format(isa.Load, Pointer.Plus("weightRow", step * isa.Lanes));

    /// <summary>A vector of inputs.</summary>
    /// <param name="Offset">Floats from the first one of the row.</param>
    /// <param name="Uses">The pixels that use it, and by which tap.</param>
    private sealed record Input(int Offset, (int Pixel, int Tap)[] Uses);
}
