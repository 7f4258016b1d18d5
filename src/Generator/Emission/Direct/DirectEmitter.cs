using Conv3DGen.Generator.Emission.Winograd;
using Conv3DGen.Generator.Model;
using Conv3DGen.Generator.Planning;

namespace Conv3DGen.Generator.Emission.Direct;

/// <summary>The file of a direct plan: a factory that names the microkernels, and those that constants of the spec make fast.</summary>
internal static class DirectEmitter
{
    public static GeneratedFile Emit(KernelRequest request, ConvPlan plan)
    {
        var code = new CodeWriter();
        string[] shared = plan.Blocks.Any(b => b.Strided is not null) ? [StridedEmitter.Namespace] : [];
        FileHead.Write(code, Head(request, plan), FileHead.Namespace, FileHead.Usings(plan.Isa, [.. shared, "Conv3DGen.Kernels"]));
        code.Line(FileHead.GeneratedCode);
        code.Block($"internal static unsafe class {request.Id}_{plan.Isa.Id}", () =>
        {
            Factory(code, request, plan);
            foreach (TileFamily family in plan.Blocks.SelectMany(b => b.Families).Where(f => f.Run is not null))
            {
                code.Line();
                TileEmitter.Emit(code, plan.Isa, family);
            }

            if (plan.Pixels is { } pixels)
            {
                code.Line();
                PixelTileEmitter.Emit(code, pixels);
            }
        });
        return new($"{request.Hint}.{plan.Isa.Id}.g.cs", code.ToString());
    }

    private static IEnumerable<string> Head(KernelRequest request, ConvPlan plan)
    {
        Isa isa = plan.Isa;
        yield return $"{request.Hint} on {isa.Name}: {request.Spec}.";
        foreach (BlockPlan block in plan.Blocks)
        {
            yield return TileEmitter.Ledger(isa, block.Main, "pixels of a row", "output channels");
        }

        if (plan.Blocks.Count == 0)
        {
            yield return "There is no direct code: the Winograd code of the assembly computes every size.";
            yield break;
        }

        foreach (string line in plan.Pixels is { } pixels ? PixelTileEmitter.Head(pixels) : [])
        {
            yield return line;
        }

        yield return TileEmitter.Legend;
        if (plan.Blocks.Any(b => b.Pair is not null))
        {
            yield return RowPairEmitter.Legend;
        }

        if (plan.Blocks[0].Main is { Group: > 1 and int group })
        {
            yield return $"A vector holds {isa.Lanes / group} groups of {group} channels; x{{input}}_{{channel}} is one channel of each of them, in all lanes of its group.";
        }
    }

    private static void Factory(CodeWriter code, KernelRequest request, ConvPlan plan)
    {
        code.Line("internal static Conv3DKernel Create() => Conv3DKernel.Generated(");
        code.Line($"    \"{request.Name}\", {request.Id}.Spec, \"{plan.Isa.Name}\",");
        string[] sets = [.. plan.Blocks.Select(block =>
            $"new TileSet(vectors: {block.Main.Tile.Vectors}, strided: {Strided(plan.Isa, block.Strided)}, row: {Table(block.Row)}{Ends(block)}{(block.Pair is null ? "" : $", pairs: {Table(block.Pair)}")}{(block.Main.IsLanewise ? $", lanewise: {block.Main.Group}" : "")}{(block.Main is { IsLanewise: false, Run: not null } && request.Spec.Groups > 1 ? ", groups: true" : "")})")];
        code.Line(sets.Length == 0 ? "    direct: null," : $"    new DirectCode(\"{plan.Title}\", lanes: {plan.Isa.Lanes},");
        string[] others = [.. new[]
        {
            plan.Pixels is { } pixels ? $"Pixels = {PixelTileEmitter.Value(pixels)}" : null,
            plan.Taps ? $"Taps = {TapEmitter.Value(plan.Isa)}" : null,
        }.OfType<string>()];
        for (int i = 0; i < sets.Length; i++)
        {
            code.Line($"        {sets[i]}{(i + 1 < sets.Length ? "," : others.Length == 0 ? ")," : ")")}");
        }

        if (others.Length > 0)
        {
            code.Line($"    {{ {string.Join(", ", others)} }},");
        }

        code.Line($"    winograd: {(plan.Winograd ? WinogradEmitter.Value(plan.Isa) : "null")});");
    }

    private static string Ends(BlockPlan block)
        => block.Edge is null ? "" : block.Edge.ServesEnds ? ", ends: true" : $", edge: {Table(block.Edge)}";

    private static string Strided(Isa isa, TileFamily? family)
        => family is null ? "null" : TileEmitter.Table(family.Sizes, pixels => $"{StridedEmitter.Class(isa)}.{TileEmitter.Name(family, pixels)}");

    private static string Table(TileFamily? family) => family is null ? "null" : TileEmitter.Table(family.Sizes, pixels => TileEmitter.Name(family, pixels));
}
