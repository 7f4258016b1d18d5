using Conv3DGen.Generator.Planning;
using Conv3DGen.Winograd;

namespace Conv3DGen.Generator.Emission.Winograd;

/// <summary>
/// The microkernel of F(4,3) along the width: sums over kernel planes, rows and channels, of every frequency of a run of tiles, then the
/// output transform. Where registers hold all of a tile's frequencies it is one pass, and transforming a tile frees the registers for the
/// next; elsewhere one frequency is summed after the other, and the sums wait in memory.
/// </summary>
internal sealed class RowTileEmitter(CodeWriter code, WinogradTiles tiles)
{
    private readonly Isa _isa = tiles.Isa;
    private readonly Tile _tile = tiles.Row;
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
        => $"new(tiles: {tiles.Row.Pixels}, vectors: {tiles.Row.Vectors}, &{scope}Tile, {(tiles.Isa.Stream is null ? "null" : $"&{scope}StreamedTile")})";

    private void Emit(string store, string name)
    {
        code.Line($"/// <summary>{_tile.Pixels} tiles x {_tile.Vectors} vector{(_tile.Vectors == 1 ? "" : "s")} of filters{(name.Length == 0 ? "" : ", stored past the cache")}.</summary>");
        code.Line(FileHead.CompiledAlone);
        code.Block($"internal static void {name}Tile(WinogradRow* t)", () =>
        {
            if (tiles.HoldsRow)
            {
                Sums([.. Range(_axis.Frequencies)], "t->Input", "t->Weights");
                code.Line();
                Bounds();
                foreach (int tile in Range(_tile.Pixels))
                {
                    Outputs(store, $"{tile}", vector: 0, f => Sum(f, tile, 0), isLast: tile + 1 == _tile.Pixels);
                }

                return;
            }

            OneByOne();
            code.Line();
            Bounds();
            code.Line("products = t->Products;");
            code.Block($"for (nint tile = {_tile.Pixels}; tile != 0; tile--)", () =>
            {
                foreach (int v in Range(_tile.Vectors))
                {
                    Outputs(store, $"{v}", v, f => Format(_isa.Load, Pointer.Plus("products", ((f * _tile.Pixels * _tile.Vectors) + v) * _isa.Lanes)));
                    code.Line(v + 1 < _tile.Vectors ? $"y -= t->OutputPixelStride * {_axis.Outputs};" : $"products += {_tile.Vectors * _isa.Lanes};");
                }
            });
        });
    }

    /// <summary>The sums of one frequency after the other, into memory: [frequency][tile][vector].</summary>
    private void OneByOne()
    {
        code.Line("float* products = t->Products;");
        code.Line("float* from = t->Input;");
        code.Line("float* weights = t->Weights;");
        code.Block($"for (nint frequency = {_axis.Frequencies}; frequency != 0; frequency--)", () =>
        {
            Sums([0], "from", "weights");
            code.Line();
            code.Statements(
                from tile in Range(_tile.Pixels)
                from v in Range(_tile.Vectors)
                select Format(_isa.Store, Pointer.Plus("products", ((tile * _tile.Vectors) + v) * _isa.Lanes), Sum(0, tile, v)) + ";");
            code.Line($"products += {_tile.Pixels * _tile.Vectors * _isa.Lanes};");
            code.Line($"from += {_isa.Lanes};");
            code.Line($"weights += {_tile.Vectors * _isa.Lanes};");
        });
    }

    /// <summary>The sums of some frequencies, counted from where input and weights point to.</summary>
    private void Sums(int[] frequencies, string input, string weights)
    {
        foreach (int tile in Range(_tile.Pixels))
        {
            code.Line($"{_isa.Vector}<float> {string.Join(", ", from v in Range(_tile.Vectors) from f in frequencies select $"{Sum(f, tile, v)} = default")};");
        }

        code.Line();
        KernelLoops.Emit(code, input, weights, () =>
        {
            code.Line("float* x = inputRow;");
            code.Line("float* w = weightRow;");
            code.Block("for (nint ci = t->Channels; ci != 0; ci--)", () => Channel(frequencies));
        });
    }

