using BigGustave;
using Quickstart.Features;
using Quickstart.Nifti;
using Quickstart.Report;
using Quickstart.Tests.Support;

namespace Quickstart.Tests.Report;

public sealed class PictureTests
{
    private static readonly Grid Cube = new(2, 2, 1);

    private static readonly Slice Axial = new(
        Plane.Axial,
        NiftiHeader.Parse(new NiftiBuilder().Build().AsSpan(0, 348)).Orientation,
        new([0, 0, 0], [1, 1, 0]),
        new(1, 1, 1, "mm", Given: true));

    [Fact]
    public void The_image_is_drawn_as_it_is()
    {
        Png png = Decode(Picture.OfImage(Maps(1, 0, 0.25f, 0.5f, 1), Axial));

        Assert.Equal((2, 2), (png.Width, png.Height));
        Assert.Equal("255 128 64 0", string.Join(' ', Pixels(png).Select(p => p.R))); // Right and front first: i and j fall.
    }

    [Fact]
    public void A_channel_is_drawn_up_to_its_brightest()
    {
        Png png = Decode(Picture.OfChannel(Maps(2, 9, 0, 9, 1, 9, 2, 9, 4), 1, Axial));

        Assert.Equal("255 255 128 0", string.Join(' ', Pixels(png).Select(p => p.R))); // White is the 99.5th percentile, here the third of four.
    }

    [Fact]
    public void A_channel_without_anything_is_black() => Assert.All(
        Pixels(Decode(Picture.OfChannel(Maps(1, 0, 0, 0, 0), 0, Axial))),
        pixel => Assert.Equal((0, 0, 0), (pixel.R, pixel.G, pixel.B)));

    [Fact]
    public void The_composite_colours_only_where_an_overlay_speaks()
    {
        // Channel 0 is grey everywhere; channel 1 is strong in one half.
        Png png = Decode(Picture.Composite(Maps(2, 1, 0, 1, 0, 1, 5, 1, 5), 0, [(1, Colour.Amber)], Axial));
        Pixel[] pixels = Pixels(png);

        Assert.All(pixels[..2], pixel => Assert.True(pixel.R > pixel.G && pixel.G > pixel.B));
        // Elsewhere the grey, 0.7 of white, is untouched.
        Assert.All(pixels[2..], pixel => Assert.Equal((178, 178, 178), (pixel.R, pixel.G, pixel.B)));
    }

    private static FeatureMaps Maps(int channels, params float[] values) => new(values, Cube, Margin: 0, channels);

    private static Pixel[] Pixels(Png png) => [.. from y in Enumerable.Range(0, png.Height) from x in Enumerable.Range(0, png.Width) select png.GetPixel(x, y)];

    private static Png Decode(Picture picture)
    {
        const string prefix = "data:image/png;base64,";
        Assert.StartsWith(prefix, picture.DataUri);
        return Png.Open(Convert.FromBase64String(picture.DataUri[prefix.Length..]));
    }
}
