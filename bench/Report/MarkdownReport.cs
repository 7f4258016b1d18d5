using System.Text;

namespace Conv3DGen.Bench.Report;

/// <summary>A leg as a section of a Markdown page.</summary>
internal static class MarkdownReport
{
    public static string Render(LegTable leg)
    {
        var page = new StringBuilder();
        page.Append($"### {leg.Title}\n\n{leg.Conditions}\n\n");
        Line(page, leg.Headings);
        Line(page, leg.Headings.Select((_, i) => i < LegTable.TextColumns ? "---" : "---:"));
        foreach (string[] row in leg.Rows)
        {
            Line(page, row);
        }

        foreach (string note in leg.Notes)
        {
            page.Append($"\n{note}\n");
        }

        return page.ToString();
    }

    private static void Line(StringBuilder page, IEnumerable<string> cells)
        => page.Append("| ").AppendJoin(" | ", cells.Select(cell => cell.Replace("|", "\\|"))).Append(" |\n");
}
