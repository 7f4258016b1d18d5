using System.Numerics.Tensors;

namespace Conv3DGen.Runtime.Tests.Layers;

/// <summary>Every call that cannot be served is refused before the output is touched.</summary>
public class CallErrorTests
{
    private const float Untouched = -12345;

    /// <summary>Input shape, elements given, output elements given, the argument at fault, and what the message says.</summary>
    public static TheoryData<nint[], int, int, string, string> WrongSpans() => new()
    {
        { [1, 4, 4, 2], 32, 8, "inputShape", "4 sizes" },
        { [1, 1, 4, 4, 4, 2], 128, 8, "inputShape", "6 sizes" },
        { [1, 1, 1, 1, 1, 1, 1, 1, 1, 1], 1, 8, "inputShape", "10 sizes" },
        { [], 0, 8, "inputShape", "0 sizes" },
        { [1, 4, 4, 4, 3], 192, 24, "inputShape", "was built for 2" },
        { [1, 4, 4, 0, 2], 0, 8, "inputShape", "size 3 of [batch, depth, height, width, channels] must be at least 1" },
        { [-1, 4, 4, 4, 2], 128, 24, "inputShape", "size 0 of [batch, depth, height, width, channels] must be at least 0" },
        { [1, 2, 4, 4, 2], 64, 24, "inputShape", "depth 2, but a valid kernel of 3" },
        { [1, 4, 2, 4, 2], 64, 24, "inputShape", "height 2, but a valid kernel of 3" },
        { [1, 4, 4, 2, 2], 64, 24, "inputShape", "width 2, but a valid kernel of 3" },
        { [1, 4, 4, 4, 2], 127, 24, "input", "127 elements; expected 128" },
        { [1, 4, 4, 4, 2], 129, 24, "input", "129 elements; expected 128" },
        { [1, 4, 4, 4, 2], 128, 23, "output", "23 elements; expected 24" },
        { [1, 4, 4, 4, 2], 128, 25, "output", "25 elements; expected 24" },
        { [1, 65536, 32768, 4, 2], 128, 24, "input", "at most 2147483647 are supported" },
        { [1, 4, 4, unchecked((nint)(1L << 31)), 2], 128, 24, "inputShape", "2147483648" },
        { [1, 4, 4, unchecked((nint)(4L - (1L << 32))), 2], 128, 24, "inputShape", "size 3" },
    };

    [Theory]
    [MemberData(nameof(WrongSpans))]
    public void RefusesWrongSpans(nint[] shape, int inputs, int outputs, string argument, string message)
    {
        float[] output = Sentinels(outputs);
        ArgumentException error = Assert.Throws<ArgumentException>(() => Built().Call(new float[inputs], shape, output));
        Assert.Contains(message, error.Message);
        Assert.Equal(argument, error.ParamName);
        Assert.All(output, value => Assert.Equal(Untouched, value));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(127)]
    [InlineData(-23)]
    public void RefusesSpansThatOverlap(int shift)
    {
        float[] memory = Sentinels(256);
        ArgumentException error = Assert.Throws<ArgumentException>(
            () => Built().Call(memory.AsSpan(64, 128), [1, 4, 4, 4, 2], memory.AsSpan(64 + shift, 24)));
        Assert.Equal("output", error.ParamName);
        Assert.Contains("overlaps input", error.Message);
        Assert.All(memory, value => Assert.Equal(Untouched, value));
    }

    [Theory]
    [InlineData(128)]
    [InlineData(-24)]
    public void AcceptsSpansThatTouch(int shift)
    {
        float[] memory = Sentinels(256);
        Built().Call(memory.AsSpan(64, 128), [1, 4, 4, 4, 2], memory.AsSpan(64 + shift, 24));
        Assert.Equal(24, memory.Count(value => value != Untouched));
    }

    [Fact]
    public void RefusesTensorSpansThatOverlap()
    {
        float[] memory = Sentinels(152);
        ArgumentException error = Assert.Throws<ArgumentException>(() => Built().Call(
            new ReadOnlyTensorSpan<float>(memory.AsSpan(0, 128), [1, 4, 4, 4, 2]),
            new TensorSpan<float>(memory.AsSpan(100, 24), [1, 2, 2, 2, 3])));
        Assert.Equal("output", error.ParamName);
        Assert.All(memory, value => Assert.Equal(Untouched, value));
    }

