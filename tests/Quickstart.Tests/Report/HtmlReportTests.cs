using System.Net;
using System.Text.RegularExpressions;
using Quickstart.Features;
using Quickstart.Nifti;
using Quickstart.Report;
using Quickstart.Tests.Support;

namespace Quickstart.Tests.Report;

public sealed class HtmlReportTests
{
    [Fact]
    public void Needs_no_other_file()
    {
        string page = Render();

        Assert.DoesNotMatch("(?i)https?:|//[a-z]|@import|url\\(|<script|<link|<iframe", page);
        Assert.All(Regex.Matches(page, "src=\"([^\"]*)\"").Select(match => match.Groups[1].Value), source => Assert.StartsWith("data:image/png;base64,", source));
    }

    [Fact]
    public void Shows_three_planes_before_and_after()
    {
        string[] alternatives = [.. Regex.Matches(Render(), "alt=\"([^\"]*slice, (?:before|after))\"").Select(match => match.Groups[1].Value)];

        Assert.Equal(
            [
                "axial slice, before", "axial slice, after",
                "coronal slice, before", "coronal slice, after",
                "sagittal slice, before", "sagittal slice, after",
            ],
            alternatives);
    }

    [Fact]
    public void Shows_every_channel_once()
    {
        string page = Render();

        Assert.All(FeatureStack.Layers.SelectMany(layer => layer.Bank.ChannelNames), name =>
            Assert.Single(Regex.Matches(page, $"<figcaption>{Regex.Escape(HtmlReport.Escape(name))}</figcaption>")));
    }

    [Fact]
    public void Tells_the_measurements_and_the_facts()
    {
        string page = WebUtility.HtmlDecode(Render());

        Assert.All(
            ["Kernel 1 (AVX-512, direct 14x1)", "12.5", "50.0", "4.0×", "1.5e-7", "3 × 4 × 5", "2 × 3 × 4 mm", "int16, little-endian", "Test Machine"],
            text => Assert.Contains(text, page));
        Assert.All(FeatureStack.Layers, layer => Assert.Contains(layer.Explanation, page));
    }

    [Fact]
    public void Is_drawn_in_the_voxels_proportions()
    {
        // 3 x 4 x 5 voxels of 2 x 3 x 4 mm: axial 6 by 12, coronal 6 by 20, sagittal 12 by 20.
        Assert.All(["aspect-ratio:6/12", "aspect-ratio:6/20", "aspect-ratio:12/20"], aspect => Assert.Contains(aspect, Render()));
    }

    [Theory]
    [InlineData("<script>alert(1)</script>.nii", "&lt;script&gt;alert(1)&lt;/script&gt;.nii")]
    [InlineData("a&b\"c'.nii", "a&amp;b&quot;c&#39;.nii")]
    public void Escapes_the_file_name(string name, string escaped)
    {
        string page = Render(name);

        Assert.Contains($"<h1>{escaped}</h1>", page);
        Assert.DoesNotContain(name, page);
    }

    [Fact]
    public void Says_when_voxels_were_not_numbers()
    {
        Assert.DoesNotContain("Not a number", Render());
        Assert.Contains("17 voxels, read as 0", Render(nonFinite: 17));
    }

    [Fact]
    public void Every_element_that_is_opened_is_closed()
    {
        var open = new Stack<string>();
        foreach (Match tag in Regex.Matches(Render(), "<(/?)([a-z][a-z0-9]*)[^>]*>"))
        {
            string name = tag.Groups[2].Value;
            if (tag.Groups[1].Length > 0)
            {
                Assert.Equal(open.Pop(), name);
            }
            else if (name is not ("meta" or "img"))
            {
                open.Push(name);
            }
        }

        Assert.Empty(open);
    }

    private static string Render(string fileName = "head.nii", long nonFinite = 0)
    {
        byte[] bytes = new NiftiBuilder { PixDim = [1, 2, 3, 4, 0, 0, 0, 0] }.Build();
        NiftiHeader header = NiftiHeader.Parse(bytes.AsSpan(0, 348));
        var volume = new Volume { Grid = header.Grid, Voxels = new float[60], Header = header, Number = 0, NonFinite = nonFinite };
        var maps = new FeatureMaps(new float[60 * 16], header.Grid, Margin: 0, Channels: 16);
        Slice[] slices = [.. Plane.All.Select(plane => new Slice(plane, header.Orientation, new([0, 0, 0], [2, 3, 4]), header.VoxelSize))];
        return HtmlReport.Render(new()
        {
            FileName = fileName,
            Volume = volume,
            Slices = [.. slices.Select(slice => new BeforeAfter(Picture.OfImage(maps, slice), Picture.OfImage(maps, slice)))],
            Backdrop = "sharpened",
            Legend = [("edges", Colour.Amber)],
            Layers =
            [
                .. FeatureStack.Layers.Select((layer, n) => new LayerReport(
                    layer,
                    new($"Kernel {n} (AVX-512, direct 14x1)", 12.5, 50, 1.5e-7, 1_000_000_000),
                    [.. layer.Bank.ChannelNames.Select((_, channel) => Picture.OfChannel(maps, channel, slices[0]))])),
            ],
            Rounds = 7,
            Machine = "Test Machine",
        });
    }
}
