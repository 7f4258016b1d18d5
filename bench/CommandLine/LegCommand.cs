using System.CommandLine;
using System.Text.Json;
using Conv3DGen.Bench.Legs;
using Spectre.Console;

namespace Conv3DGen.Bench.CommandLine;

/// <summary>The command that <see cref="LegProcess"/> starts: not for people.</summary>
internal static class LegCommand
{
    public const string Name = "leg";

    public static Command Create()
    {
        var file = new Argument<string>("file");
        var options = new Argument<string>("options");
        var command = new Command(Name) { file, options };
        command.Hidden = true;
        command.SetAction(result =>
        {
            LegOptions leg = JsonSerializer.Deserialize(result.GetRequiredValue(options), LegJson.Default.LegOptions)!;
            LegTimes times = Leg.Run(leg, AnsiConsole.Console);
            using FileStream stream = File.Create(result.GetRequiredValue(file));
            JsonSerializer.Serialize(stream, times, LegJson.Default.LegTimes);
        });
        return command;
    }
}
