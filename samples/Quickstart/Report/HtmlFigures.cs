using static Quickstart.Report.HtmlReport;
using static Quickstart.Report.MeasurementText;

namespace Quickstart.Report;

/// <summary>The page's pictures. They are scaled by the voxel size, so that a head has a head's proportions.</summary>
internal static class HtmlFigures
{
    /// <summary>The widest that one of two pictures side by side may be, in CSS pixels.</summary>
    private const double ColumnWidth = 500;

    /// <summary>The tallest that the three planes may be together.</summary>
    private const double ColumnHeight = 1100;

    public static string BeforeAfter(ReportContent content)
    {
        Slice[] slices = [.. content.Slices.Select(pair => pair.Before.Slice)];
        double scale = Math.Min(ColumnWidth / slices.Max(slice => slice.Across), ColumnHeight / slices.Sum(slice => slice.Up));
        string legend = string.Join(", ", content.Legend.Select(entry => $"<span class=\"key\"><i style=\"background:{entry.Colour.Css}\"></i>{Escape(entry.Name)}</span>"));
        return $"""
            <section>
            <h2>Before and after</h2>
            <p>Three planes through the middle, drawn to scale{(slices[0].Letters.Count > 0 ? "; the letters name the patient's sides" : "")}. After: {legend}, over the {Escape(content.Backdrop)} image.</p>
            <div class="pairs">
            <h3>Before</h3><h3>After</h3>
            {string.Concat(content.Slices.Select(pair => Plate(pair.Before, "before", scale) + Plate(pair.After, "after", scale)))}
            </div>
            </section>
            """;
    }

    /// <summary>The last layer's channels, large enough to be looked at.</summary>
    public static string FeatureMaps(LayerReport last) => $"""
        <section>
        <h2>The feature maps</h2>
        <p>The last layer's {last.Channels.Count} channels on the axial plane, each drawn from 0 (black) to its own brightest.</p>
        {Thumbnails(last, "maps")}
        </section>
        """;

    /// <summary>Every layer in a sentence, with its channels.</summary>
    public static string Layers(IReadOnlyList<LayerReport> layers) => $"""
        <section>
        <h2>Layer by layer</h2>
        {string.Concat(layers.Select((layer, n) => $"""
            <article>
            <h3>{n + 1}. {Escape(layer.Layer.Name)} <small>{Escape(layer.Layer.Shape)} channels, {Escape(layer.Layer.Activation.Name)}</small></h3>
            <p>{Escape(layer.Layer.Explanation)}</p>
            {(n < layers.Count - 1 ? Thumbnails(layer, "strip") : "<p class=\"aside\">Its channels are the feature maps above.</p>")}
            </article>

            """))}
        </section>
        """;

    private static string Plate(Picture picture, string when, double scale)
    {
        Slice slice = picture.Slice;
        string letters = string.Concat(slice.Letters.Zip(["left", "right", "top", "bottom"], (letter, side) => $"<b class=\"{side}\">{letter}</b>"));
        return $"""
            <figure class="plate">
            <div class="frame" style="width:{Invariant($"{slice.Across * scale:0.#}")}px"><img src="{picture.DataUri}" alt="{slice.Plane.Name} slice, {when}" style="aspect-ratio:{Aspect(slice)}">{letters}</div>
            <figcaption>{slice.Plane.Name} <span>{slice.Place}</span></figcaption>
            </figure>

            """;
    }

    private static string Thumbnails(LayerReport layer, string style)
    {
        IEnumerable<string> figures = layer.Channels.Zip(layer.Layer.Bank.ChannelNames, (picture, name) =>
            $"<figure><img src=\"{picture.DataUri}\" alt=\"{Escape(name)}\" style=\"aspect-ratio:{Aspect(picture.Slice)}\"><figcaption>{Escape(name)}</figcaption></figure>\n");
        return $"<div class=\"{style}\">\n{string.Concat(figures)}</div>";
    }

    private static string Aspect(Slice slice) => Invariant($"{slice.Across:0.###}/{slice.Up:0.###}");
}
