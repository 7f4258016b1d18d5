using Conv3DGen.Generator.Planning;

namespace Conv3DGen.Generator.Emission.Direct;

/// <summary>
/// The innermost loops: the run of a tap. One input per pixel and step; or, where a multiply-add can take a lane, a vector of
/// inputs per pixel and load, the rest of the run one by one.
/// </summary>
internal sealed class StepEmitter(CodeWriter code, Isa isa, TileFamily family, Tile tile, PixelAddresses addresses)
{
    private const int SumsPerLine = 8;

    /// <summary>Declares the sums of a tile.</summary>
    public static void DeclareSums(CodeWriter code, Isa isa, Tile tile)
    {
        int pixelsPerLine = Math.Max(1, SumsPerLine / tile.Vectors);
        for (int first = 0; first < tile.Pixels; first += pixelsPerLine)
        {
            IEnumerable<string> sums = from m in Enumerable.Range(first, Math.Min(pixelsPerLine, tile.Pixels - first))
                                       from v in Enumerable.Range(0, tile.Vectors)
                                       select $"a{m}_{v} = default";
            code.Line($"{isa.Vector}<float> {string.Join(", ", sums)};");
        }
    }

    /// <summary>Splits the run into vector loads and single steps, where both can occur.</summary>
    public void DeclareCounts()
    {
        if (family is { Inputs: InputMode.Vector, Run: null })
        {
            code.Line($"nint vectors = channel == 1 ? t->Run / {isa.ChannelsPerLoad} : 0;");
            code.Line($"nint singles = t->Run - (vectors * {isa.ChannelsPerLoad});");
        }
    }

    /// <summary>Writes the loops over one run.</summary>
    public void Run()
    {
        int width = isa.ChannelsPerLoad;
        if (family.Group > 1)
        {
            Groups();
        }
        else if (family.IsLanewise)
        {
            Single();
        }
        else if (family.Inputs == InputMode.Splat)
        {
            Loop("ci", family.Run?.Length.ToString() ?? "t->Run", Single);
        }
        else if (family.Run is { Length: int length })
        {
            Loop("ci", (length / width).ToString(), Vector);
            if (length % width > 0)
            {
                Loop("rest", (length % width).ToString(), Single);
            }
        }
        else
        {
            Loop("ci", "vectors", Vector);
            Loop("rest", "singles", Single);
        }
    }

    /// <summary>
    /// Writes the loops over a kernel row at an end of an output row: the first tap without the first pixel, the taps that all pixels
    /// have, the last tap without the last pixel.
    /// </summary>
    public void EdgeRun()
    {
        string tap = family.Run!.Length.ToString();
        int gap = family.Run.TapStride - family.Run.Length;
        void Next()
        {
            if (gap > 0)
            {
                addresses.Advance(code, gap);
            }
        }

        code.Comment("At the left end of a row, the first tap of the first pixel lies in the padding.");
        code.Block("if (t->Left != 0)", () =>
        {
            Loop("ci", tap, () => Single(1, tile.Pixels));
            Next();
        }).Line();
        if (gap == 0)
        {
            code.Comment("The taps that all pixels have touch: one run.");
            Loop("ci", "t->Run", Single);
        }
        else
        {
            code.Comment("The taps that all pixels have, each a run of channels.");
            Loop("kw", "t->Taps", () =>
            {
                Loop("ci", tap, Single);
                Next();
            });
        }

        code.Line().Comment("At the right end of a row, the last tap of the last pixel lies in the padding.");
        code.Block("if (t->Right != 0)", () => Loop("ci", tap, () => Single(0, tile.Pixels - 1)));
    }

    private void Loop(string counter, string count, Action body)
        => code.Block($"for (nint {counter} = {count}; {counter} != 0; {counter}--)", body);

    /// <summary>One input channel: every weight vector once, every pixel's input in all lanes or, lanewise, a vector of inputs.</summary>
    public void Single() => Single(0, tile.Pixels);

    private void Single(int first, int end)
    {
        for (int v = 0; v < tile.Vectors; v++)
        {
            code.Line($"var w{v} = {Weight(v)};");
        }

        for (int m = first; m < end; m++)
        {
            string Add(int v, string input) => $"a{m}_{v} = {string.Format(isa.MultiplyAdd, $"w{v}", input, $"a{m}_{v}")};";
            if (family.IsLanewise)
            {
                for (int v = 0; v < tile.Vectors; v++)
                {
                    string input = tile.Vectors == 1 ? $"x{m}" : $"x{m}_{v}";
                    code.Line($"var {input} = {string.Format(isa.Load, Pointer.Plus(addresses.Of(m), v * isa.Lanes))}; {Add(v, input)}");
                }
            }
            else if (addresses.Repeats(m))
            {
                code.Line($"{Add(0, string.Format(isa.LoadSplat, addresses.Of(m)))} {Add(1, string.Format(isa.LoadSplat, addresses.Repeat(m)))}");
            }
            else
            {
                string adds = string.Join(" ", Enumerable.Range(0, tile.Vectors).Select(v => Add(v, $"x{m}")));
                code.Line($"var x{m} = {string.Format(isa.LoadSplat, addresses.Of(m))}; {adds}");
            }
        }

        if (!family.IsLanewise)
        {
            addresses.Advance(code, 1);
        }

        code.Line($"w += {tile.Vectors * isa.Lanes};");
    }

    /// <summary>A tap of several groups: all weights of a lane, then a vector of inputs a pixel.</summary>
    private void Groups()
    {
        for (int channel = 0; channel < family.Group; channel++)
        {
            code.Line($"var w{channel} = {Weight(channel)};");
        }

        for (int m = 0; m < tile.Pixels; m++)
        {
            code.Line(GroupChannels.Declare(isa, family.Group, $"x{m}", addresses.Of(m)));
            code.Line(string.Join(" ", Enumerable.Range(0, family.Group).Select(channel =>
                $"a{m}_0 = {string.Format(isa.MultiplyAdd, $"w{channel}", GroupChannels.Of(isa, family.Group, $"x{m}", channel), $"a{m}_0")};")));
        }

        code.Line($"w += {family.Group * isa.Lanes};");
    }

    /// <summary>A vector of input channels a pixel; each weight is loaded just before its use, which keeps one live.</summary>
    public void Vector()
    {
        for (int m = 0; m < tile.Pixels; m++)
        {
            code.Line($"var x{m} = {string.Format(isa.Load, addresses.Of(m))};");
        }

        for (int lane = 0; lane < isa.ChannelsPerLoad; lane++)
        {
            for (int v = 0; v < tile.Vectors; v++)
            {
                string weight = $"w{lane}_{v}";
                code.Line($"var {weight} = {Weight((lane * tile.Vectors) + v)};");
                code.Statements(Enumerable.Range(0, tile.Pixels)
                    .Select(m => $"a{m}_{v} = {string.Format(isa.MultiplyAddLane, weight, $"x{m}", $"a{m}_{v}", lane)};"));
            }
        }

        addresses.Advance(code, isa.ChannelsPerLoad);
        code.Line($"w += {isa.ChannelsPerLoad * tile.Vectors * isa.Lanes};");
    }

    private string Weight(int vector) => string.Format(isa.Load, Pointer.Plus("w", vector * isa.Lanes));
}
