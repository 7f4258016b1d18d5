using Conv3DGen.Generator.Planning;
using Conv3DGen.Winograd;

namespace Conv3DGen.Generator.Emission.Winograd;

/// <summary>
/// The microkernel of F(4,3) along the width: sums of every frequency of a run of tiles over kernel planes, rows and channels, then the
/// output transform, a tile at a time, which frees the registers of each tile for the next.
/// </summary>
internal sealed class RowTileEmitter(CodeWriter code, WinogradTiles tiles)
{
    private const string Coefficients = "c";

    private readonly Isa _isa = tiles.Isa;
    private readonly AxisTransform _axis = AxisTransform.Of(AxisForm.F4);

    /// <summary>The microkernel, and the same with streamed stores where the instruction set has them.</summary>
    public void Emit()
    {
        Emit(_isa.Store, "");
        if (_isa.Stream is { } stream)
        {
            code.Line();
            code.WithoutComments(() => Emit(stream, "Streamed"));
        }
    }

    /// <summary>The microkernel as the runtime takes it.</summary>
    public static string Names(WinogradTiles tiles, string scope)
        => $"new(tiles: {tiles.RowTiles}, &{scope}Tile, {(tiles.Isa.Stream is null ? "null" : $"&{scope}StreamedTile")})";

    private void Emit(string store, string name)
    {
        code.Line($"/// <summary>{tiles.RowTiles} tiles x 1 vector of filters{(name.Length == 0 ? "" : ", stored past the cache")}.</summary>");
        code.Line(FileHead.CompiledAlone);
        code.Block($"internal static void {name}Tile(WinogradRow* t)", () =>
        {
            for (int tile = 0; tile < tiles.RowTiles; tile++)
            {
                code.Line($"{_isa.Vector}<float> {string.Join(", ", Range(_axis.Frequencies).Select(f => $"{Sum(tile, f)} = default"))};");
            }

            code.Line();
            code.Comment("The kernel planes that lie inside the input.");
            code.Line("float* inputPlane = t->Input;");
            code.Line("float* weightPlane = t->Weights;");
            code.Block("for (nint kd = t->Planes; kd != 0; kd--)", () =>
            {
                code.Comment("The kernel rows of this plane that lie inside the input.");
                code.Line("float* inputRow = inputPlane;");
                code.Line("float* weightRow = weightPlane;");
                code.Block("for (nint kh = t->Rows; kh != 0; kh--)", () =>
                {
                    code.Line("float* x = inputRow;");
                    code.Line("float* w = weightRow;");
                    code.Block("for (nint ci = t->Channels; ci != 0; ci--)", Channel).Line();
                    code.Line("inputRow += t->InputRowStride;");
                    code.Line("weightRow += t->WeightRowStride;");
                }).Line();
                code.Line("inputPlane += t->InputPlaneStride;");
                code.Line("weightPlane += t->WeightPlaneStride;");
            }).Line();
            Outputs(store);
        });
    }

    /// <summary>One input channel: each frequency's weights once, for the inputs of every tile.</summary>
    private void Channel()
    {
        foreach (int f in Range(_axis.Frequencies))
        {
            code.Line($"var w{f} = {Format(_isa.Load, Pointer.Plus("w", f * _isa.Lanes))};");
            if (_isa.MultiplyAddLane is { } byLane)
            {
                code.Line($"var x{f} = {Format(_isa.Load, Pointer.Plus("x", f * _isa.Lanes))};");
                code.Statements(Range(tiles.RowTiles).Select(tile => $"{Sum(tile, f)} = {string.Format(byLane, $"w{f}", $"x{f}", Sum(tile, f), tile)};"));
                continue;
            }

            code.Statements(Range(tiles.RowTiles).Select(tile =>
                $"{Sum(tile, f)} = {Format(_isa.MultiplyAdd, $"w{f}", Format(_isa.LoadSplat, Pointer.Plus("x", (f * _isa.Lanes) + tile)), Sum(tile, f))};"));
        }

        code.Line($"x += {_axis.Frequencies * _isa.Lanes};");
        code.Line($"w += {_axis.Frequencies * _isa.Lanes};");
    }

    private void Outputs(string store)
    {
        string[] names = [.. _axis.Output.Coefficients.Select(c => c.Name)];
        var transform = new TransformEmitter(code, _isa, c => Format(_isa.LoadSplat, Pointer.Plus(Coefficients, Array.IndexOf(names, c.Name))));
        code.Comment($"Products to outputs, a tile at a time; then bias and the activation's clamp; a NaN is the second operand and passes through.");
        code.Comment($"{Coefficients}: {string.Join(", ", names)}, in memory because in registers they would push out sums.");
        code.Line($"float* {Coefficients} = t->Coefficients;");
        code.Line("float* bias = t->Bias;");
        code.Line($"var low = {Format(_isa.Splat, "t->Low")};");
        code.Line($"var high = {Format(_isa.Splat, "t->High")};");
        code.Line("float* y = t->Output;");
        foreach (int tile in Range(tiles.RowTiles))
        {
            transform.Compute(_axis.Output, [.. Range(_axis.Outputs)], $"_{tile}", f => Sum(tile, f));
            foreach (int output in Range(_axis.Outputs))
            {
                string biased = Format(_isa.Add, $"{_axis.Output.Results[output]}_{tile}", Format(_isa.Load, "bias"));
                code.Line(Format(store, "y", Format(_isa.Min, "high", Format(_isa.Max, "low", biased))) + ";");
                if (tile + 1 < tiles.RowTiles || output + 1 < _axis.Outputs)
                {
                    code.Line("y += t->OutputPixelStride;");
                }
            }
        }
    }

    private static string Sum(int tile, int frequency) => $"m{frequency}_{tile}";

    private static IEnumerable<int> Range(int count) => Enumerable.Range(0, count);

    private static string Format(string format, params string[] arguments) => string.Format(format, arguments);
}
