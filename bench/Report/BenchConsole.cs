using Spectre.Console;

namespace Conv3DGen.Bench.Report;

/// <summary>Colours on a terminal; plain lines, wide enough for the table, in a file or a pipe.</summary>
internal static class BenchConsole
{
    private const int PipeWidth = 250;

    public static IAnsiConsole Create(TextWriter output)
    {
        var target = new AnsiConsoleOutput(output);
        IAnsiConsole console = AnsiConsole.Create(new()
        {
            Out = target,
            Ansi = target.IsTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = target.IsTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
        });
        console.Profile.Width = target.IsTerminal ? console.Profile.Width : PipeWidth;
        return console;
    }
}
