using Conv3DGen.Bench.Contenders;
using Conv3DGen.Bench.Legs;
using Conv3DGen.Bench.Measuring;

namespace Conv3DGen.Bench.Report;

/// <summary>
/// A leg in words, the same on every kind of paper: a row for each layer and algorithm of ours, a column for each contender that it is
/// compared with.
/// </summary>
/// <param name="Title">"avx512, 1 thread".</param>
/// <param name="Conditions">Where and how the times were taken.</param>
/// <param name="Headings">Of the columns; the first <see cref="TextColumns"/> hold text, the others figures.</param>
/// <param name="Rows">A cell for each heading; empty where there is nothing to compare.</param>
/// <param name="Notes">How to read it, and who was treated how.</param>
internal sealed record LegTable(string Title, string Conditions, string[] Headings, string[][] Rows, string[] Notes)
{
    /// <summary>layer, shape, algorithm and kernel.</summary>
    public const int TextColumns = 4;

    private const string Reading
        = "ms: median of the rounds. Of peak: multiply-adds with an input (none in the padding) over the peak measured beside each sample; Winograd, which saves multiplications, may exceed 100 %. "
        + "Error: the largest difference to a float64 result, over its largest value. "
        + "Under a contender: its time over ours, round by round, median (lowest-highest); above 1, ours is faster.";

    public static LegTable Of(LegTimes leg)
    {
        string[] rivals = [.. Rivals(leg)];
        return new(
            $"{leg.Isa}, {Figures.Threads(leg.Threads)}",
            $"{leg.Machine}; {leg.Rounds} rounds; peak {Peak(leg)} GFLOP/s",
            ["layer", "shape", "algorithm", "kernel", "ms", "of peak", "error", .. rivals],
            [.. from layer in leg.Layers from ours in Ours(layer) select Row(layer, ours, rivals)],
            [Reading, .. leg.Notes]);
    }

    /// <summary>The algorithms of ours that ran on a layer.</summary>
    public static IEnumerable<ContenderTimes> Ours(LayerTimes layer)
        => layer.Contenders.Where(contender => ContenderNames.Algorithms.Contains(contender.Name));

    /// <summary>Everyone who ran, but the algorithm that chooses: it is one of the others.</summary>
    public static IEnumerable<string> Rivals(LegTimes leg)
        => leg.Layers.SelectMany(layer => layer.Contenders).Select(contender => contender.Name).Where(name => name != ContenderNames.Auto).Distinct();

    private static string[] Row(LayerTimes layer, ContenderTimes ours, string[] rivals) =>
    [
        layer.Id,
        layer.Shape,
        ours.Name,
        ours.Kernel,
        Figures.Ms(ours.Time.Median),
        Figures.Percent(ours.EffectivePeak(layer.MultiplyAdds).Median),
        Figures.Error(ours.MaxError),
        .. rivals.Select(rival => layer.Find(rival) is { } its && its != ours ? Figures.Ratio(ours.Lead(its)) : ""),
    ];

    /// <summary>Of all samples, in 10^9 floating-point operations a second; a multiply-add is two.</summary>
    private static string Peak(LegTimes leg)
    {
        var peak = Spread.Of(leg.Layers.SelectMany(layer => layer.Contenders).SelectMany(contender => contender.Peaks));
        return FormattableString.Invariant($"{peak.Median * 2e-9:0} ({peak.Low * 2e-9:0}-{peak.High * 2e-9:0})");
    }
}
