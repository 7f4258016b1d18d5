using System.CommandLine;
using Conv3DGen.Bench.Accuracy;
using Conv3DGen.Bench.Report;

namespace Conv3DGen.Bench.CommandLine;

/// <summary><c>accuracy</c>: the errors of every form of Winograd convolution beside direct convolution, against exact sums.</summary>
internal static class AccuracyCommand
{
    private static readonly Option<int[]> s_channels
        = OptionTypes.Numbers("--channels", 1, 4096, [1, 8, 16, 32, 64, 128, 256, 512], "Numbers of input channels");

    private static readonly Option<string?> s_markdown
        = OptionTypes.File("--markdown", "Writes the tables into a Markdown page, between markers");

    public static Command Create(TextWriter output)
    {
        var command = new Command("accuracy", "Measures the rounding errors of Winograd convolution beside direct convolution.") { s_channels, s_markdown };
        command.SetAction(result =>
        {
            string? markdown = result.GetValue(s_markdown);
            ReportFile.Check(markdown);
            string text = string.Join("\n", DataKind.All.Select(kind => AccuracyTable.Render(kind, result.GetRequiredValue(s_channels))));
            output.Write(text);
            if (markdown is not null)
            {
                ReportFile.Write(markdown, MarkdownPage.Replace(ReportFile.ReadIfPresent(markdown), "accuracy", text));
            }
        });
        return command;
    }
}
