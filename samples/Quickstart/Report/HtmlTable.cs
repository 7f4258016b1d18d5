using Quickstart.Measuring;
using static Quickstart.Report.HtmlReport;
using static Quickstart.Report.MeasurementText;

namespace Quickstart.Report;

/// <summary>The page's table of measurements.</summary>
internal static class HtmlTable
{
    public static string Of(ReportContent content)
    {
        LayerMeasurement[] layers = [.. content.Layers.Select(layer => layer.Measurement)];
        LayerMeasurement total = LayerMeasurement.Total(layers);
        double slowest = layers.Max(layer => Math.Max(layer.KernelMs, layer.FallbackMs));
        IEnumerable<string> rows = content.Layers.Select(layer => Row(layer.Layer.Name, layer.Measurement, Bars(layer.Measurement, slowest)));
        return $"""
            <section>
            <h2>The kernels</h2>
            <p>Each layer on the kernel generated for it and on the library's generic fallback: {(content.Rounds == 1 ? "one run each" : $"the median of {content.Rounds} runs each")}, taken in turns. The last column is the largest difference between their results.</p>
            <table>
            <thead><tr><th>layer</th><th>kernel</th><th class="n">10⁹ multiply-adds</th><th class="n"><i class="kernel"></i>kernel ms</th><th class="n"><i class="fallback"></i>fallback ms</th><th></th><th class="n">ratio</th><th class="n">max difference</th></tr></thead>
            <tbody>
            {string.Concat(rows)}</tbody>
            <tfoot>{Row("all", total, "")}</tfoot>
            </table>
            <p class="aside">{Escape(content.Machine)}</p>
            </section>
            """;
    }

    private static string Row(string name, LayerMeasurement m, string bars) =>
        $"<tr><th>{Escape(name)}</th><td>{Escape(m.KernelName)}</td><td class=\"n\">{MultiplyAdds(m)}</td><td class=\"n\">{Ms(m.KernelMs)}</td><td class=\"n\">{Ms(m.FallbackMs)}</td>"
        + $"<td class=\"bars\">{bars}</td><td class=\"n strong\">{Ratio(m)}</td><td class=\"n\">{Difference(m)}</td></tr>\n";

    /// <summary>The two times as lengths, kernel above fallback.</summary>
    private static string Bars(LayerMeasurement m, double slowest) =>
        Invariant($"<i class=\"kernel\" style=\"width:{100 * m.KernelMs / slowest:0.#}%\"></i><i class=\"fallback\" style=\"width:{100 * m.FallbackMs / slowest:0.#}%\"></i>");
}
