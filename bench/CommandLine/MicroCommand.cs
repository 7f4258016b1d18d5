using System.CommandLine;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using Conv3DGen.Bench.Micro;
using Conv3DGen.Bench.Report;

namespace Conv3DGen.Bench.CommandLine;

/// <summary><c>micro</c>: what is too short for <c>layers</c>, by BenchmarkDotNet.</summary>
internal static class MicroCommand
{
    private static readonly Dictionary<string, Type> s_benchmarks = new()
    {
        ["call"] = typeof(CallOverhead),
        ["smallest"] = typeof(SmallestLayer),
        ["packing"] = typeof(Packing),
        ["first"] = typeof(FirstCall),
        ["generator"] = typeof(GeneratorFirst),
        ["edits"] = typeof(GeneratorEdits),
    };

    private static readonly Option<string[]> s_only
        = OptionTypes.Names("--only", [.. s_benchmarks.Keys], [.. s_benchmarks.Keys], "Which to run");

    private static readonly Option<string?> s_markdown
        = OptionTypes.File("--markdown", "Writes each table into a Markdown page, between markers");

    public static Command Create()
    {
        var command = new Command("micro", "Measures what a call costs beside the arithmetic, overhead, allocations, packing, the first call; and the source generator.")
        {
            s_only, s_markdown,
        };
        command.SetAction(Run);
        return command;
    }

    private static void Run(ParseResult result)
    {
        string? markdown = result.GetValue(s_markdown);
        ReportFile.Check(markdown);
        foreach (string name in result.GetRequiredValue(s_only))
        {
            Summary summary = BenchmarkRunner.Run(s_benchmarks[name], DefaultConfig.Instance.WithArtifactsPath(Path.Combine(Path.GetTempPath(), "conv3d-bench")));
            if (summary.HasCriticalValidationErrors || summary.Reports.Any(report => !report.Success))
            {
                throw new UserErrorException($"the benchmark '{name}' failed; its output above says why");
            }

            if (markdown is not null)
            {
                ReportFile.Write(markdown, MarkdownPage.Replace(ReportFile.ReadIfPresent(markdown), $"micro, {name}", Table(summary)));
            }
        }
    }

    /// <summary>The summary's table, under the machine that it was taken on.</summary>
    private static string Table(Summary summary)
    {
        var log = new AccumulationLogger();
        MarkdownExporter.GitHub.ExportToLog(summary, log);
        return log.GetLog().Trim().ReplaceLineEndings("\n") + "\n";
    }
}
