using System.Net;
using Quickstart.Nifti;
using static Quickstart.Report.MeasurementText;

namespace Quickstart.Report;

/// <summary>The page: one file that needs nothing else. All text that comes from outside is escaped here or in its parts.</summary>
internal static class HtmlReport
{
    public static string Render(ReportContent content) => $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{Escape(content.FileName)} · Conv3DGen quick start</title>
        <style>
        {Style()}
        </style>
        </head>
        <body>
        <main>
        <header>
        <p class="kicker">Conv3DGen quick start</p>
        <h1>{Escape(content.FileName)}</h1>
        <p class="lede">A 3D image through four convolution layers: smoothing, gradient, blobs, mix. Their weights are formulas, not training; their kernels were written by the source generator at compile time.</p>
        {Facts(content.Volume)}
        </header>
        {HtmlFigures.BeforeAfter(content)}
        {HtmlFigures.FeatureMaps(content.Layers[^1])}
        {HtmlTable.Of(content)}
        {HtmlFigures.Layers(content.Layers)}
        </main>
        </body>
        </html>

        """;

    /// <summary>Text made safe between tags and inside quoted attributes.</summary>
    public static string Escape(string text) => WebUtility.HtmlEncode(text);

    private static string Facts(Volume volume)
    {
        NiftiHeader header = volume.Header;
        var facts = new List<(string Name, string Value)>
        {
            ("Voxels", $"{volume.Grid.I} × {volume.Grid.J} × {volume.Grid.K}"),
            ("Voxel size", header.VoxelSize.ToString().Replace('x', '×')),
            ("Stored as", $"{header.DataType.Name}, {(header.BigEndian ? "big" : "little")}-endian"),
            ("Volume", $"{volume.Number} of {header.Volumes} (counted from 0)"),
            ("Orientation", header.Orientation.Known ? "from the file" : "not given; i, j, k taken as right, forward, up"),
        };
        if (header.Slope != 1 || header.Intercept != 0)
        {
            facts.Add(("Scaling", Invariant($"× {header.Slope:g6} + {header.Intercept:g6}")));
        }

        if (volume.NonFinite > 0)
        {
            facts.Add(("Not a number", $"{volume.NonFinite} voxels, read as 0"));
        }

        return $"<dl class=\"facts\">{string.Concat(facts.Select(fact => $"<div><dt>{fact.Name}</dt><dd>{Escape(fact.Value)}</dd></div>"))}</dl>";
    }

    private static string Style()
    {
        using Stream css = typeof(HtmlReport).Assembly.GetManifestResourceStream("report.css")!;
        return new StreamReader(css).ReadToEnd();
    }
}
