using System.Globalization;
using Conv3DGen.Winograd;

namespace Conv3DGen.Generator.Emission.Winograd;

/// <summary>The formulas of an axis as the head of a file shows them.</summary>
internal static class WinogradFormulas
{
    /// <summary>Input transform, products and output transform, on a line what belongs together.</summary>
    public static IEnumerable<string> Of(AxisTransform axis) =>
    [
        "Inputs d to frequencies r:",
        .. Indented(TransformEmitter.Formulas(axis.Input, All(axis.Frequencies))),
        .. FromFrequencies(axis),
    ];

    /// <summary>The same without the input transform.</summary>
    public static IEnumerable<string> FromFrequencies(AxisTransform axis) =>
    [
        "Products m, each summed over the input channels; the library has transformed the taps g:",
        .. Indented(axis.Weights.Select((row, i) => $"m{i} += {axis.Input.Results[i]} * {Combination(row)}")),
        "Products m to outputs y:",
        .. Indented(TransformEmitter.Formulas(axis.Output, All(axis.Outputs))),
    ];

    /// <summary>A step as a formula: "r1 = e1 + A * q1".</summary>
    public static string Of(LineStep step) => step.Name + " = " + step.Operation switch
    {
        LineOperation.Add => $"{step.Left} + {step.Right}",
        LineOperation.Subtract => $"{step.Left} - {step.Right}",
        LineOperation.Scale => $"{step.Factor!.Name} * {step.Right}",
        LineOperation.AddScaled => $"{step.Left} + {step.Factor!.Name} * {step.Right}",
        _ => $"{step.Left} - {step.Factor!.Name} * {step.Right}",
    };

    /// <summary>"(g0 - 0.5 * g1)": what a row of G makes of the taps.</summary>
    private static string Combination(double[] row)
    {
        string[] terms = [.. row.Select((factor, tap) => (factor, tap)).Where(term => term.factor != 0).Select(Term)];
        return terms.Length == 1 ? terms[0] : $"({string.Join(" + ", terms).Replace("+ -", "- ")})";
    }

    private static string Term((double Factor, int Tap) term) => term.Factor switch
    {
        1 => $"g{term.Tap}",
        -1 => $"-g{term.Tap}",
        _ => $"{term.Factor.ToString("0.######", CultureInfo.InvariantCulture)} * g{term.Tap}",
    };

    private static int[] All(int count) => [.. Enumerable.Range(0, count)];

    private static IEnumerable<string> Indented(IEnumerable<string> lines) => lines.Select(line => "  " + line);
}
