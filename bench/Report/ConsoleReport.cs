using Spectre.Console;

namespace Conv3DGen.Bench.Report;

/// <summary>A leg on the console.</summary>
internal static class ConsoleReport
{
    public static void Write(IAnsiConsole console, LegTable leg)
    {
        Table table = new Table().Border(TableBorder.Simple);
        for (int i = 0; i < leg.Headings.Length; i++)
        {
            var column = new TableColumn(leg.Headings[i]);
            table.AddColumn(i < LegTable.TextColumns ? column : column.RightAligned());
        }

        foreach (string[] row in leg.Rows)
        {
            table.AddRow([.. row.Select(Markup.Escape)]);
        }

        console.WriteLine($"{leg.Title}: {leg.Conditions}");
        console.Write(table);
        foreach (string note in leg.Notes)
        {
            console.WriteLine(note);
        }
    }
}
