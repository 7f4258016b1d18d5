using Conv3DGen.Bench.Contenders;
using Conv3DGen.Bench.Layers;
using Conv3DGen.Bench.Measuring;
using Conv3DGen.Bench.Report;
using Spectre.Console;

namespace Conv3DGen.Bench.Legs;

/// <summary>Measures in this process.</summary>
internal static class Leg
{
    /// <summary>Runs a leg, with a progress display.</summary>
    /// <exception cref="UserErrorException">This process does not run the leg's instruction set.</exception>
    public static LegTimes Run(LegOptions options, IAnsiConsole console)
    {
        if (Isas.Now != options.Isa)
        {
            throw new UserErrorException($"--isa is {options.Isa}, but this process runs {Isas.Now}");
        }

        var measuring = new LayerMeasuring(options.Contenders, options.Rounds, options.Threads);
        var times = new List<LayerTimes>();
        console.Progress().Start(progress =>
        {
            ProgressTask task = progress.AddTask($"{options.Isa}, {Figures.Threads(options.Threads)}", maxValue: options.Layers.Length * options.Rounds);
            measuring.WarmUp();
            foreach (BenchLayer layer in LayerTable.All.Where(layer => options.Layers.Contains(layer.Id)))
            {
                times.Add(measuring.Measure(layer, () => task.Increment(1)));
            }
        });
        return new(MachineFacts.Describe(), options.Isa, options.Threads, options.Rounds, [.. Terms(options), .. measuring.Refusals], [.. times]);
    }

    private static IEnumerable<string> Terms(LegOptions options) =>
        from peer in Peer.All
        where options.Contenders.Contains(peer.Name)
        select $"{peer.Name}: {peer.Terms() ?? "not installed (bench/peers/install.sh), left out"}.";
}
