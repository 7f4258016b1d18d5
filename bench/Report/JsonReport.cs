using System.Text.Json;
using System.Text.Json.Serialization;
using Conv3DGen.Bench.Contenders;
using Conv3DGen.Bench.Legs;
using Conv3DGen.Bench.Measuring;

namespace Conv3DGen.Bench.Report;

/// <summary>One algorithm of ours on one layer, for programs.</summary>
/// <param name="Layer">The layer's name.</param>
/// <param name="DataFormat">"channels_last" or "channels_first".</param>
/// <param name="Isa">The instruction set of ours.</param>
/// <param name="Threads">Threads of each contender.</param>
/// <param name="Algorithm">"auto", "direct" or "winograd".</param>
/// <param name="Kernel">The kernel that ran.</param>
/// <param name="Ms">Median milliseconds a call.</param>
/// <param name="EffectivePeak">Multiply-adds with an input, over time and measured peak; median.</param>
/// <param name="MaxError">The largest difference to float64, over the largest value.</param>
/// <param name="Ratios">
/// Their time over ours, median of the rounds; null for who did not run. "onednn" is the faster of "onednnPlain" (the layer's axis
/// order) and "onednnOwn" (the order that oneDNN prefers, bringing tensors into it not counted).
/// </param>
/// <param name="Ranges">The lowest and the highest round of each ratio.</param>
internal sealed record JsonRow(
    string Layer,
    string DataFormat,
    string Isa,
    int Threads,
    string Algorithm,
    string Kernel,
    double Ms,
    double EffectivePeak,
    double MaxError,
    Dictionary<string, double?> Ratios,
    Dictionary<string, double[]?> Ranges);

/// <summary>The results as a JSON array.</summary>
internal static class JsonReport
{
    /// <summary>The names of the ratios and whose time each takes; of several the fastest.</summary>
    private static readonly (string Name, string[] Contenders)[] s_ratios =
    [
        ("direct", [ContenderNames.Direct]),
        ("fallback", [ContenderNames.Fallback]),
        ("onnxruntime", [ContenderNames.OnnxRuntime]),
        ("onednn", [ContenderNames.OneDnn, ContenderNames.OneDnnOwn]),
        ("onednnPlain", [ContenderNames.OneDnn]),
        ("onednnOwn", [ContenderNames.OneDnnOwn]),
    ];

    public static string Render(IEnumerable<LegTimes> legs) => JsonSerializer.Serialize([.. legs.SelectMany(Rows)], JsonRowContext.Default.JsonRowArray);

    private static IEnumerable<JsonRow> Rows(LegTimes leg) =>
        from layer in leg.Layers
        from ours in layer.Contenders
        where ContenderNames.Algorithms.Contains(ours.Name)
        select Row(leg, layer, ours);

    private static JsonRow Row(LegTimes leg, LayerTimes layer, ContenderTimes ours)
    {
        Dictionary<string, Spread?> leads = s_ratios.ToDictionary(
            ratio => ratio.Name,
            ratio => layer.Fastest(ratio.Contenders) is { } its ? ours.Lead(its) : (Spread?)null);
        return new(
            layer.Layer,
            layer.DataFormat,
            leg.Isa,
            leg.Threads,
            ours.Name,
            ours.Kernel,
            ours.Time.Median,
            ours.EffectivePeak(layer.MultiplyAdds).Median,
            ours.MaxError,
            leads.ToDictionary(lead => lead.Key, lead => lead.Value?.Median),
            leads.ToDictionary(lead => lead.Key, lead => lead.Value is { } spread ? new[] { spread.Low, spread.High } : null));
    }
}

/// <summary>How the rows are written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(JsonRow[]))]
internal sealed partial class JsonRowContext : JsonSerializerContext;
