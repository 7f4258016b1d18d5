using Conv3DGen.Generator.Planning;

namespace Conv3DGen.Generator.Emission.Direct;

/// <summary>
/// The loops of a tile that lies in two rows of the output, one below the other. All rows of inputs but the first and the last are multiplied
/// by two kernel rows: by one for the upper row of outputs, and by the one before it for the lower. So an input is loaded once for both, and
/// each sum still takes its taps in ascending order.
/// </summary>
internal static class RowPairEmitter
{
    private const string Upper = "w";
    private const string Lower = "v";

    /// <summary>What the names of such a microkernel mean.</summary>
    public const string Legend = "Where a tile lies in two rows: a{pixel}_{row} sums, w{tap} weights of the upper row, v{tap} of the lower; u{pixel} and l{pixel} inputs of one of them alone.";

    /// <summary>Writes the loops over kernel planes and rows.</summary>
    public static void Emit(CodeWriter code, Isa isa, TileFamily family, Tile tile)
    {
        int steps = (int)family.Run!.Steps;
        var row = new HeldRowEmitter(code, isa, family, tile);
        KernelLoops.Planes(code, "t->Input", "t->Weights", () =>
        {
            code.Line("float* inputRow = inputPlane;");
            code.Line("float* weightRow = weightPlane;");
            code.Line().Comment("The first row of inputs, of the upper row of outputs alone.");
            row.Weights(Lower);
            row.Inputs("u", (Lower, 0));
            code.Line().Comment("Rows of inputs that both use: the upper row by a kernel row, the lower one by that before it.");
            code.Block($"for (nint kh = {family.KernelRows - 1}; kh != 0; kh--)", () =>
            {
                NextRow(code);
                code.Line("weightRow += t->WeightRowStride;");
                row.Weights(Upper);
                row.Inputs("x", (Upper, 0), (Lower, 1));
                code.Line(string.Join(" ", Enumerable.Range(0, steps).Select(step => $"{row.Weight(Lower, step)} = {row.Weight(Upper, step)};")));
            });
            code.Line().Comment("The last row of inputs, of the lower row alone.");
            NextRow(code);
            row.Inputs("l", (Lower, 1));
        });
    }

    private static void NextRow(CodeWriter code) => code.Line("inputRow += t->InputRowStride;");
}