    /// <summary>One input channel: weights once for the inputs of every tile, and every input once for all vectors of weights.</summary>
    private void Channel(int[] frequencies)
    {
        foreach (int f in frequencies)
        {
            string[] weights = [.. Range(_tile.Vectors).Select(v => Named("w", f, v))];
            code.Statements(weights.Select((name, v) => $"var {name} = {Format(_isa.Load, Pointer.Plus("w", ((f * _tile.Vectors) + v) * _isa.Lanes))};"));
            if (_isa.MultiplyAddLane is not null)
            {
                code.Line($"var x{f} = {Format(_isa.Load, Pointer.Plus("x", f * _isa.Lanes))};");
            }

            code.Statements(Range(_tile.Pixels).SelectMany(tile => Adds(f, tile, weights)));
        }

        code.Line($"x += {_axis.Frequencies * _isa.Lanes};");
        code.Line($"w += {_axis.Frequencies * _tile.Vectors * _isa.Lanes};");
    }

    private IEnumerable<string> Adds(int f, int tile, string[] weights)
    {
        string splat = Format(_isa.LoadSplat, Pointer.Plus("x", (f * _isa.Lanes) + tile));
        if (weights.Length > 1)
        {
            yield return $"var x{tile} = {splat};";
            splat = $"x{tile}";
        }

        for (int v = 0; v < weights.Length; v++)
        {
            string sum = Sum(f, tile, v);
            yield return _isa.MultiplyAddLane is { } byLane
                ? $"{sum} = {string.Format(byLane, weights[v], $"x{f}", sum, tile)};"
                : $"{sum} = {Format(_isa.MultiplyAdd, weights[v], splat, sum)};";
        }
    }

    private void Bounds()
    {
        code.Comment("Products to outputs; then bias and the activation's clamp; a NaN is the second operand and passes through.");
        code.Comment($"c: {string.Join(", ", _axis.Output.Coefficients.Select(c => c.Name))}, in memory because in registers they would push out sums.");
        code.Line("float* c = t->Coefficients;");
        code.Line("float* bias = t->Bias;");
        code.Line($"var low = {Format(_isa.Splat, "t->Low")};");
        code.Line($"var high = {Format(_isa.Splat, "t->High")};");
        code.Line("float* y = t->Output;");
    }

    /// <summary>The pixels of a tile, for one vector of filters.</summary>
    private void Outputs(string store, string suffix, int vector, Func<int, string> product, bool isLast = false)
    {
        string[] names = [.. _axis.Output.Coefficients.Select(c => c.Name)];
        var transform = new TransformEmitter(code, _isa, c => Format(_isa.LoadSplat, Pointer.Plus("c", Array.IndexOf(names, c.Name))));
        int[] all = [.. Range(_axis.Outputs)];
        if (tiles.HoldsRow)
        {
            transform.Compute(_axis.Output, all, $"_{suffix}", product);
        }
        else
        {
            transform.Write(_axis.Output, all, $"_{suffix}", product);
        }

        foreach (int output in all)
        {
            string biased = Format(_isa.Add, $"{_axis.Output.Results[output]}_{suffix}", Format(_isa.Load, Pointer.Plus("bias", vector * _isa.Lanes)));
            code.Line(Format(store, Pointer.Plus("y", vector * _isa.Lanes), Format(_isa.Min, "high", Format(_isa.Max, "low", biased))) + ";");
            if (!isLast || output + 1 < _axis.Outputs)
            {
                code.Line("y += t->OutputPixelStride;");
            }
        }
    }

    /// <summary>m{frequency}_{tile}, or where frequencies come one by one a{tile}_{vector}.</summary>
    private string Sum(int frequency, int tile, int vector) => tiles.HoldsRow ? $"m{frequency}_{tile}" : $"a{tile}_{vector}";

    private string Named(string name, int frequency, int vector) => name + (tiles.HoldsRow ? frequency : vector);

    private static IEnumerable<int> Range(int count) => Enumerable.Range(0, count);

    private static string Format(string format, params string[] arguments) => string.Format(format, arguments);
}
