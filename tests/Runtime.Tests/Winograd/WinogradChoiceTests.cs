using Conv3DGen.Winograd;

namespace Conv3DGen.Runtime.Tests.Winograd;

/// <summary>What Auto decides, as a table; and what the decision may depend on.</summary>
public class WinogradChoiceTests
{
    private const long Unlimited = long.MaxValue;

    [Theory]
    [InlineData("64->64 3,3,3 on 16,56,56", "F(4,4,4)")]
    [InlineData("64->128 3,3,3 on 8,56,56", "F(4,4,4)")]
    [InlineData("128->256 3,3,3 on 8,28,28", "F(4,4,4)")]
    [InlineData("256->512 3,3,3 on 4,14,14", "F(4,4,4)")]
    [InlineData("512->512 3,3,3 on 2,7,7", "F(2',2,4)")]
    [InlineData("16->16 3,3,3 on 48,48,48", "F(4,4,4)")]
    [InlineData("16->16 3,3,3 on 8,8,8", "F(4,4,4)")]
    [InlineData("128->128 3,3,3 on 4,8,8", "F(2,4,4)")]
    [InlineData("256->256 3,3,3 on 4,4,4", "F(2,2,2)")]
    [InlineData("256->256 3,3,3 on 2,4,4", "direct")]
    [InlineData("8->32 3,3,3 on 16,64,64", "F(2,4,4)")] // too few channels for the accuracy of F(4,4,4)
    [InlineData("3->64 3,3,3 on 16,112,112", "F(1,1,4)")]
    [InlineData("4->64 3,3,3 on 16,64,64", "F(1,1,4)")]
    [InlineData("3->16 3,3,3 on 16,112,112", "F(1,1,4)")]
    [InlineData("2->64 3,3,3 on 16,64,64", "F(1,1,4)")]
    [InlineData("2->64 3,3,3 on 16,64,64 dilation 2", "F(4,1,1)")] // taps that rows do not take
    [InlineData("2->8 3,3,3 on 16,64,64", "direct")] // lanes are pixels: half a vector of filters needs none of its own
    [InlineData("64->4 3,3,3 on 16,64,64", "direct")]
    [InlineData("1->32 3,3,3 on 48,48,48", "F(1,1,4)")]
    [InlineData("1->32 3,3,3 on 16,28,28", "direct")] // what a tile saves of nine taps, transforms and the row's last tiles take
    [InlineData("512->512 3,3,3 on 1,1,1", "direct")]
    [InlineData("64->64 1,3,3 on 16,28,28", "F(1,4,4)")]
    [InlineData("64->64 3,3,1 on 16,28,28", "F(4,4,1)")]
    [InlineData("64->64 3,1,3 on 16,28,28", "F(4,1,4)")]
    [InlineData("64->64 3,1,1 on 16,28,28", "F(4,1,1)")]
    [InlineData("64->64 1,3,1 on 16,28,28", "F(1,4,1)")]
    [InlineData("64->64 1,1,3 on 16,28,28", "F(1,1,4)")]
    [InlineData("16->16 5,5,5 on 32,32,32", "F(2,2,2)")]
    [InlineData("64->64 5,5,5 on 8,8,8", "F(2,2,2)")]
    [InlineData("128->128 5,5,5 on 12,12,12 valid", "F(2,2,2)")]
    [InlineData("64->64 5,5,5 on 16,16,16 dilation 2", "F(2,2,2)")]
    [InlineData("16->16 5,5,5 on 4,4,4", "F(2,2,2)")]
    [InlineData("32->32 5,5,5 on 3,3,3", "direct")]
    [InlineData("64->64 5,5,5 on 1,14,14", "direct")] // so short sums are more accurate
    [InlineData("64->64 5,5,5 on 14,14,2", "direct")]
    [InlineData("64->64 5,5,5 on 2,14,14", "F(2',2,2)")]
    [InlineData("8->64 5,5,5 on 16,16,16", "F(2,2,2)")]
    [InlineData("7->64 5,5,5 on 16,16,16", "direct")]
    [InlineData("64->64 1,5,5 on 8,28,28", "F(1,2,2)")]
    [InlineData("64->64 5,1,5 on 14,8,14", "F(2,1,2)")]
    [InlineData("8->8 1,5,5 on 4,28,28", "direct")]
    [InlineData("64->64 5,1,1 on 16,28,28", "F(2,1,1)")]
    [InlineData("64->64 1,1,5 on 8,14,28", "F(1,1,2)")]
    [InlineData("16->16 5,1,1 on 16,14,14", "direct")]
    [InlineData("64->64 3,5,5 on 8,14,14", "F(4,2,2)")]
    [InlineData("8->16 3,5,5 on 16,28,28", "F(4,1,1)")]
    [InlineData("64->64 5,3,3 on 8,14,14", "F(2,4,4)")]
    [InlineData("64->64 3,3,5 on 8,14,14", "F(4,4,2)")]
    [InlineData("64->64 5,3,5 on 8,14,14", "F(2,4,2)")]
    [InlineData("8->16 5,3,3 on 16,28,28", "F(2,2,4)")]
    [InlineData("3->16 5,3,3 on 16,28,28", "F(1,1,4)")]
    public void AutoTakesTheFastest(string layer, string expected)
    {
        ConvGeometry geometry = Parse(layer);
        Assert.Equal(expected, Text(geometry, WinogradChoice.Choose(geometry, Algorithm.Auto, Unlimited)));
    }

