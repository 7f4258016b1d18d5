using Conv3DGen.Bench.Contenders;
using Conv3DGen.Bench.Legs;
using Conv3DGen.Bench.Measuring;
using Spectre.Console;

namespace Conv3DGen.Bench.Report;

/// <summary>A leg as a table: a row for each layer and algorithm of ours, a column for each that it is measured against.</summary>
internal static class ConsoleReport
{
    public static void Write(IAnsiConsole console, LegTimes leg)
    {
        string[] rivals = [.. Rivals(leg)];
        Table table = new Table().Border(TableBorder.Simple);
        table.AddColumn("layer").AddColumn("shape").AddColumn("kernel");
        foreach (string heading in (string[])["ms", "of peak", "error", .. rivals])
        {
            table.AddColumn(new TableColumn(heading).RightAligned());
        }

        foreach (LayerTimes layer in leg.Layers)
        {
            foreach (ContenderTimes ours in Ours(layer))
            {
                table.AddRow([.. Row(layer, ours, rivals).Select(Markup.Escape)]);
            }
        }

        console.WriteLine($"{leg.Machine}; {leg.Isa}, {Figures.Threads(leg.Threads)}, {leg.Rounds} rounds; peak {Peak(leg)} GFLOP/s");
        console.Write(table);
        console.WriteLine("ms: median. of peak: multiply-adds with an input, over the peak measured beside each sample. error: largest difference to float64, over the largest value.");
        console.WriteLine("Under a name: its time over ours, round by round; median (lowest-highest). Above 1, ours is faster.");
        foreach (string note in leg.Notes)
        {
            console.WriteLine(note);
        }
    }

    private static IEnumerable<string> Row(LayerTimes layer, ContenderTimes ours, string[] rivals) =>
    [
        layer.Id,
        layer.Shape,
        $"{ours.Name}: {ours.Kernel}",
        Figures.Ms(ours.Time.Median),
        Figures.Percent(ours.EffectivePeak(layer.MultiplyAdds).Median),
        Figures.Error(ours.MaxError),
        .. rivals.Select(rival => layer.Find(rival) is { } its && its != ours ? Figures.Ratio(ours.Lead(its)) : ""),
    ];

    private static IEnumerable<ContenderTimes> Ours(LayerTimes layer) => layer.Contenders.Where(contender => ContenderNames.Algorithms.Contains(contender.Name));

    /// <summary>Everyone who ran, but the algorithm that chooses: it is one of the others.</summary>
    private static IEnumerable<string> Rivals(LegTimes leg)
        => leg.Layers.SelectMany(layer => layer.Contenders).Select(contender => contender.Name).Where(name => name != ContenderNames.Auto).Distinct();

    /// <summary>The median of all samples, in 10^9 floating-point operations a second.</summary>
    private static string Peak(LegTimes leg)
    {
        var peak = Spread.Of(leg.Layers.SelectMany(layer => layer.Contenders).SelectMany(contender => contender.Peaks));
        return FormattableString.Invariant($"{peak.Median * 2e-9:0} ({peak.Low * 2e-9:0}-{peak.High * 2e-9:0})");
    }
}
