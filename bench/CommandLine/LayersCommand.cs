using System.CommandLine;
using Conv3DGen.Bench.Contenders;
using Conv3DGen.Bench.Layers;
using Conv3DGen.Bench.Legs;
using Conv3DGen.Bench.Report;
using Conv3DGen.Bench.Report.Html;
using Spectre.Console;

namespace Conv3DGen.Bench.CommandLine;

/// <summary><c>layers</c>: whole layers side by side, a leg for each instruction set and number of threads.</summary>
internal static class LayersCommand
{
    private static readonly string[] s_layers = [.. LayerTable.All.Select(layer => layer.Id)];

    private static readonly Option<string[]> s_isa
        = OptionTypes.Names("--isa", Isas.Here, [Isas.Now], "Instruction sets of ours");

    private static readonly Option<int[]> s_threads
        = OptionTypes.Numbers("--threads", 1, 1024, [1], "Threads of each contender");

    private static readonly Option<string[]> s_layer
        = OptionTypes.Names("--layers", s_layers, s_layers, "Layers by name");

    private static readonly Option<string[]> s_algorithms
        = OptionTypes.Names("--algorithms", ContenderNames.Algorithms, [ContenderNames.Auto, ContenderNames.Direct], "Algorithms of ours");

    private static readonly Option<string[]> s_against
        = OptionTypes.Names("--against", ContenderNames.Others, [.. ContenderNames.Others], "Whom to measure beside them", orNone: true);

    private static readonly Option<int> s_rounds
        = OptionTypes.Number("--rounds", 1, 1000, 15, "Timed rounds; medians count");

    private static readonly Option<string?> s_json = OptionTypes.File("--json", "Writes the results as a JSON array");

    private static readonly Option<string?> s_html = OptionTypes.File("--html", "Writes a page with charts that needs nothing else");

    private static readonly Option<string?> s_markdown
        = OptionTypes.File("--markdown", "Writes each table into a Markdown page, between markers");

    public static Command Create(TextWriter output)
    {
        var command = new Command("layers", "Measures layers side by side: ours, the fallback and other libraries, in turns.")
        {
            s_isa, s_threads, s_layer, s_algorithms, s_against, s_rounds, s_json, s_html, s_markdown,
        };
        command.SetAction(result => Run(result, BenchConsole.Create(output)));
        return command;
    }

    private static void Run(ParseResult result, IAnsiConsole console)
    {
        string? json = result.GetValue(s_json);
        string? html = result.GetValue(s_html);
        string? markdown = result.GetValue(s_markdown);
        ReportFile.Check(json);
        ReportFile.Check(html);
        ReportFile.Check(markdown);
        var legs = new List<LegTimes>();
        foreach (LegOptions options in Legs(result))
        {
            LegTimes leg = LegProcess.Run(options);
            legs.Add(leg);
            var table = LegTable.Of(leg);
            ConsoleReport.Write(console, table);
            if (markdown is not null)
            {
                string page = MarkdownPage.Replace(ReportFile.ReadIfPresent(markdown), $"layers, {table.Title}", MarkdownReport.Render(table));
                ReportFile.Write(markdown, page);
            }
        }

        if (json is not null)
        {
            ReportFile.Write(json, JsonReport.Render(legs));
        }

        if (html is not null)
        {
            ReportFile.Write(html, HtmlPage.Render(legs));
        }

        RefuseWrong(legs);
    }

    /// <summary>The reports are written, for whoever looks for the reason; the exit code says that they are worth nothing.</summary>
    private static void RefuseWrong(IEnumerable<LegTimes> legs)
    {
        string[] wrong =
        [
            .. from leg in legs
               from layer in leg.Layers
               from contender in layer.Contenders
               where contender.IsWrong
               select $"{contender.Name} on layer {layer.Id} ({leg.Isa}, error {Figures.Error(contender.MaxError)})",
        ];
        if (wrong.Length > 0)
        {
            throw new UserErrorException($"wrong results: {string.Join(", ", wrong)}");
        }
    }

    private static IEnumerable<LegOptions> Legs(ParseResult result) =>
        from isa in result.GetRequiredValue(s_isa)
        from threads in result.GetRequiredValue(s_threads)
        select new LegOptions(
            isa,
            threads,
            result.GetRequiredValue(s_rounds),
            result.GetRequiredValue(s_layer),
            [.. result.GetRequiredValue(s_algorithms), .. result.GetRequiredValue(s_against)]);
}
