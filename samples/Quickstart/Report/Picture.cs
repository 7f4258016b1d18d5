using BigGustave;
using Quickstart.Features;

namespace Quickstart.Report;

/// <summary>A drawn slice: a PNG inside a data URI, so that the page needs no other file.</summary>
/// <param name="DataUri">The image.</param>
/// <param name="Slice">What it shows.</param>
internal sealed record Picture(string DataUri, Slice Slice)
{
    /// <summary>One channel in grey, from 0 to its 99.5th percentile on this slice; blank where it has nothing to show.</summary>
    public static Picture OfChannel(FeatureMaps maps, int channel, Slice slice)
    {
        double white = White(maps, channel, slice);
        return Draw(slice, (i, j, k) => Colour.Grey(maps[channel, i, j, k] / white));
    }

    /// <summary>One channel in grey, 0 to 1: the volume itself.</summary>
    public static Picture OfImage(FeatureMaps image, Slice slice) => Draw(slice, (i, j, k) => Colour.Grey(image[0, i, j, k]));

    /// <summary>A grey channel with others laid over it in colours.</summary>
    public static Picture Composite(FeatureMaps maps, int grey, IReadOnlyList<(int Channel, Colour Colour)> overlays, Slice slice)
    {
        double greyWhite = White(maps, grey, slice);
        double[] whites = [.. overlays.Select(overlay => White(maps, overlay.Channel, slice))];
        return Draw(slice, (i, j, k) =>
        {
            Colour pixel = Colour.Grey(0.7 * maps[grey, i, j, k] / greyWhite);
            for (int n = 0; n < overlays.Count; n++)
            {
                double strength = Math.Clamp(maps[overlays[n].Channel, i, j, k] / whites[n], 0, 1);
                pixel = (pixel * (1 - (0.6 * strength))) + (overlays[n].Colour * strength);
            }

            return pixel;
        });
    }

    /// <summary>The value drawn as white. Never 0: an empty channel stays black.</summary>
    private static double White(FeatureMaps maps, int channel, Slice slice)
    {
        var values = new List<float>(slice.Width * slice.Height);
        for (int y = 0; y < slice.Height; y++)
        {
            for (int x = 0; x < slice.Width; x++)
            {
                (int i, int j, int k) = slice.Voxel(x, y);
                values.Add(maps[channel, i, j, k]);
            }
        }

        values.Sort();
        return Math.Max(values[(int)(0.995 * (values.Count - 1))], 1e-6);
    }

    private static Picture Draw(Slice slice, Func<int, int, int, Colour> colourOf)
    {
        PngBuilder png = PngBuilder.Create(slice.Width, slice.Height, hasAlphaChannel: false);
        for (int y = 0; y < slice.Height; y++)
        {
            for (int x = 0; x < slice.Width; x++)
            {
                (int i, int j, int k) = slice.Voxel(x, y);
                Colour colour = colourOf(i, j, k);
                png.SetPixel(Colour.Byte(colour.Red), Colour.Byte(colour.Green), Colour.Byte(colour.Blue), x, y);
            }
        }

        using var bytes = new MemoryStream();
        png.Save(bytes);
        return new("data:image/png;base64," + Convert.ToBase64String(bytes.ToArray()), slice);
    }
}
