using System.Globalization;
using System.Text;
using Conv3DGen.Winograd;

namespace Conv3DGen.Bench.Accuracy;

/// <summary>The errors of every form by number of channels, as a section of a Markdown page.</summary>
internal static class AccuracyTable
{
    /// <summary>Kernels with three taps on three, two and one axes, with five, and with both; and an input that every form has whole and cut tiles on.</summary>
    private static readonly (Int3 Kernel, Int3 Input)[] s_shapes =
    [
        (3, (9, 10, 12)), (3, (2, 10, 12)), ((1, 3, 3), (4, 14, 15)), ((3, 1, 1), (14, 6, 8)),
        (5, (7, 8, 9)), ((1, 5, 5), (4, 8, 9)), ((5, 1, 1), (15, 6, 8)), ((3, 5, 5), (9, 8, 9)), ((5, 3, 3), (7, 10, 12)),
    ];

    /// <summary>Measures and renders.</summary>
    /// <param name="kind">The numbers.</param>
    /// <param name="channels">Numbers of input channels, a column each.</param>
    public static string Render(DataKind kind, IReadOnlyList<int> channels)
    {
        var text = new StringBuilder($"### {char.ToUpperInvariant(kind.Name[0])}{kind.Name[1..]}\n\n");
        text.Append("| form | kernel | ").AppendJoin(" | ", channels.Select(c => $"{c} ch.")).Append(" |\n|---|---|").Insert(text.Length, "---:|", channels.Count).Append('\n');
        foreach ((Int3 kernel, Int3 input) in s_shapes)
        {
            AccuracyCase[] cases = [.. channels.Select(c => new AccuracyCase(kernel, input, c, kind))];
            Row(text, "direct", kernel, input, cases.Select(c => $"1.0 / {Largest(c.Direct)}"));
            foreach (WinogradForm form in cases[0].Forms)
            {
                Row(text, form.ToString(), kernel, input, cases.Select(c =>
                {
                    ErrorFigures error = c.Winograd(form);
                    return string.Create(CultureInfo.InvariantCulture, $"{error.Rms / c.Direct.Rms:F1} / {Largest(error)}");
                }));
            }

            Array.ForEach(cases, c => c.Dispose());
        }

        return text.ToString();
    }

    private static void Row(StringBuilder text, string form, Int3 kernel, Int3 input, IEnumerable<string> cells)
        => text.Append(CultureInfo.InvariantCulture, $"| {form} | {kernel.ToString("x")} on {input.ToString("x")} | ").AppendJoin(" | ", cells).Append(" |\n");

    private static string Largest(ErrorFigures error) => error.Largest.ToString("0.0e-0", CultureInfo.InvariantCulture);
}
