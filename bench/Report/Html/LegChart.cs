using System.Text;
using Conv3DGen.Bench.Legs;
using Conv3DGen.Bench.Measuring;
using static System.FormattableString;

namespace Conv3DGen.Bench.Report.Html;

/// <summary>
/// A leg as a drawing: for each layer a bar for the share of the machine's peak that ours reaches, and a dot for each other contender
/// where its time over ours is, with a line from its lowest to its highest round.
/// </summary>
internal sealed class LegChart
{
    private const int Width = 1080;
    private const int Row = 26;
    private const int Top = 34;
    private const int BarLeft = 280;
    private const int BarWidth = 210;
    private const int DotsLeft = 545;
    private const int DotsWidth = 510;

    private readonly LegTimes _leg;
    private readonly (LayerTimes Layer, ContenderTimes Ours)[] _rows;
    private readonly double _highestShare;
    private readonly LogScale _scale;

    private LegChart(LegTimes leg)
    {
        _leg = leg;
        _rows = [.. leg.Layers.Select(layer => (layer, LegTable.Ours(layer).First()))];
        _highestShare = _rows.Max(row => Math.Max(1, row.Ours.EffectivePeak(row.Layer.MultiplyAdds).Median));
        _scale = LogScale.For(_rows.SelectMany(row => Others(row.Layer, row.Ours).Select(other => row.Ours.Lead(other).Median)), DotsLeft, DotsWidth);
    }

    private int Height => Top + (Row * _rows.Length) + 8;

    /// <summary>The drawing with its legend.</summary>
    public static string Render(LegTimes leg) => leg.Layers.Length == 0 ? "" : new LegChart(leg).Render();

    private string Render()
    {
        var svg = new StringBuilder();
        svg.Append(Invariant($"""<svg viewBox="0 0 {Width} {Height}" role="img" aria-label="Share of peak and ratios for each layer">"""));
        Axes(svg);
        for (int i = 0; i < _rows.Length; i++)
        {
            Layer(svg, _rows[i].Layer, _rows[i].Ours, Top + (Row * i) + (Row / 2));
        }

        svg.Append("</svg>\n");
        return Legend() + svg;
    }

    private void Axes(StringBuilder svg)
    {
        svg.Append(Invariant($"""<text class="head" x="{BarLeft}" y="14">of the machine's peak</text><text class="head" x="{DotsLeft}" y="14">their time over ours (logarithmic)</text>"""));
        double step = _highestShare > 3 ? 2 : _highestShare > 1.5 ? 1 : 0.5;
        for (double share = 0; share <= _highestShare; share += step)
        {
            double x = BarLeft + (BarWidth * share / _highestShare);
            svg.Append(Invariant($"""<line class="grid" x1="{x:0.#}" x2="{x:0.#}" y1="{Top}" y2="{Height}"/><text class="tick" x="{x:0.#}" y="28">{share:0 %}</text>"""));
        }

        foreach (double tick in _scale.Ticks)
        {
            double x = _scale.Place(tick);
            string kind = tick == 1 ? "one" : "grid";
            svg.Append(Invariant($"""<line class="{kind}" x1="{x:0.#}" x2="{x:0.#}" y1="{Top}" y2="{Height}"/><text class="tick" x="{x:0.#}" y="28">{tick:0.#}×</text>"""));
        }
    }

    private void Layer(StringBuilder svg, LayerTimes layer, ContenderTimes ours, int y)
    {
        double share = ours.EffectivePeak(layer.MultiplyAdds).Median;
        string shape = HtmlPage.Escape(layer.Shape);
        svg.Append(Invariant($"""<g><text class="id" x="0" y="{y + 4}">{HtmlPage.Escape(layer.Id)}</text><text class="shape" x="50" y="{y + 4}">{shape}</text>"""));
        svg.Append(Invariant($"""<rect class="ours" x="{BarLeft}" y="{y - 6}" width="{BarWidth * share / _highestShare:0.#}" height="12"><title>{HtmlPage.Escape(ours.Kernel)}: {Figures.Ms(ours.Time.Median)} ms, {Figures.Percent(share)} of peak</title></rect>"""));
        foreach (ContenderTimes other in Others(layer, ours))
        {
            Dot(svg, ours, other, y);
        }

        svg.Append("</g>\n");
    }

    private void Dot(StringBuilder svg, ContenderTimes ours, ContenderTimes other, int y)
    {
        Spread lead = ours.Lead(other);
        string look = Palette.Class(other.Name);
        string words = HtmlPage.Escape($"{Palette.Title(other.Name)} ({other.Kernel}): {Figures.Ratio(lead)} times ours, {Figures.Ms(other.Time.Median)} ms, error {Figures.Error(other.MaxError)}");
        svg.Append(Invariant($"""<g class="{look}"><title>{words}</title><line x1="{_scale.Place(lead.Low):0.#}" x2="{_scale.Place(lead.High):0.#}" y1="{y}" y2="{y}"/><circle cx="{_scale.Place(lead.Median):0.#}" cy="{y}" r="5"/></g>"""));
    }

    private string Legend()
    {
        IEnumerable<string> names = _leg.Layers.SelectMany(layer => layer.Contenders).Select(contender => contender.Name).Distinct();
        return $"<p class=\"legend\">{string.Concat(names.Select(name => $"<span class=\"{Palette.Class(name)}\"><i></i>{HtmlPage.Escape(Palette.Title(name))}</span>"))}</p>\n";
    }

    private static IEnumerable<ContenderTimes> Others(LayerTimes layer, ContenderTimes ours) => layer.Contenders.Where(contender => contender != ours);
}
