using Conv3DGen.Generator.Planning;

namespace Conv3DGen.Generator.Emission.Direct;

/// <summary>
/// The microkernels whose lanes are pixels. Each weight is one float in all lanes; a run of pixels is loaded for every tap anew, from where
/// the tap lies: one further along the row, or where strides lie between pixels, where tables say.
/// </summary>
internal static class PixelTileEmitter
{
    /// <summary>Floats of a cache line.</summary>
    private const int Line = 16;

    /// <summary>What the code is, for the head of its file.</summary>
    public static IEnumerable<string> Head(PixelTiles tiles)
    {
        yield return $"{Name(tiles.Tile)}, on planes of single channels: filters x vectors of {tiles.Isa.Lanes} pixels;"
            + $" {tiles.Tile.Sums} sums + {tiles.Registers - tiles.Tile.Sums} operands = {tiles.Registers} of {tiles.Isa.Registers} registers."
            + " Its names: a{filter}_{vector} sums, w{filter} weights, x{vector} inputs.";
    }

    /// <summary>The code as the runtime takes it.</summary>
    public static string Value(PixelTiles tiles)
        => $"new PixelCode(lanes: {tiles.Isa.Lanes}, channels: {tiles.Channels ?? 0}, filters: {tiles.Tile.Filters}, {TileEmitter.Table(tiles.Sizes, v => Name(tiles.Tile with { Vectors = v }))})";

    /// <summary>Writes the microkernels, longest first.</summary>
    public static void Emit(CodeWriter code, PixelTiles tiles)
    {
        Emit(code, tiles, tiles.Tile);
        code.WithoutComments(() =>
        {
            foreach (int vectors in tiles.Sizes.Reverse().Skip(1))
            {
                code.Line();
                Emit(code, tiles, tiles.Tile with { Vectors = vectors });
            }
        });
    }

    private static void Emit(CodeWriter code, PixelTiles tiles, PixelTile tile)
    {
        Isa isa = tiles.Isa;
        var sums = new Tile(tile.Filters, tile.Vectors);
        code.Line($"// {tile.Filters} filter{(tile.Filters == 1 ? "" : "s")} x {tile.Vectors * isa.Lanes} positions of padded rows, one after the other.");
        code.Line(FileHead.CompiledAlone);
        code.Block($"private static void {Name(tile)}(TileArgs* t)", () =>
        {
            StepEmitter.DeclareSums(code, isa, sums);
            code.Line();
            if (tiles.Channels is not 1)
            {
                code.Line("nint channel = t->InputChannelStride;");
            }

            if (tiles.WeightStep is null)
            {
                code.Line("nint step = t->WeightChannelStride;");
            }

            KernelLoops.Emit(code, "t->Input", "t->Weights", () => Row(code, tiles, tile), tiles.HasPhases);
            code.Line();
            EpilogueEmitter.Emit(code, isa, sums, lanesArePixels: true);
        });
    }

    private static void Row(CodeWriter code, PixelTiles tiles, PixelTile tile)
    {
        code.Comment("All taps, of all rows: where the input ends there are zeros.");
        code.Line("float* w = weightRow;");
        code.Line(tiles.HasPhases ? "nint* tapOffset = t->TapOffsets;" : "float* tap = inputRow;");
        Loop("kw", tiles.Taps, () =>
        {
            code.Line(tiles.HasPhases ? "float* x = inputRow + *tapOffset;" : "float* x = tap;");
            Loop("ci", tiles.Channels, () => Step(code, tiles, tile));
            code.Line().Line(tiles.HasPhases ? "tapOffset++;" : "tap += t->InputTapStride;");
        });

        void Loop(string counter, int? count, Action body)
        {
            if (count is 1)
            {
                body();
            }
            else
            {
                code.Block($"for (nint {counter} = {count?.ToString() ?? "t->Run"}; {counter} != 0; {counter}--)", body);
            }
        }
    }

    /// <summary>
    /// One input channel of one tap: every run of pixels once, every weight in all lanes. Tensors are read where each channel is far from the
    /// next, too many streams for what the hardware fetches ahead: the next tile's are asked for (64 to 12 channels, 48x48x48: 1.1 ms, not 2.9).
    /// </summary>
    private static void Step(CodeWriter code, PixelTiles tiles, PixelTile tile)
    {
        Isa isa = tiles.Isa;
        for (int v = 0; v < tile.Vectors; v++)
        {
            code.Line($"var x{v} = {string.Format(isa.Load, Pointer.Plus("x", v * isa.Lanes))};");
        }

        int pixels = tile.Vectors * isa.Lanes;
        for (int ahead = pixels; tiles.ReadsTensors && isa.Prefetch is not null && ahead < 2 * pixels; ahead += Line)
        {
            code.Line($"{string.Format(isa.Prefetch, Pointer.Plus("x", ahead))};");
        }

        for (int f = 0; f < tile.Filters; f++)
        {
            IEnumerable<string> adds = Enumerable.Range(0, tile.Vectors).Select(v => $"a{f}_{v} = {string.Format(isa.MultiplyAdd, $"w{f}", $"x{v}", $"a{f}_{v}")};");
            code.Statements(adds.Prepend($"var w{f} = {string.Format(isa.LoadSplat, Pointer.Plus("w", f))};"));
        }

        code.Line($"{(tiles.Channels is 1 ? "" : "x += channel; ")}w += {tiles.WeightStep?.ToString() ?? "step"};");
    }

    private static string Name(PixelTile tile) => $"Pixelwise{tile}";
}
