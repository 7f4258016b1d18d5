using Conv3DGen.Generator.Planning;
using Conv3DGen.Winograd;

namespace Conv3DGen.Generator.Emission.Winograd;

/// <summary>The passes over the plane of a tile: rows and columns.</summary>
internal sealed class PlanePassEmitter(CodeWriter code, WinogradTiles tiles, AxisTransform rows, AxisTransform columns)
{
    private readonly Isa _isa = tiles.Isa;
    private readonly TransformEmitter _transform = new(code, tiles.Isa);

    /// <summary>Both passes.</summary>
    public void Emit()
    {
        Input();
        code.Line();
        Output();
    }

    /// <summary>The passes as the runtime takes them.</summary>
    public static string Names(AxisForm rows, AxisForm columns, string scope) => $"new(&{scope}InputPlane{rows}{columns}, &{scope}OutputPlane{rows}{columns})";

    /// <summary>The same of square planes where another form has the pass of the input.</summary>
    public static string Names(AxisForm input, string inputScope, AxisForm output, string outputScope)
        => $"new(&{inputScope}InputPlane{input}{input}, &{outputScope}OutputPlane{output}{output})";

    private string Suffix => $"{rows.Form}{columns.Form}";

    private void Input()
    {
        var source = new Strides("from", "column");
        code.Line($"// {rows.Window} rows x {columns.Window} columns of scratch to {rows.Frequencies} x {columns.Frequencies} frequencies, for every tile and first-axis frequency.");
        code.Line("// d{row}_{column} are inputs, r{row frequency}_{column} rows transformed, r{column frequency}_f{row frequency} both.");
        code.Line(FileHead.CompiledAlone);
        code.Block($"internal static void InputPlane{Suffix}(WinogradPass* t)", () =>
        {
            source.DeclareOffsets(code, "t->SourceColumn");
            new Strides("to", "frequency").DeclareOffsets(code, "t->TargetStep");
            code.Line("float* sourceTile = t->Source;");
            code.Line("float* targetTile = t->Target;");
            code.Block("for (nint tile = t->Tiles; tile != 0; tile--)", () =>
            {
                code.Line("float* from0 = sourceTile;");
                code.Line("float* plane = targetTile;");
                code.Block("for (nint depth = t->Depths; depth != 0; depth--)", () =>
                {
                    source.DeclarePointers(code, columns.Window);
                    foreach (int[] group in rows.InputGroups)
                    {
                        Comment($"Row frequencies {string.Join(" and ", group)} of every column", rows.Input, group);
                        code.Scope(() => InputRows(source, group)).Line();
                    }

                    code.Line($"from0 += {rows.Window * _isa.Lanes};");
                    code.Line($"plane += frequency * {rows.Frequencies * columns.Frequencies};");
                }).Line();
                code.Line("sourceTile += t->SourceTile;");
                code.Line("targetTile += t->TargetTile;");
            });
        });
    }

    /// <summary>Some row frequencies of every column, then the columns of each.</summary>
    private void InputRows(Strides source, int[] group)
    {
        for (int w = 0; w < columns.Window; w++)
        {
            string column = source[w];
            _transform.Write(rows.Input, group, $"_{w}", row => string.Format(_isa.Load, Pointer.Plus(column, row * _isa.Lanes)));
        }

        foreach (int frequency in group)
        {
            string name = $"to{frequency}_";
            var target = new Strides(name, "frequency");
            string result = rows.Input.Results[frequency];
            code.Line($"// The column frequencies of row frequency {frequency}.");
            _transform.Compute(columns.Input, All(columns.Frequencies), $"_f{frequency}", w => $"{result}_{w}");
            code.Line($"float* {name}0 = plane{(frequency == 0 ? "" : $" + (frequency * {frequency * columns.Frequencies})")};");
            target.DeclarePointers(code, columns.Frequencies);
            code.Statements(All(columns.Frequencies).Select(i => string.Format(_isa.Store, target[i], $"{columns.Input.Results[i]}_f{frequency}") + ";"));
        }
    }

    /// <summary>The pass of the output alone, for a plane that shares that of the input.</summary>
    public void Output()
    {
        var source = new Strides("from", "frequency");
        code.Line($"// {rows.Frequencies} x {columns.Frequencies} products to {rows.Outputs} rows x {columns.Outputs} columns of scratch, for every first-axis frequency.");
        code.Line("// m{column frequency}_{row frequency} are products, y{column}_{row frequency} columns transformed, y{row}_c{column} both.");
        code.Line(FileHead.CompiledAlone);
        code.Block($"internal static void OutputPlane{Suffix}(WinogradPass* t)", () =>
        {
            source.DeclareOffsets(code, "t->SourceStep");
            code.Line("float* plane = t->Source;");
            code.Line("float* to = t->Target;");
            code.Block("for (nint depth = t->Depths; depth != 0; depth--)", () =>
            {
                foreach (int[] group in OutputGroups())
                {
                    Comment($"Columns {string.Join(", ", group)} of every row frequency", columns.Output, group);
                    code.Scope(() => OutputColumns(group)).Line();
                }

                code.Line($"plane += frequency * {rows.Frequencies * columns.Frequencies};");
                code.Line($"to += {rows.Outputs * columns.Outputs * _isa.Lanes};");
            });
        });
    }

    /// <summary>Even and odd columns need the sums and the differences of the same products: where registers are few they go apart.</summary>
    private IEnumerable<int[]> OutputGroups()
    {
        int[] all = All(columns.Outputs);
        return columns.Outputs <= tiles.OutputColumnsAtOnce ? [all] : [[.. all.Where(i => i % 2 == 0)], [.. all.Where(i => i % 2 == 1)]];
    }

    private void OutputColumns(int[] group)
    {
        for (int frequency = 0; frequency < rows.Frequencies; frequency++)
        {
            string name = $"from{frequency}_";
            var source = new Strides(name, "frequency");
            code.Line($"float* {name}0 = plane{(frequency == 0 ? "" : $" + (frequency * {frequency * columns.Frequencies})")};");
            source.DeclarePointers(code, columns.Frequencies);
            _transform.Write(columns.Output, group, $"_{frequency}", w => string.Format(_isa.Load, source[w]));
        }

        foreach (int column in group)
        {
            string result = columns.Output.Results[column];
            code.Line($"// The rows of column {column}.");
            _transform.Compute(rows.Output, All(rows.Outputs), $"_c{column}", frequency => $"{result}_{frequency}");
            code.Statements(All(rows.Outputs).Select(row =>
            {
                int offset = ((row * columns.Outputs) + column) * _isa.Lanes;
                return string.Format(_isa.Store, Pointer.Plus("to", offset), $"{rows.Output.Results[row]}_c{column}") + ";";
            }));
        }
    }

    private void Comment(string what, StraightLine program, int[] results)
    {
        code.Line($"// {what}:");
        foreach (string line in TransformEmitter.Formulas(program, results))
        {
            code.Line($"//   {line}");
        }
    }

    private static int[] All(int count) => [.. Enumerable.Range(0, count)];
}
