using System.CommandLine;
using System.Globalization;

namespace Quickstart;

/// <summary>The options of one run.</summary>
/// <param name="Input">The volume to read.</param>
/// <param name="Output">Where the report goes.</param>
/// <param name="Rounds">Timed runs of every layer.</param>
/// <param name="Volume">Which volume of a file with several, from 0.</param>
internal sealed record QuickstartOptions(string Input, string Output, int Rounds, int Volume);

/// <summary>The command line: what is asked for, and how the program answers when it cannot do it.</summary>
internal static class CommandLine
{
    /// <summary>The program. A user's mistake gives exit code 1 and one line on <paramref name="error"/>.</summary>
    public static int Run(string[] args, TextWriter output, TextWriter error)
    {
        try
        {
            return Parse(args, options => QuickstartRun.Run(options, output), output, error);
        }
        catch (UserErrorException e)
        {
            // A file name may hold anything, a line break included; the complaint stays one line.
            error.WriteLine("error: " + string.Concat(e.Message.Select(c => char.IsControl(c) ? '?' : c)));
            return 1;
        }
    }

    private static int Parse(string[] args, Action<QuickstartOptions> run, TextWriter output, TextWriter error)
    {
        var input = new Option<string?>("--input", "-i") { Description = "A NIfTI-1 volume, .nii or .nii.gz [default: a bundled head]", HelpName = "FILE" };
        var report = new Option<string>("--output", "-o")
        {
            Description = "Where to write the report",
            HelpName = "FILE",
            DefaultValueFactory = _ => "quickstart-report.html",
        };
        Option<int> rounds = WholeNumber("--rounds", 1, 1000, 15, "Timed runs of each layer; the table shows their median");
        Option<int> volume = WholeNumber("--volume", 0, int.MaxValue, 0, "Which volume of a file that holds several, from 0");
        var command = new RootCommand("Reads a 3D image, runs four specialised Conv3D layers on it, and writes a report with pictures and times.")
        {
            input, report, rounds, volume,
        };
        command.SetAction(result => run(new(
            result.GetValue(input) ?? Path.Combine(AppContext.BaseDirectory, "data", "example4d.nii.gz"),
            result.GetRequiredValue(report),
            result.GetRequiredValue(rounds),
            result.GetRequiredValue(volume))));

        ParseResult result = command.Parse(args);
        return result.Errors is [var first, ..]
            ? throw new UserErrorException($"{first.Message} (--help lists the options)")
            : result.Invoke(new() { Output = output, Error = error, EnableDefaultExceptionHandler = false });
    }

    private static Option<int> WholeNumber(string name, int least, int most, int standard, string description) => new(name)
    {
        Description = description,
        HelpName = "N",
        DefaultValueFactory = _ => standard,
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) && value >= least && value <= most)
            {
                return value;
            }

            string range = most == int.MaxValue ? $"at least {least}" : $"from {least} to {most}";
            result.AddError($"{name} is '{text}'; expected a whole number {range}");
            return standard;
        },
    };
}
