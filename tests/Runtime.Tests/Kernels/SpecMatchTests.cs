using Conv3DGen.Kernels;

namespace Conv3DGen.Runtime.Tests.Kernels;

public class SpecMatchTests
{
    private static readonly ConvSpec s_layer = new(3, (1, 2, 2), 1, Padding.Same)
    {
        InputChannels = 16,
        Filters = 32,
        Groups = 1,
        DataFormat = DataFormat.ChannelsLast,
    };

    private static readonly ConvSpec s_open = new(3, (1, 2, 2), 1, Padding.Same);

    public static TheoryData<ConvSpec> Matching() =>
    [
        s_layer,
        s_open,
        s_open with { InputChannels = 16 },
        s_open with { Filters = 32, Groups = 1 },
        s_open with { DataFormat = DataFormat.ChannelsLast },
    ];

    [Theory]
    [MemberData(nameof(Matching))]
    public void OpenOptionsMatchAnything(ConvSpec kernel) => Assert.Empty(SpecMatch.Differences(kernel, s_layer));

    public static TheoryData<ConvSpec, string, string, string> Differing() => new()
    {
        { s_open with { KernelSize = (3, 3, 1) }, "kernel size", "3,3,1", "3,3,3" },
        { s_open with { Strides = 2 }, "strides", "2,2,2", "1,2,2" },
        { s_open with { DilationRate = (1, 1, 2) }, "dilation rate", "1,1,2", "1,1,1" },
        { s_open with { Padding = Padding.Valid }, "padding", "valid", "same" },
        { s_open with { DataFormat = DataFormat.ChannelsFirst }, "data format", "channels_first", "channels_last" },
        { s_open with { Groups = 2 }, "groups", "2", "1" },
        { s_open with { InputChannels = 8 }, "input channels", "8", "16" },
        { s_open with { Filters = 31 }, "filters", "31", "32" },
    };

    [Theory]
    [MemberData(nameof(Differing))]
    public void EachOptionCanExclude(ConvSpec kernel, string option, string has, string wanted)
    {
        Assert.Equal([new SpecDifference(option, has, wanted)], SpecMatch.Differences(kernel, s_layer));
        Assert.Equal($"no spec has {option} {wanted} (nearest: {has})", SpecMatch.ExplainMiss([kernel], s_layer));
    }

    [Fact]
    public void TheNearestOfSeveralIsNamed()
    {
        ConvSpec far = s_open with { Strides = 1, Padding = Padding.Valid, KernelSize = 5 };
        ConvSpec near = s_open with { Strides = 2 };
        ConvSpec asNear = s_open with { Filters = 64 };
        Assert.Equal("no spec has strides 1,2,2 (nearest: 2,2,2)", SpecMatch.ExplainMiss([far, near, asNear], s_layer));
    }

    [Fact]
    public void AllDifferencesOfTheNearestAreNamed()
    {
        ConvSpec kernel = s_open with { Strides = 2, Filters = 64 };
        Assert.Equal("no spec has strides 1,2,2 and filters 32 (nearest: 2,2,2 and 64)", SpecMatch.ExplainMiss([kernel], s_layer));
    }

    [Fact]
    public void WithoutAnySpecTheMissSaysSo()
        => Assert.Equal($"no [assembly: Conv3DSpec] is registered (wanted: {s_layer})", SpecMatch.ExplainMiss([], s_layer));

    [Fact]
    public void FixedOptionsAreCounted()
    {
        Assert.Equal(0, SpecMatch.FixedOptions(s_open));
        Assert.Equal(2, SpecMatch.FixedOptions(s_open with { InputChannels = 16, Groups = 1 }));
        Assert.Equal(4, SpecMatch.FixedOptions(s_layer));
    }
}
