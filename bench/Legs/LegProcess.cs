using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Conv3DGen.Bench.CommandLine;

namespace Conv3DGen.Bench.Legs;

/// <summary>Runs a leg in a process of its own: instruction sets and thread counts of other libraries are decided at its start.</summary>
internal static class LegProcess
{
    /// <summary>Runs a leg; its progress appears on the console that both share.</summary>
    /// <exception cref="UserErrorException">It did not end well; it has said why.</exception>
    public static LegTimes Run(LegOptions options)
    {
        string file = Path.GetTempFileName();
        try
        {
            using Process process = Process.Start(StartInfo(options, file))!;
            process.WaitForExit();
            if (process.ExitCode != 0)
            {
                throw new UserErrorException($"the leg {options.Isa}, {options.Threads} threads, ended with code {process.ExitCode}");
            }

            using FileStream stream = File.OpenRead(file);
            return JsonSerializer.Deserialize(stream, LegJson.Default.LegTimes)!;
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static ProcessStartInfo StartInfo(LegOptions options, string file)
    {
        string program = typeof(LegProcess).Assembly.Location;
        string host = Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";
        var start = new ProcessStartInfo(host, [program, LegCommand.Name, file, JsonSerializer.Serialize(options, LegJson.Default.LegOptions)]);
        foreach ((string name, string value) in Isas.Environment(options.Isa))
        {
            start.Environment[name] = value;
        }

        start.Environment["OMP_NUM_THREADS"] = options.Threads.ToString(CultureInfo.InvariantCulture);
        return start;
    }
}
