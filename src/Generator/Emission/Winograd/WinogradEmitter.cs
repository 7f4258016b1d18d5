using Conv3DGen.Generator.Emission.Direct;
using Conv3DGen.Generator.Planning;
using Conv3DGen.Winograd;

namespace Conv3DGen.Generator.Emission.Winograd;

/// <summary>
/// The Winograd code of an instruction set in a file each for F(4,3), F(2,3), F(2,5), F(4,3) on rows, and what all forms share. It knows no sizes, so
/// that one copy serves every kernel of an assembly; F(2,5) is for those that have five taps.
/// </summary>
internal static class WinogradEmitter
{
    private const string Namespace = FileHead.Namespace + ".Winograd";

    /// <summary>The expression that names the code, for kernels.</summary>
    public static string Value(Isa isa) => $"global::{Namespace}.Shared_{isa.Id}.Value";

    /// <summary>The files.</summary>
    /// <param name="isa">The instruction set.</param>
    /// <param name="mostTaps">3 or 5: the most taps of an axis that a kernel has.</param>
    public static IEnumerable<GeneratedFile> Emit(Isa isa, int mostTaps)
    {
        bool five = mostTaps == AxisTransform.Of(AxisForm.F2Of5).Taps;
        WinogradTiles tiles = WinogradTiles.Of(isa);
        yield return Square(tiles, AxisTransform.Of(AxisForm.F4));
        yield return Square(tiles, AxisTransform.Of(AxisForm.F2));
        if (five)
        {
            yield return Five(tiles);
        }

        yield return Rows(tiles);
        yield return Shared(tiles, five);
    }

    /// <summary>F(4,3) along the width alone.</summary>
    private static GeneratedFile Rows(WinogradTiles tiles)
    {
        Isa isa = tiles.Isa;
        AxisTransform axis = AxisTransform.Of(AxisForm.F4);
        int sums = tiles.Row.Pixels * tiles.Row.Vectors * (tiles.HoldsRow ? axis.Frequencies : 1);
        int operands = tiles.Row.Vectors + 1;
        string[] comment =
        [
            $"Winograd's F({axis.Outputs},3) along the width on {isa.Name}, kernel planes, rows and channels summed over directly: for few input channels.",
            $"Tile {tiles.Row}: tiles of {axis.Outputs} pixels x vectors of {isa.Lanes} filters; {sums} sums + {operands} operands = {sums + operands} of {isa.Registers} registers.",
            tiles.HoldsRow
                ? "Names: m{frequency}_{tile} sums, each one chain of multiply-adds over kd, kh, ci; w{frequency} weights; y{pixel}_{tile} outputs."
                : "Names: a{tile}_{vector} sums of a frequency, each one chain of multiply-adds over kd, kh, ci; w{vector} weights; m{frequency}_{vector} products; y{pixel}_{vector} outputs.",
            "The library has transformed taps and inputs. Sums m to outputs y:",
            .. TransformEmitter.Formulas(axis.Output, [.. Enumerable.Range(0, axis.Outputs)]).Select(line => "  " + line),
            .. axis.Output.Coefficients.Select(c => $"  {c.Name}: {c.Meaning}"),
        ];
        return File("Rows", tiles, comment, code => new RowTileEmitter(code, tiles).Emit());
    }

    /// <summary>A form's first-axis passes and the passes of a plane that has it on both axes.</summary>
    private static GeneratedFile Square(WinogradTiles tiles, AxisTransform axis)
    {
        string[] comment =
        [
            $"Winograd's {Title(axis)} on {tiles.Isa.Name}: {Savings(axis)}.",
            .. WinogradFormulas.Of(axis),
        ];
        return File($"{axis.Form}", tiles, comment, code =>
        {
            new TransformEmitter(code, tiles.Isa).Coefficients(axis.Input, axis.Output);
            if (axis.Input.Steps.Any(s => s.Factor is not null))
            {
                code.Line();
            }

            new DepthPassEmitter(code, tiles.Isa, axis).Emit();
            code.Line();
            new PlanePassEmitter(code, tiles, axis, axis).Emit();
        });
    }

    /// <summary>F(2,5), whose inputs are transformed as those of F(4,3): the passes of its outputs.</summary>
    private static GeneratedFile Five(WinogradTiles tiles)
    {
        AxisTransform axis = AxisTransform.Of(AxisForm.F2Of5);
        string[] comment =
        [
            $"Winograd's {Title(axis)} on {tiles.Isa.Name}: {Savings(axis)}.",
            $"Its inputs d become the frequencies r of {Title(AxisTransform.Of(AxisForm.F4))}, by the passes of that form.",
            .. WinogradFormulas.FromFrequencies(axis),
        ];
        return File($"{axis.Form}", tiles, comment, code =>
        {
            new TransformEmitter(code, tiles.Isa).Coefficients(axis.Output);
            code.Line();
            new DepthPassEmitter(code, tiles.Isa, axis).Outputs();
            code.Line();
            new PlanePassEmitter(code, tiles, axis, axis).Output();
        });
    }

