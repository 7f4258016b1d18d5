using Conv3DGen.Generator.Planning;

namespace Conv3DGen.Generator.Emission.Direct;

/// <summary>One microkernel: the sums of a tile in registers, the loops over the taps around it, the epilogue after.</summary>
internal static class TileEmitter
{
    /// <summary>The method's name, such as Row14x2.</summary>
    public static string Name(TileFamily family) => (family.Run is null ? "Strided" : "Row") + family.Tile;

    public static void Emit(CodeWriter code, Isa isa, TileFamily family)
    {
        Tile tile = family.Tile;
        var addresses = new PixelAddresses(family);
        code.Line($"/// <summary>{Summary(family)}</summary>");
        code.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]");
        code.Block($"private static void {Name(family)}(TileArgs* t)", () =>
        {
            for (int m = 0; m < tile.Pixels; m++)
            {
                code.Line(string.Join(" ", Enumerable.Range(0, tile.Vectors).Select(v => $"var a{m}_{v} = {isa.Vector}<float>.Zero;")));
            }

            code.Line();
            addresses.Declare(code);
            StepEmitter.DeclareCounts(code, isa, family);
            code.Line("float* inputPlane = t->Input;");
            code.Line("float* weightPlane = t->Weights;");
            code.Block("for (nint kd = t->Planes; kd != 0; kd--)", () =>
            {
                code.Line("float* inputRow = inputPlane;");
                code.Line("float* weightRow = weightPlane;");
                code.Block("for (nint kh = t->Rows; kh != 0; kh--)", () =>
                {
                    code.Line("float* w = weightRow;");
                    Taps(code, isa, family, addresses);
                    code.Line();
                    code.Line("inputRow += t->InputRowStride;");
                    code.Line("weightRow += t->WeightRowStride;");
                }).Line();
                code.Line("inputPlane += t->InputPlaneStride;");
                code.Line("weightPlane += t->WeightPlaneStride;");
            }).Line();
            EpilogueEmitter.Emit(code, isa, tile);
        });
    }

    private static void Taps(CodeWriter code, Isa isa, TileFamily family, PixelAddresses addresses)
    {
        if (family.Run is { Taps: 1 })
        {
            addresses.Begin(code, "inputRow");
            StepEmitter.Run(code, isa, family, addresses);
            return;
        }

        code.Line("float* tap = inputRow;");
        code.Block($"for (nint kw = {family.Run?.Taps.ToString() ?? "t->Taps"}; kw != 0; kw--)", () =>
        {
            addresses.Begin(code, "tap");
            StepEmitter.Run(code, isa, family, addresses);
            code.Line().Line("tap += t->InputTapStride;");
        });
    }

    private static string Summary(TileFamily family) => family.Run is { } run
        ? $"{family.Tile.Pixels} pixels inside a row: {(run.Taps == 1 ? "" : $"{run.Taps} taps of ")}{run.Length} contiguous inputs a kernel row, pixels {run.PixelStride} floats apart."
        : $"{family.Tile.Pixels} pixels at any stride: borders, groups, any layout.";
}
