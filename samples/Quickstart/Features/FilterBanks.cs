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

    /// <summary>16 to 8 channels, voxel by voxel: the feature maps that a person looks at. Thresholds keep noise out of them.</summary>
    public static FilterBank Mix()
    {
        var bank = new FilterBank(1, 16, "fine edges", "coarse edges", "small bright", "large bright", "small dark", "large dark", "sharpened", "smoothed");
        Sum(0, 1, 8, 9, 10);
        Sum(1, 1, 11, 12, 13);
        Sum(2, 1, 0, 1);
        Sum(3, 1, 2, 3);
        Sum(4, 1, 4, 5);
        Sum(5, 1, 6, 7);
        Sum(6, 1, 14, 1, 2);
        Sum(6, -1, 5, 6); // The image less its Laplacian, which is bright less dark.
        Sum(7, 1, 15);
        for (int edges = 0; edges < 2; edges++)
        {
            bank.SetThreshold(edges, 0.06);
        }

        for (int blobs = 2; blobs < 6; blobs++)
        {
            bank.SetThreshold(blobs, 0.03);
        }

        return bank;

        void Sum(int to, double gain, params ReadOnlySpan<int> from)
        {
            foreach (int channel in from)
            {
                bank.Add(channel, to, Stencils.Identity(1), gain);
            }
        }
    }
}