    /// <summary>Where not every axis has one tap or three and stride 1, or there is no code for them, the depth alone may be filtered.</summary>
    [Theory]
    [InlineData("3->64 3,7,7 on 16,112,112 strides 1,2,2", "F(4,1,1)")]
    [InlineData("64->128 3,3,3 on 16,56,56 strides 1,2,2", "F(4,1,1)")]
    [InlineData("8->16 3,5,5 on 4,8,8", "F(4,1,1)")]
    [InlineData("1->128 3,3,3 on 16,56,56 strides 1,2,2", "direct")] // nine taps a product
    [InlineData("3->64 3,3,3 on 5,28,28 strides 1,2,2", "direct")] // the second tile has one plane
    [InlineData("32->64 3,3,3 on 32,32,32 strides 2,2,2", "F(4,1,1)")]
    [InlineData("230->128 3,1,1 on 16,28,28 strides 2,1,1", "F(4,1,1)")]
    [InlineData("128->256 4,4,4 on 16,16,16 strides 2,2,2", "F(4,1,1)")]
    [InlineData("256->512 4,4,4 on 8,8,8 strides 2,2,2", "direct")] // 84 MB of weights for planes of 16 pixels
    [InlineData("128->256 3,3,3 on 8,14,14 strides 2,2,2", "direct")]
    [InlineData("256->512 4,4,4 on 2,8,8 strides 2,2,2", "direct")] // one plane of the four of a tile
    [InlineData("16->16 2,2,2 on 16,16,16", "F(4,1,1)")]
    [InlineData("3->64 7,7,7 on 16,56,56 strides 2,2,2", "direct")] // four taps a phase: no transform
    [InlineData("32->64 1,7,7 on 32,32,32 strides 1,2,2", "direct")]
    [InlineData("64->4 3,7,7 on 16,56,56", "direct")]
    public void AutoFiltersTheDepthAloneWhereItPays(string layer, string expected)
    {
        ConvGeometry geometry = Parse(layer);
        Assert.Equal(expected, Text(geometry, WinogradChoice.Choose(geometry, Algorithm.Auto, Unlimited, everyAxis: false)));
        Assert.NotEqual(WinogradForm.Depth, WinogradChoice.Choose(geometry, Algorithm.Winograd, Unlimited, everyAxis: false));
    }

    /// <summary>Without a spec the transforms are interpreted, which pays later.</summary>
    [Theory]
    [InlineData("3->64 3,3,3 on 16,112,112", "F(4,1,1)")]
    [InlineData("8->32 3,3,3 on 16,64,64", "F(4,1,1)")]
    [InlineData("16->16 3,3,3 on 48,48,48", "F(4,1,1)")] // whose transforms are not interpreted
    [InlineData("32->32 3,3,3 on 48,48,48", "F(4,4,4)")]
    [InlineData("8->32 1,3,3 on 16,64,64", "direct")]
    [InlineData("16->16 1,3,3 on 16,64,64", "F(1,4,4)")]
    [InlineData("32->32 5,5,5 on 16,16,16", "direct")]
    [InlineData("64->64 5,5,5 on 16,16,16", "F(2,2,2)")]
    [InlineData("32->32 3,5,5 on 16,16,16", "F(4,1,1)")]
    public void AutoAsksMoreChannelsOfTheGenericKernel(string layer, string expected)
    {
        ConvGeometry geometry = Parse(layer);
        Assert.Equal(expected, Text(geometry, WinogradChoice.Choose(geometry, Algorithm.Auto, Unlimited, interpreted: true)));
    }

