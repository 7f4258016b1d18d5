using Conv3DGen.Generator.Planning;

namespace Conv3DGen.Generator.Emission.Direct;

/// <summary>
/// The file of the microkernels of single taps, which the kernels of an assembly share: the inputs of a tile follow each other at a fixed step, its
/// sums lie wherever a table says.
/// </summary>
internal static class TapEmitter
{
    private const string Namespace = FileHead.Namespace + ".Taps";

    /// <summary>Half of the longest tile: two pointers.</summary>
    private const int PixelsPerPointer = 7;

    /// <summary>The expression that names the code, for kernels.</summary>
    public static string Value(Isa isa) => $"global::{Namespace}.Code_{isa.Id}.Value";

    public static GeneratedFile Emit(TapTiles tiles)
    {
        Isa isa = tiles.Isa;
        var code = new CodeWriter();
        FileHead.Write(
            code,
            [
                $"Microkernels on {isa.Name} of one tap, where rows are short: the pixels that have it, of any rows and planes, go on with sums that lie in memory.",
                .. tiles.Families.Select(family => TileEmitter.Ledger(isa, family, "pixels")),
                "Names: a{pixel}_{vector} sums, w{vector} weights, x{pixel} inputs; over all taps each output is one chain of multiply-adds over kd, kh, kw, ci.",
            ],
            Namespace,
            FileHead.Usings(isa, "Conv3DGen.Kernels"));
        code.Line(FileHead.GeneratedCode);
        code.Block($"internal static unsafe class Code_{isa.Id}", () =>
        {
            code.Line("internal static readonly TileSet[] Value =");
            code.Line("[");
            foreach (TileFamily family in tiles.Families)
            {
                code.Line($"    new TileSet(vectors: {family.Tile.Vectors}, strided: {TileEmitter.Table(family.Sizes, pixels => Name(family.Tile with { Pixels = pixels }))}),");
            }

            code.Line("];");
            foreach (TileFamily family in tiles.Families)
            {
                foreach (int pixels in family.Sizes.Reverse())
                {
                    code.Line();
                    Emit(code, isa, family, family.Tile with { Pixels = pixels });
                }
            }
        });
        return new($"Taps-Short.{isa.Id}.g.cs", code.ToString());
    }

    private static void Emit(CodeWriter code, Isa isa, TileFamily family, Tile tile)
    {
        var addresses = new PixelAddresses(stride: null, tile.Pixels, touching: true) { PixelsPerPointer = PixelsPerPointer };
        var steps = new StepEmitter(code, isa, family, tile, addresses);
        var prefetch = new WeightPrefetch(isa, tile);
        code.Line($"// {TileEmitter.Count(tile.Pixels, "pixel")} x {TileEmitter.Count(tile.Vectors, "vector")} of filters.");
        code.Line(FileHead.CompiledAlone);
        code.Block($"private static void {Name(tile)}(TileArgs* t)", () =>
        {
            code.Comment("The sums of the taps before.");
            code.Line("float* y;");
            Sums(code, isa, tile, (sum, address) => $"var {sum} = {string.Format(isa.Load, address)};");
            code.Line();
            addresses.Declare(code, channels: false);
            prefetch.Declare(code);
            addresses.Begin(code, "t->Input");
            code.Line("float* w = t->Weights;");
            string run = "t->Run";
            if (family.Inputs == InputMode.Vector)
            {
                code.Block($"for (nint ci = t->Run / {isa.ChannelsPerLoad}; ci != 0; ci--)", steps.Vector);
                run = $"t->Run % {isa.ChannelsPerLoad}";
            }

            code.Block($"for (nint ci = {run}; ci != 0; ci--)", () =>
            {
                prefetch.Step(code);
                steps.Single();
            });
            code.Line();
            Sums(code, isa, tile, (sum, address) => string.Format(isa.Store, address, sum) + ";");
        });
    }

    /// <summary>A statement for every sum of a tile.</summary>
    private static void Sums(CodeWriter code, Isa isa, Tile tile, Func<string, string, string> statement)
    {
        for (int m = 0; m < tile.Pixels; m++)
        {
            IEnumerable<string> statements = Enumerable.Range(0, tile.Vectors).Select(v => statement($"a{m}_{v}", Pointer.Plus("y", v * isa.Lanes)));
            code.Statements(statements.Prepend($"y = t->Output + t->OutputOffsets[{m}];"));
        }
    }

    private static string Name(Tile tile) => $"Tap{tile}";
}
