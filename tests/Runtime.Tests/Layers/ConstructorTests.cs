namespace Conv3DGen.Runtime.Tests.Layers;

public class ConstructorTests
{
    /// <summary>Options that Keras refuses: the layer, the argument at fault, and what the message says of value and expectation.</summary>
    public static TheoryData<string, Func<Conv3D>, string, string> Impossible() => new()
    {
        { "filters 0", () => new(0, 3), "filters is 0; it must be at least 1", "filters" },
        { "filters -1", () => new(-1, 3), "filters is -1; it must be at least 1", "filters" },
        { "kernel 0", () => new(1, 0), "kernelSize is 0; it must be at least 1 on every axis", "kernelSize" },
        { "kernel 3,-3,3", () => new(1, (3, -3, 3)), "kernelSize is 3,-3,3; it must be at least 1 on every axis", "kernelSize" },
        { "strides 0", () => new(1, 3, strides: 0), "strides is 0; it must be at least 1 on every axis", "strides" },
        { "strides 1,1,0", () => new(1, 3, strides: (1, 1, 0)), "strides is 1,1,0; it must be at least 1 on every axis", "strides" },
        { "dilation 0", () => new(1, 3, dilationRate: 0), "dilationRate is 0; it must be at least 1 on every axis", "dilationRate" },
        { "stride and dilation", () => new(1, 3, strides: 2, dilationRate: 2), "dilationRate is 2; it must be 1 where Strides is 2", "dilationRate" },
        { "stride and dilation on different axes", () => new(1, 3, strides: (2, 1, 1), dilationRate: (1, 2, 1)), "dilationRate is 1,2,1; it must be 1 where Strides is 2,1,1", "dilationRate" },
        { "groups 0", () => new(4, 3, groups: 0), "groups is 0; it must be at least 1", "groups" },
        { "groups -2", () => new(4, 3, groups: -2), "groups is -2; it must be at least 1", "groups" },
        { "filters 5, groups 2", () => new(5, 3, groups: 2), "filters is 5; it must be a multiple of Groups = 2", "filters" },
        { "padding 7", () => new(1, 3, padding: (Padding)7), "padding is 7; it must be one of the enum's named values", "padding" },
        { "data format 5", () => new(1, 3, dataFormat: (DataFormat)5), "dataFormat is 5; it must be one of the enum's named values", "dataFormat" },
        { "extent 2^31", () => new(1, 3, dilationRate: 1_073_741_824), "kernelSize is 3; it must be small enough", "kernelSize" },
        { "taps 2^31", () => new(1, (2048, 1024, 1024)), "kernelSize is 2048,1024,1024; it must be small enough", "kernelSize" },
    };

    [Theory]
    [MemberData(nameof(Impossible))]
    public void RefusesWhatKerasRefuses(string what, Func<Conv3D> create, string message, string argument)
    {
        ArgumentException error = Assert.Throws<ArgumentException>(create);
        Assert.True(error.Message.Contains(message, StringComparison.Ordinal), $"{what}: \"{error.Message}\" lacks \"{message}\"");
        Assert.Equal(argument, error.ParamName);
    }

    [Fact]
    public void DefaultsAreThoseOfKeras()
    {
        var layer = new Conv3D(8, 3);
        Assert.Equal(8, layer.Filters);
        Assert.Equal((3, 3, 3), layer.KernelSize);
        Assert.Equal(1, layer.Strides);
        Assert.Equal(1, layer.DilationRate);
        Assert.Equal(1, layer.Groups);
        Assert.Equal(Padding.Valid, layer.Padding);
        Assert.Equal(DataFormat.ChannelsLast, layer.DataFormat);
        Assert.Same(Activation.Linear, layer.Activation);
        Assert.True(layer.UseBias);
        Assert.False(layer.RequireSpecialized);
        Assert.False(layer.Built);
        Assert.Equal("conv3d", layer.Name);
    }

    [Fact]
    public void KeepsEveryOption()
    {
        var layer = new Conv3D(6, (1, 2, 3), (3, 2, 1), Padding.Same, DataFormat.ChannelsFirst, 1, 2, Activation.Relu6, useBias: false, name: "stem");
        Assert.Equal((1, 2, 3), layer.KernelSize);
        Assert.Equal((3, 2, 1), layer.Strides);
        Assert.Equal(Padding.Same, layer.Padding);
        Assert.Equal(DataFormat.ChannelsFirst, layer.DataFormat);
        Assert.Equal(2, layer.Groups);
        Assert.Same(Activation.Relu6, layer.Activation);
        Assert.False(layer.UseBias);
        Assert.Equal("stem", layer.Name);
        Assert.Equal((1, 2, 3), new Conv3D(1, 3, dilationRate: (1, 2, 3)).DilationRate);
    }

    [Fact]
    public void StrideAndDilationMayMeetAtOne() => Assert.Equal(2, new Conv3D(1, 3, strides: (1, 2, 1), dilationRate: 1).Strides.Height);
}
