namespace Conv3DGen.Runtime.Tests.Spec;

public class ConvSpecTests
{
    public static TheoryData<ConvSpec, string> Texts() => new()
    {
        { new(3, 1, 1, Padding.Same), "3x3x3 same" },
        { new((1, 3, 3), (1, 2, 2), 1, Padding.Valid), "1x3x3 valid, strides 1,2,2" },
        { new(3, 1, (1, 2, 3), Padding.Same) { InputChannels = 16, Filters = 32 }, "3x3x3 same, dilation 1,2,3, 16->32" },
        { new(3, 2, 1, Padding.Same) { Filters = 32 }, "3x3x3 same, strides 2, any->32" },
        { new(3, 1, 1, Padding.Same) { Groups = 4, DataFormat = DataFormat.ChannelsFirst }, "3x3x3 same, groups 4, channels_first" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void ReadsAsOneLine(ConvSpec spec, string expected) => Assert.Equal(expected, spec.ToString());

    [Theory]
    [InlineData(3, 3, 3, "3")]
    [InlineData(1, 2, 2, "1,2,2")]
    public void SizesReadAsKerasWritesThem(int depth, int height, int width, string expected)
        => Assert.Equal(expected, new Int3(depth, height, width).ToString());

    [Fact]
    public void EqualOptionsMakeEqualSpecs()
    {
        ConvSpec spec = new(3, (1, 2, 2), 1, Padding.Same) { Filters = 8 };
        Assert.Equal(spec, new ConvSpec((3, 3, 3), (1, 2, 2), 1, Padding.Same) { Filters = 8 });
        Assert.NotEqual(spec, spec with { Filters = null });
    }
}
