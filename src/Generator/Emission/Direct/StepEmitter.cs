using Conv3DGen.Generator.Planning;

namespace Conv3DGen.Generator.Emission.Direct;

/// <summary>
/// The innermost loops: the run of a tap. One input per pixel and step; or, where a multiply-add can take a lane, a vector of
/// inputs per pixel and load, the rest of the run one by one.
/// </summary>
internal static class StepEmitter
{
    /// <summary>Splits the run into vector loads and single steps, where both occur.</summary>
    public static void DeclareCounts(CodeWriter code, Isa isa, TileFamily family)
    {
        if (isa.ChannelsPerLoad > 1 && family.Run is null)
        {
            code.Line($"nint vectors = channel == 1 ? t->Run / {isa.ChannelsPerLoad} : 0;");
            code.Line($"nint singles = t->Run - (vectors * {isa.ChannelsPerLoad});");
        }
    }

    public static void Run(CodeWriter code, Isa isa, TileFamily family, PixelAddresses addresses)
    {
        if (isa.ChannelsPerLoad == 1)
        {
            Loop(code, "ci", family.Run?.Length.ToString() ?? "t->Run", () => Single(code, isa, family.Tile, addresses));
            return;
        }

        int width = isa.ChannelsPerLoad;
        if (family.Run is not { } run || run.Length >= width)
        {
            Loop(code, "ci", family.Run is { } r ? (r.Length / width).ToString() : "vectors", () => Vector(code, isa, family.Tile, addresses));
        }

        if (family.Run is not { } rest || rest.Length % width > 0)
        {
            Loop(code, "rest", family.Run is { } r ? (r.Length % width).ToString() : "singles", () => Single(code, isa, family.Tile, addresses));
        }
    }

    private static void Loop(CodeWriter code, string counter, string count, Action body)
        => code.Block($"for (nint {counter} = {count}; {counter} != 0; {counter}--)", body);

    /// <summary>One input channel: every weight vector once, every pixel's input in all lanes.</summary>
    private static void Single(CodeWriter code, Isa isa, Tile tile, PixelAddresses addresses)
    {
        for (int v = 0; v < tile.Vectors; v++)
        {
            code.Line($"var w{v} = {Weight(isa, v)};");
        }

        for (int m = 0; m < tile.Pixels; m++)
        {
            string adds = string.Join(" ", Enumerable.Range(0, tile.Vectors)
                .Select(v => $"a{m}_{v} = {string.Format(isa.MultiplyAdd, $"w{v}", $"x{m}", $"a{m}_{v}")};"));
            code.Line($"var x{m} = {string.Format(isa.LoadSplat, addresses.Of(m))}; {adds}");
        }

        addresses.Advance(code, 1);
        code.Line($"w += {tile.Vectors * isa.Lanes};");
    }

    /// <summary>A vector of input channels a pixel; each weight is loaded just before its use, which keeps one live.</summary>
    private static void Vector(CodeWriter code, Isa isa, Tile tile, PixelAddresses addresses)
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
                code.Line($"var {weight} = {Weight(isa, (lane * tile.Vectors) + v)};");
                code.Line(string.Join(" ", Enumerable.Range(0, tile.Pixels)
                    .Select(m => $"a{m}_{v} = {string.Format(isa.MultiplyAddLane, weight, $"x{m}", $"a{m}_{v}", lane)};")));
            }
        }

        addresses.Advance(code, isa.ChannelsPerLoad);
        code.Line($"w += {isa.ChannelsPerLoad * tile.Vectors * isa.Lanes};");
    }

    private static string Weight(Isa isa, int vector) => string.Format(isa.Load, vector == 0 ? "w" : $"w + {vector * isa.Lanes}");
}
