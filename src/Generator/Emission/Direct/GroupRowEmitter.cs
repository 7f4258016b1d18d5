using Conv3DGen.Generator.Planning;

namespace Conv3DGen.Generator.Emission.Direct;

/// <summary>
/// A kernel row of a tile whose lanes are those of several groups: every vector of inputs is loaded once, and each of its channels brought
/// into the lanes of its group once, for all the taps that use it. Inputs and channels come in ascending order, as in any sum. Only so many
/// sums as there are taps use an input, and each waits for its last multiply-add: stretches of the tile go side by side, an input of each.
/// </summary>
internal sealed class GroupRowEmitter
{
    private readonly CodeWriter _code;
    private readonly Isa _isa;
    private readonly TileFamily _family;
    private readonly Tile _tile;
    private readonly Input[][] _stretches;

    /// <summary>Prepares a row.</summary>
    public GroupRowEmitter(CodeWriter code, Isa isa, TileFamily family, Tile tile)
    {
        (_code, _isa, _family, _tile) = (code, isa, family, tile);
        int length = (tile.Pixels + family.Stretches - 1) / family.Stretches;
        _stretches =
        [
            .. from pixel in Enumerable.Range(0, tile.Pixels)
               group pixel by pixel / length into stretch
               select Inputs(stretch),
        ];
    }

    /// <summary>Writes a row.</summary>
    public void Emit()
    {
        if (_family.FetchesWeights)
        {
            _code.Comment("The weights are too many for the registers. A store of what is there already, before every input, has the compiler fetch them anew, where it would spill them.");
        }

        for (int step = 0; step < _family.Run!.Steps && _family.HoldsWeights; step++)
        {
            _code.Line($"var w{step} = {Load("weightRow", step)};");
        }

        if (_stretches.Length > 1)
        {
            _code.Comment($"{_stretches.Length} stretches of the tile go side by side: more sums wait for their last multiply-add than an input has taps.");
        }

        if (_family.LoopsQuads)
        {
            _code.Comment("Channels come quad by quad: x{input}l has one in all quads of its group, x{input}h the next.");
        }

        Input first = _stretches[0][0];
        Input last = _stretches.Last().Last();
        int loaded = 0;
        for (int step = 0; step < _stretches[0].Length; step++)
        {
            (Input Input, string Name)[] inputs = [.. _stretches.Where(stretch => step < stretch.Length).Select(stretch => (stretch[step], $"x{loaded++}"))];
            if (_family.ServesEnds && inputs[0].Input == first)
            {
                _code.Block("if (t->Left == 0)", () => Use(inputs[0])).Line();
            }

            (Input Input, string Name)[] inside = [.. inputs.Where(input => !_family.ServesEnds || (input.Input != first && input.Input != last))];
            if (inside.Length > 0)
            {
                Use(inside);
            }

            if (_family.ServesEnds && inputs.Last().Input == last)
            {
                _code.Line().Block("if (t->Right == 0)", () => Use(inputs.Last()));
            }
        }
    }

    /// <summary>The inputs of a stretch.</summary>
    private Input[] Inputs(IEnumerable<int> stretch)
    {
        ConstantRun run = _family.Run!;
        return
        [
            .. from pixel in stretch
               from tap in Enumerable.Range(0, run.Taps)
               group (pixel, tap) by (pixel * run.PixelStride) + (tap * run.TapStride) into input
               orderby input.Key
               select new Input(input.Key, [.. input]),
        ];
    }

    /// <summary>All that is summed of some inputs, at most one of each stretch.</summary>
    private void Use(params (Input Input, string Name)[] inputs)
    {
        if (_family.FetchesWeights)
        {
            _code.Line($"t->Pixels = {_tile.Pixels};");
        }

        foreach ((Input input, string name) in inputs)
        {
            _code.Line(GroupChannels.Declare(_isa, _family.Group, name, Pointer.Plus("inputRow", input.Offset)));
        }

        if (!_family.LoopsQuads)
        {
            Channels(inputs);
            return;
        }

        string weights = $"{inputs[0].Name}w";
        _code.Line($"float* {weights} = weightRow;");
        _code.Block($"for (nint quad = {_family.Group / Isa.Quad}; quad != 0; quad--)", () =>
        {
            Channels(inputs, weights);
            _code.Line($"{string.Join(" ", inputs.Select(input => GroupChannels.NextQuad(input.Name)))} {weights} += {Isa.Quad * _isa.Lanes};");
        });
    }

    /// <summary>What is summed of the channels of a quad, or a smaller group, and the weights of each where they are at hand nowhere else.</summary>
    private void Channels((Input Input, string Name)[] inputs, string? weights = null)
    {
        for (int channel = 0; channel < Math.Min(_family.Group, Isa.Quad); channel++)
        {
            int Step(int tap) => (tap * _family.Group) + channel;
            if (weights is not null)
            {
                IEnumerable<int> taps = inputs.SelectMany(input => input.Input.Uses).Select(use => use.Tap).Distinct().OrderBy(tap => tap);
                _code.Line(string.Join(" ", taps.Select(tap => $"var w{Step(tap)} = {Load(weights, Step(tap))};")));
            }

            foreach ((Input input, string name) in inputs)
            {
                string value = $"{name}_{channel}";
                IEnumerable<string> adds = input.Uses.Select(use => Add(use.Pixel, Step(use.Tap), value));
                _code.Line($"var {value} = {GroupChannels.Of(_isa, _family.Group, name, channel)}; {string.Join(" ", adds)}");
            }
        }
    }

    private string Add(int pixel, int step, string value)
        => $"a{pixel}_0 = {string.Format(_isa.MultiplyAdd, _family.FetchesWeights ? Load("weightRow", step) : $"w{step}", value, $"a{pixel}_0")};";

    private string Load(string row, int step) => string.Format(_isa.Load, Pointer.Plus(row, step * _isa.Lanes));

    /// <summary>A vector of inputs.</summary>
    /// <param name="Offset">Floats from the first one of the row.</param>
    /// <param name="Uses">The pixels that use it, and by which tap.</param>
    private sealed record Input(int Offset, (int Pixel, int Tap)[] Uses);
}
