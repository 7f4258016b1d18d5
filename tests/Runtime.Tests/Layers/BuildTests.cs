using System.Numerics.Tensors;

namespace Conv3DGen.Runtime.Tests.Layers;

public class BuildTests
{
    [Fact]
    public void NothingIsThereBeforeBuild()
    {
        var layer = new Conv3D(2, 3, name: "stem");
        Action[] reads =
        [
            () => _ = layer.Kernel,
            () => _ = layer.Bias,
            () => _ = layer.CountParams(),
            () => _ = layer.KernelName,
            () => layer.SetWeights(Zeros(3, 3, 3, 1, 2), Zeros(2)),
        ];
        Assert.All(reads, read => Assert.Contains("\"stem\" is not built", Assert.Throws<InvalidOperationException>(read).Message));
        Assert.Empty(layer.GetWeights());
        Assert.Empty(layer.Weights);
        Assert.False(layer.Built);
    }

    [Fact]
    public void BuildMakesAGlorotKernelAndAZeroBias()
    {
        var layer = new Conv3D(7, (2, 3, 4));
        layer.Build(null, 5, 6, 7, 4);
        Assert.True(layer.Built);
        Assert.Equal([2, 3, 4, 4, 7], layer.Kernel.Lengths.ToArray());
        Assert.Equal([7], layer.Bias!.Lengths.ToArray());
        Assert.All(layer.Bias, b => Assert.Equal(0f, b));
        Assert.True(layer.Kernel.Distinct().Count() > 100, "the kernel's values are not random");
        Assert.Equal(679, layer.CountParams());
    }

    [Theory]
    [InlineData(8, 3, 1, true, DataFormat.ChannelsLast, 872)]
    [InlineData(8, 3, 1, false, DataFormat.ChannelsLast, 864)]
    [InlineData(8, 3, 2, true, DataFormat.ChannelsLast, 440)]
    [InlineData(8, 3, 4, true, DataFormat.ChannelsFirst, 224)]
    public void CountsParameters(int filters, int kernel, int groups, bool useBias, DataFormat format, long expected)
    {
        var layer = new Conv3D(filters, kernel, groups: groups, useBias: useBias, dataFormat: format);
        layer.Build(format == DataFormat.ChannelsLast ? [null, null, null, null, 4] : [null, 4, null, null, null]);
        Assert.Equal(expected, layer.CountParams());
        Assert.Equal([3, 3, 3, 4 / groups, filters], layer.Kernel.Lengths.ToArray());
        Assert.Equal(useBias ? 2 : 1, layer.GetWeights().Length);
        Assert.Equal(useBias, layer.Bias is not null);
    }

    [Fact]
    public void TheFirstCallBuilds()
    {
        var layer = new Conv3D(2, 3);
        Tensor<float> output = layer.Call(Zeros(1, 4, 5, 6, 3));
        Assert.True(layer.Built);
        Assert.Equal([1, 2, 3, 4, 2], output.Lengths.ToArray());
        Assert.Equal([3, 3, 3, 3, 2], layer.Kernel.Lengths.ToArray());
    }

    [Fact]
    public void BuildingAgainKeepsTheWeights()
    {
        var layer = new Conv3D(2, 3);
        layer.Build(null, 4, 5, 6, 3);
        float[] before = [.. layer.Kernel];
        layer.Build(1, 8, 8, 8, 3);
        Assert.Equal(before, layer.Kernel);
        Assert.Contains("was built for 3 input channels", Assert.Throws<InvalidOperationException>(() => layer.Build(1, 8, 8, 8, 4)).Message);
        Assert.Equal(before, layer.Kernel);
    }

    public static TheoryData<string, int?[], string> Impossible() => new()
    {
        { "rank 4", [1, 5, 5, 4], "4 sizes" },
        { "channels unknown", [1, 5, 5, 5, null], "channels unknown" },
        { "5 channels in 2 groups", [null, null, null, null, 5], "5 channels; expected a multiple of groups = 2" },
        { "height below the kernel", [null, null, 2, null, 4], "height 2, but a valid kernel of 3" },
        { "more weights than an array holds", [null, null, null, null, 2_000_000_000], "2000000000 channels" },
    };

    [Theory]
    [MemberData(nameof(Impossible))]
    public void AFailedBuildLeavesTheLayerUnbuilt(string what, int?[] shape, string message)
    {
        var layer = new Conv3D(4, 3, groups: 2);
        ArgumentException error = Assert.Throws<ArgumentException>(() => layer.Build(shape));
        Assert.True(error.Message.Contains(message, StringComparison.Ordinal), $"{what}: \"{error.Message}\" lacks \"{message}\"");
        Assert.Equal("inputShape", error.ParamName);
        Assert.False(layer.Built);
    }

    private static Tensor<float> Zeros(params nint[] shape) => Tensor.CreateFromShape<float>(shape);
}
