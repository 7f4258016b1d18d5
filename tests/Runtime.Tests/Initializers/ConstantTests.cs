namespace Conv3DGen.Runtime.Tests.Initializers;

/// <summary>The initializers without randomness, and the arguments that all refuse.</summary>
public class ConstantTests
{
    [Fact]
    public void ConstantsFillEverything()
    {
        Assert.All(new Zeros().Call(2, 3), v => Assert.Equal(0, v));
        Assert.All(new Ones().Call(2, 3), v => Assert.Equal(1, v));
        Assert.All(new Constant(-2.5).Call(2, 3), v => Assert.Equal(-2.5f, v));
        var used = new float[] { 7, 7 };
        new Zeros().Call(used, 2);
        Assert.Equal([0, 0], used);
    }

    [Theory]
    [InlineData(2, 2, new float[] { 3, 0, 0, 3 })]
    [InlineData(2, 3, new float[] { 3, 0, 0, 0, 3, 0 })]
    [InlineData(3, 2, new float[] { 3, 0, 0, 3, 0, 0 })]
    public void IdentityIsTheGainOnTheDiagonal(int rows, int columns, float[] expected)
    {
        var used = Enumerable.Repeat(7f, expected.Length).ToArray();
        new Identity(3).Call(used, rows, columns);
        Assert.Equal(expected, used);
    }

    [Theory]
    [InlineData(new[] { 4 })]
    [InlineData(new[] { 1, 1, 1, 2, 2 })]
    public void IdentityNeedsTwoAxes(int[] shape)
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => new Identity().Call([.. shape.Select(n => (nint)n)]));
        Assert.StartsWith($"shape is [{string.Join(", ", shape)}]; Identity makes matrices, so it must have 2 sizes.", error.Message);
    }

    public static TheoryData<Action, string, string> Impossible() => new()
    {
        { () => _ = new Constant(double.NaN), "value is NaN; it must be finite.", "value" },
        { () => _ = new Identity(double.PositiveInfinity), "gain is Infinity; it must be finite.", "gain" },
        { () => _ = new Orthogonal(double.NaN), "gain is NaN; it must be finite.", "gain" },
        { () => _ = new RandomNormal(double.NaN), "mean is NaN; it must be finite.", "mean" },
        { () => _ = new RandomNormal(0, -1), "stddev is -1; it must be finite and at least 0.", "stddev" },
        { () => _ = new TruncatedNormal(double.NegativeInfinity), "mean is -Infinity; it must be finite.", "mean" },
        { () => _ = new TruncatedNormal(0, double.NaN), "stddev is NaN; it must be finite and at least 0.", "stddev" },
        { () => _ = new RandomUniform(1, 0.5), "maxval is 0.5; it must be finite and at least minval = 1.", "maxval" },
        { () => _ = new RandomUniform(double.NaN), "minval is NaN; it must be finite.", "minval" },
        { () => _ = new VarianceScaling(0), "scale is 0; it must be finite and above 0.", "scale" },
        { () => _ = new VarianceScaling(1, "fan_up"), "mode is \"fan_up\"; it must be one of \"fan_in\", \"fan_out\", \"fan_avg\".", "mode" },
        { () => _ = new VarianceScaling(1, (FanMode)9), "mode is 9; it must be one of the enum's named values.", "mode" },
        { () => _ = new VarianceScaling(1, "fan_in", "cauchy"), "distribution is \"cauchy\"; it must be one of \"truncated_normal\", \"untruncated_normal\", \"uniform\".", "distribution" },
        { () => _ = new VarianceScaling(1, "fan_in", (ScalingDistribution)9), "distribution is 9; it must be one of the enum's named values.", "distribution" },
        { () => new Zeros().Call(2, -3), "shape is [2, -3]; every size must be at least 0.", "shape" },
        { () => new Zeros().Call(1 << 20, 1 << 20), "shape is [1048576, 1048576], which makes 1099511627776 elements; at most", "shape" },
        { () => new Zeros().Call(new float[5], 2, 3), "values has 5 elements; a shape of [2, 3] has 6.", "values" },
    };

    [Theory]
    [MemberData(nameof(Impossible))]
    public void ImpossibleArgumentsAreRefused(Action action, string message, string argument)
    {
        ArgumentException error = Assert.Throws<ArgumentException>(action);
        Assert.StartsWith(message, error.Message);
        Assert.Equal(argument, error.ParamName);
    }

    [Fact]
    public void StringsAreTakenInAnyCase()
    {
        var scaling = new VarianceScaling(2, "FAN_OUT", "Normal");
        Assert.Equal(FanMode.FanOut, scaling.Mode);
        Assert.Equal(ScalingDistribution.TruncatedNormal, scaling.Distribution);
        Assert.Equal(2, scaling.Scale);
    }

    private sealed record Ramp : Initializer
    {
        protected override void Fill(Span<float> values, ReadOnlySpan<nint> shape)
        {
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = i;
            }
        }
    }

    [Fact]
    public void AnInitializerOfYourOwnServesALayer()
    {
        var layer = new Conv3D(2, (1, 1, 2), kernelInitializer: new Ramp(), biasInitializer: new Ramp());
        layer.Build(null, 1, 1, 2, 3);
        Assert.Equal(Enumerable.Range(0, 12).Select(i => (float)i), layer.Kernel);
        Assert.Equal([0, 1], layer.Bias!);
    }
}
