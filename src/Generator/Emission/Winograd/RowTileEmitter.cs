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

    /// <summary>The microkernel as the runtime takes it.</summary>
    public static string Names(WinogradTiles tiles, string scope)
        => $"new(tiles: {tiles.Row.Pixels}, vectors: {tiles.Row.Vectors}, streams: {(StreamOf(tiles) is null ? "false" : "true")}, &{scope}Tile)";

    /// <summary>The microkernel.</summary>
    public void Emit()
    {
        code.Line($"// {_tile.Pixels} tiles x {_tile.Vectors} vector{(_tile.Vectors == 1 ? "" : "s")} of filters.");
        code.Line(FileHead.CompiledAlone);
        code.Block("internal static void Tile(WinogradRow* t)", () =>
        {
            if (tiles.HoldsRow)
            {
                Sums([.. Range(_axis.Frequencies)], "t->Input", "t->Weights");
                code.Line();
                Bounds();
                foreach (int tile in Range(_tile.Pixels))
                {
                    Transform([$"{tile}"], (f, _) => Sum(f, tile, 0));
                    Outputs([$"{tile}"]);
                }

                return;
            }

            OneByOne();
            code.Line();
            Bounds();
            code.Line("products = t->Products;");
            code.Block($"for (nint tile = {_tile.Pixels}; tile != 0; tile--)", () =>
            {
                string[] suffixes = [.. Range(_tile.Vectors).Select(v => $"{v}")];
                Transform(suffixes, (f, v) => Format(_isa.Load, Pointer.Plus("products", ((f * _tile.Pixels * _tile.Vectors) + v) * _isa.Lanes)));
                Outputs(suffixes);
                code.Line($"products += {_tile.Vectors * _isa.Lanes};");
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

        code.Line("nint channel = t->InputChannelStride;");
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

        code.Line("x += channel;");
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
        code.Line("float* end = t->OutputEnd;");
        code.Line("nint pixel = t->OutputPixelStride;");
    }

    /// <summary>The products of a tile to outputs, for a vector of filters a suffix.</summary>
    private void Transform(string[] suffixes, Func<int, int, string> product)
    {
        string[] names = [.. _axis.Output.Coefficients.Select(c => c.Name)];
        var transform = new TransformEmitter(code, _isa, c => Format(_isa.LoadSplat, Pointer.Plus("c", Array.IndexOf(names, c.Name))));
        int[] all = [.. Range(_axis.Outputs)];
        foreach (int v in Range(suffixes.Length))
        {
            if (tiles.HoldsRow)
            {
                transform.Compute(_axis.Output, all, $"_{suffixes[v]}", f => product(f, v));
            }
            else
            {
                transform.Write(_axis.Output, all, $"_{suffixes[v]}", f => product(f, v));
            }
        }
    }

    /// <summary>The pixels of a tile, as far as the row goes.</summary>
    private void Outputs(string[] suffixes)
    {
        foreach (int output in Range(_axis.Outputs))
        {
            foreach (int v in Range(suffixes.Length))
            {
                string result = $"{_axis.Output.Results[output]}_{suffixes[v]}";
                string biased = Format(_isa.Add, result, Format(_isa.Load, Pointer.Plus("bias", v * _isa.Lanes)));
                code.Line($"{result} = {Format(_isa.Min, "high", Format(_isa.Max, "low", biased))};");
            }
        }

        if (StreamOf(tiles) is { } stream)
        {
            code.Block("if (t->Streams)", () => Stores(stream, suffixes));
            code.Block("else", () => Stores(_isa.Store, suffixes));
        }
        else
        {
            Stores(_isa.Store, suffixes);
        }
    }

    private void Stores(string store, string[] suffixes)
    {
        foreach (int output in Range(_axis.Outputs))
        {
            code.Statements(suffixes.Select((suffix, v) => Format(store, Pointer.Plus("y", v * _isa.Lanes), $"{_axis.Output.Results[output]}_{suffix}") + ";"));
            code.Line("if ((y += pixel) == end) return;");
        }
    }

    /// <summary>The instruction that stores past the cache; null where there is none.</summary>
    private static string? StreamOf(WinogradTiles tiles) => tiles.Isa.StreamOf(tiles.Row.Vectors);

    /// <summary>m{frequency}_{tile}, or where frequencies come one by one a{tile}_{vector}.</summary>
    private string Sum(int frequency, int tile, int vector) => tiles.HoldsRow ? $"m{frequency}_{tile}" : $"a{tile}_{vector}";

    private string Named(string name, int frequency, int vector) => name + (tiles.HoldsRow ? frequency : vector);

    private static IEnumerable<int> Range(int count) => Enumerable.Range(0, count);

    private static string Format(string format, params string[] arguments) => string.Format(format, arguments);
}
