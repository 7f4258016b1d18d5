using Conv3DGen.Generator.Planning;

namespace Conv3DGen.Generator.Emission;

/// <summary>The end of a microkernel: bias last (one rounding), the clamp of the fused activation, the store.</summary>
internal static class EpilogueEmitter
{
    /// <summary>
    /// Writes the epilogue of the sums a{pixel}_{vector}. Biases are read where they are added: in registers they would push sums out.
    /// </summary>
    /// <param name="code">Where to.</param>
    /// <param name="isa">The instruction set.</param>
    /// <param name="tile">The sums.</param>
    /// <param name="lanesArePixels">Whether they are a{filter}_{vector of pixels} instead, so that one bias is that of all lanes.</param>
    /// <param name="rows">Rows of the output, each of which has the tile; of several, the sums are a{pixel}_{row}.</param>
    public static void Emit(CodeWriter code, Isa isa, Tile tile, bool lanesArePixels = false, int rows = 1)
    {
        code.Comment("Bias last, then the activation's clamp; a NaN sum is the second operand and passes through.");
        code.Line($"var low = {Text(isa.Splat, "t->Low")};");
        code.Line($"var high = {Text(isa.Splat, "t->High")};");
        code.Line("float* bias = t->Bias;");
        if (tile.Pixels > 1)
        {
            code.Line("nint pixel = t->OutputPixelStride;");
        }

        string[] outputs = [.. Enumerable.Range(0, rows).Select(row => rows == 1 ? "y" : $"y{row}")];
        for (int row = 0; row < rows; row++)
        {
            code.Line($"float* {outputs[row]} = {(row == 0 ? "t->Output" : $"{outputs[row - 1]} + t->OutputRowStride")};");
        }

        for (int m = 0; m < tile.Pixels; m++)
        {
            for (int sum = 0; sum < rows * tile.Vectors; sum++)
            {
                (int row, int v) = (sum / tile.Vectors, sum % tile.Vectors);
                string bias = lanesArePixels ? Text(isa.LoadSplat, Pointer.Plus("bias", m)) : Text(isa.Load, Pointer.Plus("bias", v * isa.Lanes));
                string biased = Text(isa.Add, $"a{m}_{sum}", bias);
                string clamped = Text(isa.Min, "high", Text(isa.Max, "low", biased));
                code.Line(Text(isa.Store, Pointer.Plus(outputs[row], v * isa.Lanes), clamped) + ";");
            }

            if (m + 1 < tile.Pixels)
            {
                code.Line(string.Join(" ", outputs.Select(y => $"{y} += pixel;")));
            }
        }
    }

    private static string Text(string format, params string[] arguments) => string.Format(format, arguments);
}
