using System.Globalization;

namespace Quickstart.Features;

/// <summary>
/// The weights of the four layers, by formula: classic image analysis written as convolution layers, so that what comes out
/// means something without training.
/// </summary>
internal static class FilterBanks
{
    /// <summary>Widths of the Gaussian scale space, in voxels: eight steps from 0.4 to 1.4, each 1.2 times the last.</summary>
    public static IReadOnlyList<double> Sigmas { get; } = [.. Enumerable.Range(0, 8).Select(s => 0.4 * Math.Pow(3.5, s / 7.0))];

    /// <summary>The first half of the scale space makes the fine features, the second half the coarse ones.</summary>
    private const int Half = 4;

    /// <summary>How much of the edge strength is taken off the blobs: about what the Laplacian makes of an edge.</summary>
    private const double FineEdgeShare = 0.3;

    /// <inheritdoc cref="FineEdgeShare"/>
    private const double CoarseEdgeShare = 0.8;

    private static readonly string[] Axes = ["i", "j", "k"];

    /// <summary>1 to 8 channels: the image at eight scales.</summary>
    public static FilterBank Smooth()
    {
        var bank = new FilterBank(5, 1, [.. Sigmas.Select(s => string.Create(CultureInfo.InvariantCulture, $"σ {s:0.00}"))]);
        for (int scale = 0; scale < Sigmas.Count; scale++)
        {
            bank.Add(0, scale, Stencils.Gaussian(5, Sigmas[scale]));
        }

        return bank;
    }

    /// <summary>
    /// 8 to 16 channels: Sobel's gradient along each axis, fine and coarse, and four scales handed on. The relu keeps only
    /// what is positive, so each gradient takes two channels, one for each sign: rising and falling intensity.
    /// </summary>
    public static FilterBank Gradient()
    {
        string[] edges = [.. from width in new[] { "fine", "coarse" } from axis in Axes from sign in "+−" select $"{width} {sign}{axis}"];
        var bank = new FilterBank(3, 8, [.. edges, .. Enumerable.Range(1, 4).Select(s => $"scale {s}")]);
        for (int edge = 0; edge < edges.Length; edge++)
        {
            (int width, int axis, int sign) = (edge / 6, edge % 6 / 2, edge % 2 == 0 ? 1 : -1);
            for (int scale = width * Half; scale < (width + 1) * Half; scale++)
            {
                bank.Add(scale, edge, Stencils.Sobel(axis), sign / (double)Half);
            }
        }

        for (int scale = 0; scale < 8; scale++)
        {
            bank.Add(scale, edges.Length + (scale / 2), Stencils.Identity(3), 0.5); // Neighbouring scales in pairs.
        }

        return bank;
    }

    /// <summary>
    /// 16 to 16 channels: bright and dark blobs at four scales (the Laplacian of the Gaussians handed on, times sigma^2 so that
    /// scales compare), edge strength along each axis (both signs joined and smoothed), and the image at two scales.
    /// </summary>
    public static FilterBank Blobs()
    {
        string[] names =
        [
            .. Enumerable.Range(1, 4).Select(s => $"bright {s}"),
            .. Enumerable.Range(1, 4).Select(s => $"dark {s}"),
            .. Axes.Select(axis => $"fine |{axis}|"),
            .. Axes.Select(axis => $"coarse |{axis}|"),
            "image, fine",
            "image, coarse",
        ];
        var bank = new FilterBank(3, 16, names);
        for (int scale = 0; scale < 4; scale++)
        {
            double normal = Sigmas[2 * scale] * Sigmas[(2 * scale) + 1];
            bank.Add(12 + scale, scale, Stencils.Laplacian(), -normal);
            bank.Add(12 + scale, 4 + scale, Stencils.Laplacian(), normal);
        }

        for (int edge = 0; edge < 12; edge++)
        {
            bank.Add(edge, 8 + (edge / 2), Stencils.Gaussian(3, 0.7));
        }

        bank.Add(12, 14, Stencils.Identity(3));
        bank.Add(15, 15, Stencils.Identity(3));
        return bank;
    }

    /// <summary>
    /// 16 to 8 channels, voxel by voxel: the feature maps that a person looks at. The Laplacian also answers on either side of
    /// an edge; so blobs are what it finds less the edge strength there. Thresholds keep noise out.
    /// </summary>
    public static FilterBank Mix()
    {
        var bank = new FilterBank(1, 16, "fine edges", "coarse edges", "small bright", "large bright", "small dark", "large dark", "sharpened", "smoothed");
        Sum("fine edges", 1, 8, 9, 10);
        Sum("coarse edges", 1, 11, 12, 13);
        Sum("small bright", 1, 0, 1);
        Sum("large bright", 1, 2, 3);
        Sum("small dark", 1, 4, 5);
        Sum("large dark", 1, 6, 7);
        Sum("sharpened", 1, 14, 1, 2);
        Sum("sharpened", -1, 5, 6); // The image less its Laplacian, which is dark less bright.
        Sum("smoothed", 1, 15);
        foreach (string tone in new[] { "bright", "dark" })
        {
            Sum($"small {tone}", -FineEdgeShare, 8, 9, 10);
            Sum($"large {tone}", -CoarseEdgeShare, 11, 12, 13);
            bank.SetThreshold(bank.Channel($"small {tone}"), 0.02);
            bank.SetThreshold(bank.Channel($"large {tone}"), 0.02);
        }

        bank.SetThreshold(bank.Channel("fine edges"), 0.05);
        bank.SetThreshold(bank.Channel("coarse edges"), 0.05);
        return bank;

        void Sum(string to, double gain, params ReadOnlySpan<int> from)
        {
            foreach (int channel in from)
            {
                bank.Add(channel, bank.Channel(to), Stencils.Identity(1), gain);
            }
        }
    }
}