    [Theory]
    [InlineData("4->4 3,3,3 on 8,8,8")]
    [InlineData("512->512 3,3,3 on 1,1,1")]
    [InlineData("1->1 1,1,3 on 1,1,2")]
    [InlineData("4->4 5,5,5 on 8,8,8")]
    [InlineData("4->4 1,1,5 on 8,8,3")]
    public void WinogradIsTakenWhereItIsAskedFor(string layer) => Assert.NotNull(WinogradChoice.Choose(Parse(layer), Algorithm.Winograd, Unlimited));

    /// <summary>Where direct convolution sums pixels and stores them where they belong, forms that store filters side by side must save more.</summary>
    [Theory]
    [InlineData("1->32 3,3,3 on 48,48,48", "direct")]
    [InlineData("1->32 3,3,3 on 96,96,96", "direct")]
    [InlineData("1->16 3,3,3 on 64,64,64", "direct")]
    [InlineData("3->64 1,3,3 on 16,112,112", "direct")]
    [InlineData("2->64 3,3,3 on 16,64,64", "F(1,1,4)")]
    public void ShortSumsOfPixelsAreStoredAtOnce(string layer, string expected)
    {
        ConvGeometry geometry = Parse(layer, format: DataFormat.ChannelsFirst);
        Assert.Equal(expected, Text(geometry, WinogradChoice.Choose(geometry, Algorithm.Auto, Unlimited, ofPixels: true)));
    }

    [Fact]
    public void TheBatchAndTheAxisOrderDecideNothing()
    {
        foreach (string layer in (string[])["64->64 3,3,3 on 4,4,4", "256->256 3,3,3 on 2,4,4", "16->16 3,3,3 on 8,8,8"])
        {
            ConvGeometry one = Parse(layer);
            Assert.All((int[])[1, 2, 64], batch => Assert.All(Enum.GetValues<DataFormat>(), format
                => Assert.Equal(WinogradChoice.Choose(one, Algorithm.Auto, Unlimited), WinogradChoice.Choose(Parse(layer, batch, format), Algorithm.Auto, Unlimited))));
        }
    }

    /// <summary>256 x 256 x 4 bytes are 262,144 a frequency: 216 of F(4,4,4), 144 of F(2,4,4), ..., 64 of F(2,2,2).</summary>
    [Theory]
    [InlineData(216, "F(4,4,4)", "F(4,4,4)")]
    [InlineData(215, "F(2,4,4)", "F(2,4,4)")]
    [InlineData(143, "F(2,2,4)", "F(2,2,4)")]
    [InlineData(95, "F(2,2,2)", "F(2,2,2)")]
    [InlineData(63, "F(4,1,1)", "F(1,1,4)")] // 6 frequencies of 9 kernel rows, or of 9 taps of a plane
    [InlineData(53, "direct", "direct")]
    [InlineData(0, "direct", "direct")]
    public void TheCapOnWeightsTakesSmallerTilesThenDirect(int frequencies, string auto, string winograd)
    {
        ConvGeometry geometry = Parse("256->256 3,3,3 on 8,16,16");
        Assert.Equal(auto, Text(geometry, WinogradChoice.Choose(geometry, Algorithm.Auto, frequencies * 262_144L)));
        Assert.Equal(winograd, Text(geometry, WinogradChoice.Choose(geometry, Algorithm.Winograd, frequencies * 262_144L)));
    }

    [Fact]
    public void ThePairIsOnlyForTwoVoxelsBetweenZeros()
    {
        ConvGeometry[] without = [Parse("64->64 3,3,3 on 3,7,7"), Parse("64->64 3,3,3 on 4,7,7 valid"), Parse("64->64 3,3,3 on 2,7,7 dilation 2"), Parse("64->64 5,5,5 on 3,7,7")];
        ConvGeometry[] with = [Parse("64->64 3,3,3 on 2,7,7"), Parse("64->64 3,3,3 on 4,7,7 dilation 2"), Parse("64->64 5,5,5 on 2,7,7")];

        Assert.All(without, g => Assert.DoesNotContain(Forms(g), f => f.First == AxisForm.Pair));
        Assert.All(with, g => Assert.Contains(Forms(g), f => f.First == AxisForm.Pair));
    }