    private static string Title(AxisTransform axis) => $"F({axis.Outputs},{axis.Taps})";

    private static string Savings(AxisTransform axis)
        => $"{axis.Outputs} outputs of {axis.Taps} taps with {axis.Frequencies} multiplications instead of {axis.Outputs * axis.Taps}, on every axis";

    private static GeneratedFile Shared(WinogradTiles tiles, bool five)
    {
        Isa isa = tiles.Isa;
        AxisTransform pair = AxisTransform.Of(AxisForm.Pair);
        AxisTransform rows = AxisTransform.Of(AxisForm.F2);
        AxisTransform columns = AxisTransform.Of(AxisForm.F4);
        string[] comment =
        [
            $"Winograd convolution on {isa.Name}: the matrix products of all forms, the mixed plane F(2x4), axes of one tap, and the pair.",
            .. tiles.Panels.Select(family => TileEmitter.Ledger(isa, family, "tiles")),
            "Names in products: a{tile}_{vector} sums, w{vector} weights, x{tile} inputs; each sum is one chain of multiply-adds over the input channels.",
            "The pair is an axis of two inputs between zeros, d0 = d3 = 0: 2 outputs of 3 taps with 3 multiplications instead of 4.",
            .. WinogradFormulas.Of(pair),
        ];
        return File("Shared", tiles, comment, code =>
        {
            Table(code, tiles, five);
            code.Line();
            new TransformEmitter(code, isa).Coefficients(columns.Input, columns.Output);
            foreach (AxisForm form in new[] { AxisForm.One, AxisForm.Pair })
            {
                code.Line();
                new DepthPassEmitter(code, isa, AxisTransform.Of(form)).Emit();
            }

            code.Line();
            new PlanePassEmitter(code, tiles, rows, columns).Emit();
            foreach (TileFamily family in tiles.Panels)
            {
                new ProductEmitter(code, isa, family).Emit();
            }
        });
    }

    private static void Table(CodeWriter code, WinogradTiles tiles, bool five)
    {
        Isa isa = tiles.Isa;
        string f2 = $"F2_{isa.Id}.", f4 = $"F4_{isa.Id}.", f2Of5 = $"F2Of5_{isa.Id}.";
        code.Line("internal static readonly WinogradCode Value = new(");
        code.Line($"    lanes: {isa.Lanes},");
        code.Line($"    channelsPerLoad: {isa.ChannelsPerLoad},");
        code.Line("    depths:");
        code.Line("    [");
        code.Line($"        {DepthPassEmitter.Names(isa, AxisForm.One, "")},");
        code.Line($"        {DepthPassEmitter.Names(isa, AxisForm.F2, f2)},");
        code.Line($"        {DepthPassEmitter.Names(isa, AxisForm.F4, f4)},");
        code.Line($"        {DepthPassEmitter.Names(isa, AxisForm.Pair, "")},");
        if (five)
        {
            code.Line($"        {DepthPassEmitter.Names(isa, AxisForm.F4, f4, AxisForm.F2Of5, f2Of5)},");
        }

        code.Line("    ],");
        code.Line("    planes:");
        code.Line("    [");
        code.Line($"        {PlanePassEmitter.Names(AxisForm.F2, AxisForm.F2, f2)},");
        code.Line($"        {PlanePassEmitter.Names(AxisForm.F2, AxisForm.F4, "")},");
        code.Line($"        {PlanePassEmitter.Names(AxisForm.F4, AxisForm.F4, f4)},");
        if (five)
        {
            code.Line($"        {PlanePassEmitter.Names(AxisForm.F4, f4, AxisForm.F2Of5, f2Of5)},");
        }

        code.Line("    ],");
        code.Line("    panels:");
        code.Line("    [");
        foreach (TileFamily family in tiles.Panels)
        {
            code.Line($"        {ProductEmitter.Names(family)},");
        }

        code.Line("    ],");
        code.Line($"    rows: {RowTileEmitter.Names(tiles, $"Rows_{isa.Id}.")});");
    }

    private static GeneratedFile File(string form, WinogradTiles tiles, IEnumerable<string> comment, Action<CodeWriter> body)
    {
        Isa isa = tiles.Isa;
        var code = new CodeWriter();
        FileHead.Write(code, comment, Namespace, FileHead.Usings(isa, "Conv3DGen.Winograd"));
        code.Line(FileHead.GeneratedCode);
        code.Block($"internal static unsafe class {form}_{isa.Id}", () => body(code));
        return new($"Winograd-{form}.{isa.Id}.g.cs", code.ToString());
    }
}
