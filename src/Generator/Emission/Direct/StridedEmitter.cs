using Conv3DGen.Generator.Planning;

namespace Conv3DGen.Generator.Emission.Direct;

/// <summary>The file of the microkernels for any stride, which the kernels of an assembly share.</summary>
internal static class StridedEmitter
{
    public const string Namespace = FileHead.Namespace + ".Strided";

    /// <summary>The class of the microkernels of an instruction set and vector length.</summary>
    public static string Class(Isa isa) => $"Lanes{isa.Lanes}_{isa.Id}";

    public static GeneratedFile Emit(StridedTiles tiles)
    {
        Isa isa = tiles.Isa;
        var code = new CodeWriter();
        FileHead.Write(
            code,
            [
                $"Microkernels on {isa.Name}, {isa.Lanes} lanes, that know no size: the borders, groups and layouts that a spec leaves open.",
                TileEmitter.Legend,
            ],
            Namespace,
            FileHead.Usings(isa, "Conv3DGen.Kernels"));
        code.Line(FileHead.GeneratedCode);
        code.Block($"internal static unsafe class {Class(isa)}", () =>
        {
            foreach ((TileFamily family, int index) in tiles.Families.Select((family, index) => (family, index)))
            {
                if (index > 0)
                {
                    code.Line();
                }

                TileEmitter.Emit(code, isa, family);
            }
        });
        return new($"Strided-{isa.Lanes}.{isa.Id}.g.cs", code.ToString());
    }
}
