using Conv3DGen.Generator.Model;
using Conv3DGen.Generator.Planning;

namespace Conv3DGen.Generator.Emission.Direct;

/// <summary>
/// The microkernels of a family, each of them the sums of a tile in registers, the loops over the taps around it, the epilogue after.
/// Comments stand in the longest; the others do the same for fewer pixels.
/// </summary>
internal static class TileEmitter
{
    /// <summary>What the names in a microkernel mean.</summary>
    public const string Legend = "Names: a{pixel}_{vector} sums, w{vector} weights, x{pixel} inputs; each output is one chain of multiply-adds over kd, kh, kw, ci.";

    /// <summary>The method's name, such as Row14x2.</summary>
    public static string Name(TileFamily family, int pixels)
    {
        string place = family.IsEdge ? "Edge" : family.Run is not null ? "Row" : family.Inputs == InputMode.Vector ? "StridedByVector" : "Strided";
        string lanes = !family.IsLanewise ? "" : family.Group == 1 ? "Lanewise" : $"GroupsOf{family.Group}";
        return lanes + place + (family.Rows > 1 ? "Pair" : "") + (family.Tile with { Pixels = pixels });
    }

    /// <summary>Microkernels as the runtime takes them: entry i is that of length i + 1; null where there is none.</summary>
    /// <param name="sizes">The lengths that exist, ascending.</param>
    /// <param name="name">The name of the microkernel of a length.</param>
    public static string Table(EquatableArray<int> sizes, Func<int, string> name)
        => "[" + string.Join(", ", Enumerable.Range(1, sizes.Last()).Select(size => sizes.Contains(size) ? "&" + name(size) : "null")) + "]";

    /// <summary>Writes the microkernels, longest first.</summary>
    public static void Emit(CodeWriter code, Isa isa, TileFamily family)
    {
        Emit(code, isa, family, family.Tile);
        code.WithoutComments(() =>
        {
            foreach (int pixels in family.Sizes.Reverse().Skip(1))
            {
                code.Line();
                Emit(code, isa, family, family.Tile with { Pixels = pixels });
            }
        });
    }

    private static void Emit(CodeWriter code, Isa isa, TileFamily family, Tile tile)
    {
        var addresses = new PixelAddresses(family.Run?.PixelStride, tile.Pixels) { HasRepeats = HasRepeats(isa, family, tile) };
        var steps = new StepEmitter(code, isa, family, tile, addresses);
        code.Line($"// {Summary(family, tile)}");
        code.Line(FileHead.CompiledAlone);
        code.Block($"{(family.Run is null ? "internal" : "private")} static void {Name(family, tile.Pixels)}(TileArgs* t)", () =>
        {
            StepEmitter.DeclareSums(code, isa, tile with { Vectors = tile.Vectors * family.Rows });
            code.Line();
            addresses.Declare(code, channels: !family.IsLanewise);
            steps.DeclareCounts();
            if (family.Rows > 1)
            {
                RowPairEmitter.Emit(code, isa, family, tile);
            }
            else
            {
                KernelLoops.Emit(code, "t->Input", "t->Weights", () => Row(code, isa, family, tile, addresses, steps));
            }

            code.Line();
            EpilogueEmitter.Emit(code, isa, tile, rows: family.Rows);
        });
    }

    private static void Row(CodeWriter code, Isa isa, TileFamily family, Tile tile, PixelAddresses addresses, StepEmitter steps)
    {
        if (family.Group > 1 && family.HoldsRow)
        {
            new GroupRowEmitter(code, isa, family, tile).Emit();
        }
        else if (family.HoldsRow)
        {
            HeldRowEmitter.Emit(code, isa, family, tile);
        }
        else
        {
            code.Line("float* w = weightRow;");
            Taps(code, family, addresses, steps);
        }
    }

    /// <summary>Four pixels wait for their weights, not for instructions (measured).</summary>
    private static bool HasRepeats(Isa isa, TileFamily family, Tile tile)
        => isa.FoldsSplats && family is { Run: not null, IsLanewise: false, Inputs: InputMode.Splat } && tile is { Vectors: 2, Pixels: > 4 };

    private static void Taps(CodeWriter code, TileFamily family, PixelAddresses addresses, StepEmitter steps)
    {
        if (family.IsEdge)
        {
            addresses.Begin(code, "inputRow");
            steps.EdgeRun();
            return;
        }

        if (family.Run is { Taps: 1 } run)
        {
            code.Comment($"The taps of a kernel row touch: {run.Length} inputs in one run.");
            addresses.Begin(code, "inputRow");
            steps.Run();
            return;
        }

        code.Comment($"The taps of this row that lie inside the input{(family.IsLanewise ? "" : ", each a run of channels")}.");
        code.Line("float* tap = inputRow;");
        code.Block($"for (nint kw = {family.Run?.Taps.ToString() ?? "t->Taps"}; kw != 0; kw--)", () =>
        {
            addresses.Begin(code, "tap");
            steps.Run();
            code.Line().Line("tap += t->InputTapStride;");
        });
    }

    private static string Summary(TileFamily family, Tile tile)
        => $"{Count(tile.Pixels, "pixel")} x {(family.Rows > 1 ? Count(family.Rows, "row") : Count(tile.Vectors, "vector"))}"
            + (tile != family.Tile ? $", as in {Name(family, family.Tile.Pixels)}."
                : family.Run is not { } run ? ": any stride; borders, groups, any layout."
                : $": {(family.IsEdge ? "at an end of" : "inside")} a row, pixels {run.PixelStride} floats apart.");

    /// <summary>What the tile of a family keeps in registers, for the head of its file.</summary>
    public static string Ledger(Isa isa, TileFamily family, string pixels, string channels = "filters")
    {
        int sums = family.Sums;
        int registers = Budget.Registers(family);
        return $"Tile {family.Tile}: {pixels} x vectors of {isa.Lanes} {channels}; {sums} sums + {registers - sums} operands = {registers} of {isa.Registers} registers.";
    }

    /// <summary>"1 pixel", "2 pixels".</summary>
    public static string Count(int number, string what) => number == 1 ? $"1 {what}" : $"{number} {what}s";
}
