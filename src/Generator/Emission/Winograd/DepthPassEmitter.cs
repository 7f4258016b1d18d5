using Conv3DGen.Generator.Planning;
using Conv3DGen.Winograd;

namespace Conv3DGen.Generator.Emission.Winograd;

/// <summary>The passes along the first axis of a tile.</summary>
internal sealed class DepthPassEmitter(CodeWriter code, Isa isa, AxisTransform axis)
{
    private readonly TransformEmitter _transform = new(code, isa);

    /// <summary>All passes that an axis has a use for.</summary>
    public void Emit()
    {
        if (IsSometimesInside(axis.Form))
        {
            Input(clipped: false);
            code.Line();
        }

        if (IsSometimesClipped(axis.Form))
        {
            Input(clipped: true);
            code.Line();
        }

        Outputs();
    }

    /// <summary>The passes of the output alone, for a form that shares those of the input.</summary>
    public void Outputs()
    {
        Output(stream: false);
        if (isa.StreamOf(vectors: 1) is not null)
        {
            code.Line();
            Output(stream: true);
        }
    }

    /// <summary>The passes as the runtime takes them.</summary>
    /// <param name="isa">The instruction set.</param>
    /// <param name="form">The form.</param>
    /// <param name="scope">What qualifies their names.</param>
    public static string Names(Isa isa, AxisForm form, string scope) => Names(isa, form, scope, form, scope);

    /// <summary>The same where another form has the passes of the input.</summary>
    public static string Names(Isa isa, AxisForm input, string inputScope, AxisForm output, string outputScope)
    {
        string inside = $"&{inputScope}Input{input}";
        string clipped = $"&{inputScope}ClippedInput{input}";
        string streamed = isa.StreamOf(vectors: 1) is null ? "null" : $"&{outputScope}StreamedOutput{output}";
        return $"new({(IsSometimesInside(input) ? inside : clipped)}, {(IsSometimesClipped(input) ? clipped : inside)}, &{outputScope}Output{output}, {streamed})";
    }

    /// <summary>The ends of the pair's window are in the padding always.</summary>
    private static bool IsSometimesInside(AxisForm form) => form != AxisForm.Pair;

    /// <summary>A single tap is in the padding never.</summary>
    private static bool IsSometimesClipped(AxisForm form) => form != AxisForm.One;

    private void Input(bool clipped)
    {
        var source = new Strides("from", "plane");
        var target = new Strides("to", "frequency");
        int[] all = [.. Enumerable.Range(0, axis.Frequencies)];
        code.Line($"// {Counted(axis.Window, "plane")} of a window to {axis.Frequencies} frequencies{(clipped ? "; planes in the padding are zeros" : "")}.");
        code.Line(FileHead.CompiledAlone);
        code.Block($"internal static void {(clipped ? "Clipped" : "")}Input{axis.Form}(WinogradPass* t)", () =>
        {
            source.DeclareOffsets(code, "t->SourceStep");
            target.DeclareOffsets(code, "t->TargetStep");
            if (clipped)
            {
                code.Line("nint* clip = t->Clip;");
            }

            code.Line("float* sourceColumn = t->Source;");
            code.Line("float* targetColumn = t->Target;");
            code.Block("for (nint column = t->Columns; column != 0; column--)", () =>
            {
                code.Line("float* from0 = sourceColumn;");
                code.Line("float* to0 = targetColumn;");
                code.Block("for (nint block = t->Blocks; block != 0; block--)", () =>
                {
                    source.DeclarePointers(code, axis.Window);
                    _transform.Write(axis.Input, all, "", plane => Format(isa.Load, clipped ? Clip(source[plane], plane) : source[plane]), formulas: true);
                    target.DeclarePointers(code, axis.Frequencies);
                    code.Statements(all.Select(i => Format(isa.Store, target[i], axis.Input.Results[i]) + ";"));
                    code.Line($"from0 += {isa.Lanes};");
                    code.Line("to0 += t->TargetBlock;");
                }).Line();
                code.Line("sourceColumn += t->SourceColumn;");
                code.Line("targetColumn += t->TargetColumn;");
            });
        });
    }

    private void Output(bool stream)
    {
        var source = new Strides("from", "frequency");
        int[] all = [.. Enumerable.Range(0, axis.Outputs)];
        string store = stream ? isa.Stream! : isa.Store;
        code.Line($"// {Counted(axis.Frequencies, "product")} to {Counted(axis.Outputs, "plane")} of the output{(stream ? ", stored past the cache" : "")}.");
        code.Line(FileHead.CompiledAlone);
        code.Block($"internal static void {(stream ? "Streamed" : "")}Output{axis.Form}(WinogradPass* t)", () =>
        {
            source.DeclareOffsets(code, "t->SourceStep");
            code.Line($"var low = {Format(isa.Splat, "t->Low")};");
            code.Line($"var high = {Format(isa.Splat, "t->High")};");
            code.Line("float* bias = t->Bias;");
            code.Line("float* sourceRow = t->Source;");
            code.Line("float* targetRow = t->Target;");
            code.Line("nint planes = t->Planes;");
            code.Block("for (nint row = t->Rows; row != 0; row--)", () =>
            {
                code.Line("float* from0 = sourceRow;");
                code.Line("float* targetColumn = targetRow;");
                code.Block("for (nint column = t->Columns; column != 0; column--)", () =>
                {
                    source.DeclarePointers(code, axis.Frequencies);
                    _transform.Write(axis.Output, all, "", i => Format(isa.Load, source[i]), formulas: true);
                    code.Line("// Bias, then the activation's clamp; a NaN is the second operand and passes through. Planes beyond the output are not stored.");
                    code.Line("float* to = targetColumn;");
                    foreach (int i in all)
                    {
                        Plane(store, axis.Output.Results[i], i);
                    }

                    code.Line("from0 += t->SourceColumn;");
                    code.Line("targetColumn += t->TargetColumn;");
                }).Line();
                code.Line("sourceRow += t->SourceRow;");
                code.Line("targetRow += t->TargetRow;");
            });
        });
    }

    private void Plane(string store, string value, int plane)
    {
        string biased = Format(isa.Add, value, Format(isa.Load, "bias"));
        string statement = Format(store, "to", Format(isa.Min, "high", Format(isa.Max, "low", biased))) + ";";
        if (plane == 0)
        {
            code.Line(statement);
            return;
        }

        code.Block($"if (planes > {plane})", () => code.Line("to += t->TargetStep;").Line(statement)).Line();
    }

    private static string Clip(string address, int plane) => $"(float*)(((nint){(address.Contains(' ') ? $"({address})" : address)} & clip[{2 * plane}]) | clip[{(2 * plane) + 1}])";

    private static string Counted(int number, string what) => $"{number} {what}{(number == 1 ? "" : "s")}";

    private static string Format(string format, params string[] arguments) => string.Format(format, arguments);
}
