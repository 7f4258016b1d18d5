using System.Net;
using Conv3DGen.Bench.Legs;

namespace Conv3DGen.Bench.Report.Html;

/// <summary>The page: one file that needs nothing else.</summary>
internal static class HtmlPage
{
    /// <summary>A chart and a table for each leg.</summary>
    public static string Render(IReadOnlyList<LegTimes> legs) => $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Conv3DGen · layers side by side</title>
        <style>
        {Style()}
        </style>
        </head>
        <body>
        <main>
        <header>
        <p class="kicker">Conv3DGen</p>
        <h1>Layers side by side</h1>
        <p class="lede">Whole Conv3D layers, everybody in turns on the same machine. Right of the line at 1×, ours is faster. Point at a mark for its numbers.</p>
        </header>
        {string.Concat(legs.Select(Section))}</main>
        </body>
        </html>

        """;

    /// <summary>Text made safe between tags and inside quoted attributes.</summary>
    public static string Escape(string text) => WebUtility.HtmlEncode(text);

    private static string Section(LegTimes leg)
    {
        var table = LegTable.Of(leg);
        return $"""
            <section>
            <h2>{Escape(table.Title)}</h2>
            <p class="aside">{Escape(table.Conditions)}</p>
            {LegChart.Render(leg)}<details>
            <summary>All figures</summary>
            <div class="wide"><table>
            <thead><tr>{Cells(table.Headings, "th")}</tr></thead>
            <tbody>
            {string.Concat(table.Rows.Select(row => $"<tr>{Cells(row, "td")}</tr>\n"))}</tbody>
            </table></div>
            </details>
            {string.Concat(table.Notes.Select(note => $"<p class=\"aside\">{Escape(note)}</p>\n"))}</section>

            """;
    }

    private static string Cells(string[] cells, string tag)
        => string.Concat(cells.Select((cell, i) => $"<{tag}{(i < LegTable.TextColumns ? "" : " class=\"n\"")}>{Escape(cell)}</{tag}>"));

    private static string Style()
    {
        using Stream css = typeof(HtmlPage).Assembly.GetManifestResourceStream("bench.css")!;
        return new StreamReader(css).ReadToEnd();
    }
}