    /// <summary>Taps in the padding cost direct convolution nothing.</summary>
    [Theory]
    [InlineData("16->16 3,3,3 on 1,2,3")]
    [InlineData("16->16 3,3,3 on 4,5,6 dilation 2")]
    [InlineData("16->16 3,1,3 on 2,5,9 dilation 7")]
    [InlineData("16->16 3,3,3 on 5,6,7 valid")]
    [InlineData("16->16 3,5,7 on 5,6,7 strides 1,2,3")]
    [InlineData("16->16 2,4,4 on 9,10,11 strides 2,4,4")]
    [InlineData("16->16 1,2,2 on 9,10,11 strides 1,3,5")]
    public void DirectCostCountsTheTapsInsideTheInput(string layer)
    {
        ConvGeometry g = Parse(layer);
        double taps = new[] { g.Depth, g.Height, g.Width }.Aggregate(1.0, (product, axis) => product * Enumerable.Range(0, axis.Output).Sum(o => axis.Taps(o).Count));
        ConvGeometry one = Parse("16->16 1,1,3 on 1,1,1");
        Assert.Equal(taps, WinogradCost.Direct(g) / WinogradCost.Direct(one), 1e-9);
    }

    /// <summary>Sizes near the limit of an int: nothing overflows, and nothing is counted position by position.</summary>
    [Fact]
    public void TheLargestSizesAreDecidedAtOnce()
    {
        Assert.Equal("F(1,1,4)", Choice("32->32 1,1,3 on 1,1,67108863"));
        Assert.Equal("direct", Choice("8->8 1,1,3 on 1,1,268435455 dilation 1073741823"));
        Assert.Equal("direct", Choice("8->8 3,3,3 on 3,3,3 dilation 1073741823"));

        static string Choice(string layer) => Text(Parse(layer), WinogradChoice.Choose(Parse(layer), Algorithm.Auto, Unlimited));
    }

    [Theory]
    [InlineData(3, 3, 3, 0, 1, 2)]
    [InlineData(1, 3, 3, 0, 1, 2)] // the axis of one tap comes first
    [InlineData(3, 1, 3, 1, 0, 2)]
    [InlineData(3, 3, 1, 2, 0, 1)]
    [InlineData(3, 1, 1, 0, 1, 2)] // the axis of three taps comes first
    [InlineData(1, 3, 1, 1, 0, 2)]
    [InlineData(1, 1, 3, 2, 0, 1)]
    [InlineData(5, 5, 5, 0, 1, 2)]
    [InlineData(1, 5, 5, 0, 1, 2)]
    [InlineData(1, 5, 1, 1, 0, 2)]
    [InlineData(5, 3, 3, 0, 1, 2)] // the axis that differs comes first
    [InlineData(5, 3, 5, 1, 0, 2)]
    [InlineData(3, 3, 5, 2, 0, 1)]
    public void AxesHaveTheirRoles(int depth, int height, int width, int first, int row, int column)
    {
        WinogradAxes axes = WinogradAxes.Of(Parse($"8->8 {depth},{height},{width} on 5,5,5"));
        Assert.Equal((first, row, column), (axes.First.Index, axes.Row.Index, axes.Column.Index));
    }

    private static IEnumerable<WinogradForm> Forms(ConvGeometry geometry) => WinogradChoice.Possible(WinogradAxes.Of(geometry), geometry, Unlimited);

    private static string Text(ConvGeometry geometry, WinogradForm? form) => form is { } f ? WinogradAxes.Of(geometry).Text(f) : "direct";

    /// <summary>"64->128 3,3,3 on 8,56,56", then perhaps "valid", "strides 1,2,2" or "dilation 2".</summary>
    private static ConvGeometry Parse(string layer, int batch = 1, DataFormat format = DataFormat.ChannelsLast)
    {
        string[] words = layer.Split(' ');
        int[] channels = [.. words[0].Split("->").Select(int.Parse)];
        int dilation = words.Contains("dilation") ? int.Parse(words[^1]) : 1;
        Int3 strides = words.Contains("strides") ? Triple(words[^1]) : 1;
        var spec = new ConvSpec(Triple(words[1]), strides, dilation, words.Contains("valid") ? Padding.Valid : Padding.Same) { Filters = channels[1], Groups = 1 };
        return new(spec, batch, Triple(words[3]), channels[0], format);
    }

    private static Int3 Triple(string text)
    {
        int[] values = [.. text.Split(',').Select(int.Parse)];
        return (values[0], values[1], values[2]);
    }
}
