using System.CommandLine;

namespace Conv3DGen.Bench.CommandLine;

/// <summary>The commands, and how the program answers when it cannot do what is asked for.</summary>
internal static class BenchProgram
{
    /// <summary>The program. A user's mistake gives exit code 1 and one line on <paramref name="error"/>.</summary>
    public static int Run(string[] args, TextWriter output, TextWriter error)
    {
        try
        {
            var root = new RootCommand("Measures Conv3DGen: whole layers side by side with other libraries, what a call costs beside the arithmetic, and rounding errors.")
            {
                LayersCommand.Create(output),
                MicroCommand.Create(),
                AccuracyCommand.Create(output),
                LegCommand.Create(),
            };
            ParseResult result = root.Parse(args);
            return result.Errors is [var first, ..]
                ? throw new UserErrorException($"{first.Message} (--help lists the options)")
                : result.Invoke(new() { Output = output, Error = error, EnableDefaultExceptionHandler = false });
        }
        catch (UserErrorException e)
        {
            error.WriteLine("error: " + string.Concat(e.Message.Select(c => char.IsControl(c) ? '?' : c)));
            return 1;
        }
    }
}