    [Fact]
    public void RefusesAnInputTensorSpanThatIsNotDense()
    {
        float[] output = Sentinels(24);
        ArgumentException error = Assert.Throws<ArgumentException>(() => Built().Call(
            new ReadOnlyTensorSpan<float>(new float[192], [1, 4, 4, 4, 3]).Slice([0..1, 0..4, 0..4, 0..4, 0..2]),
            new TensorSpan<float>(output, [1, 2, 2, 2, 3])));
        Assert.Equal("input", error.ParamName);
        Assert.Contains("not dense", error.Message);
        Assert.All(output, value => Assert.Equal(Untouched, value));
    }

    [Fact]
    public void RefusesAnOutputTensorSpanThatIsNotDense()
    {
        float[] output = Sentinels(64);
        ArgumentException error = Assert.Throws<ArgumentException>(() => Built().Call(
            new ReadOnlyTensorSpan<float>(new float[128], [1, 4, 4, 4, 2]),
            new TensorSpan<float>(output, [1, 2, 2, 2, 8]).Slice([0..1, 0..2, 0..2, 0..2, 0..3])));
        Assert.Equal("output", error.ParamName);
        Assert.Contains("not dense", error.Message);
        Assert.All(output, value => Assert.Equal(Untouched, value));
    }

    [Theory]
    [InlineData(new[] { 1, 2, 2, 3, 2 })]
    [InlineData(new[] { 1, 2, 2, 2, 4 })]
    [InlineData(new[] { 2, 2, 2, 3 })]
    public void RefusesAnOutputTensorSpanOfAnotherShape(int[] shape)
    {
        float[] output = Sentinels(shape.Aggregate((a, b) => a * b));
        ArgumentException error = Assert.Throws<ArgumentException>(() => Built().Call(
            new ReadOnlyTensorSpan<float>(new float[128], [1, 4, 4, 4, 2]),
            new TensorSpan<float>(output, [.. shape.Select(n => (nint)n)])));
        Assert.Equal("output", error.ParamName);
        Assert.Contains($"output has shape [{string.Join(", ", shape)}]; expected [1, 2, 2, 2, 3]", error.Message);
        Assert.All(output, value => Assert.Equal(Untouched, value));
    }

    [Fact]
    public void RefusesATensorOfWrongRankOrChannels()
    {
        foreach ((nint[] shape, string message) in new (nint[], string)[] { ([4, 4, 4, 2], "input has 4 sizes"), ([1, 4, 4, 4, 3], "input has 3 channels"), ([1, 4, 2, 4, 2], "input has height 2") })
        {
            ArgumentException error = Assert.Throws<ArgumentException>(() => Built().Call(Tensor.CreateFromShape<float>(shape)));
            Assert.StartsWith(message, error.Message);
            Assert.Equal("input", error.ParamName);
        }

        Assert.Throws<ArgumentNullException>(() => Built().Call((Tensor<float>)null!));
    }

    [Fact]
    public void AFailedFirstCallDoesNotBuild()
    {
        var layer = new Conv3D(3, 3, groups: 3);
        Assert.Throws<ArgumentException>(() => layer.Call(new float[128], [1, 4, 4, 4, 2], new float[24]));
        Assert.Throws<ArgumentException>(() => layer.Call(new float[24], [1, 4, 2, 1, 3], new float[24]));
        Assert.Throws<ArgumentException>(() => layer.Call(new float[10], [1, 3, 3, 3, 3], new float[3]));
        Assert.Throws<ArgumentException>(() => layer.Call(new float[81], [1, 3, 3, 3, 3], new float[4]));
        Assert.Throws<ArgumentException>(() => layer.Call(new float[81], [1, 65536, 32768, 4, 3], new float[3]));
        Assert.Throws<ArgumentException>(() => layer.Build(1, 65536, 32768, 4, 3));
        float[] both = new float[81];
        Assert.Throws<ArgumentException>(() => layer.Call(both, [1, 3, 3, 3, 3], both.AsSpan(78, 3)));
        Assert.Throws<ArgumentException>(() => layer.Call(new ReadOnlyTensorSpan<float>(both, [1, 3, 3, 3, 3]), new TensorSpan<float>(new float[3], [1, 1, 1, 3, 1])));
        Assert.False(layer.Built);
    }

    private static Conv3D Built()
    {
        var layer = new Conv3D(3, 3);
        layer.Build(1, 4, 4, 4, 2);
        return layer;
    }

    private static float[] Sentinels(int count) => [.. Enumerable.Repeat(Untouched, count)];
}
