namespace Conv3DGen.Runtime.Tests.Activations;

public class ParameterTests
{
    private static readonly Func<float, Activation>[] s_anyFinite = [Activation.LeakyRelu, Activation.Elu, x => Activation.Threshold(x, 0)];
    private static readonly Func<float, Activation>[] s_notNegative = [Activation.SoftShrink, Activation.HardShrink, Activation.Squareplus];

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void MustBeFinite(float value)
        => Assert.All([.. s_anyFinite, .. s_notNegative, Activation.Celu], make => Assert.Throws<ArgumentException>(() => make(value)));

    [Fact]
    public void HaveTheirRange()
    {
        Assert.All(s_anyFinite, make => make(-1));
        Assert.All(s_notNegative, make => make(0));
        Assert.All(s_notNegative, make => Assert.Throws<ArgumentException>(() => make(-0.5f)));
        Assert.Throws<ArgumentException>(() => Activation.Celu(0));
    }

    [Fact]
    public void AreNamedWhereTheyAreRefused()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => Activation.Celu(-0.5f));
        Assert.Equal("alpha", error.ParamName);
        Assert.Contains("alpha is -0.5; it must be finite and above 0.", error.Message);
        Assert.Equal("value", Assert.Throws<ArgumentException>(() => Activation.Threshold(0, float.NegativeInfinity)).ParamName);
        Assert.Equal("negativeSlope", Assert.Throws<ArgumentException>(() => Activation.LeakyRelu(float.NaN)).ParamName);
        Assert.Equal("threshold", Assert.Throws<ArgumentException>(() => Activation.HardShrink(-1)).ParamName);
    }

    [Fact]
    public void TellActivationsApart()
    {
        Activation[] all =
        [
            Activation.LeakyRelu(), Activation.LeakyRelu(0.3f), Activation.Elu(), Activation.Elu(2), Activation.Celu(), Activation.Celu(2),
            Activation.Gelu(), Activation.Gelu(true), Activation.HardSigmoid, Activation.HardSigmoidKeras2, Activation.Threshold(1, 0),
            Activation.Threshold(1, 1), Activation.Threshold(0, 1), Activation.SoftShrink(), Activation.HardShrink(), Activation.Relu, Activation.Relu6,
        ];
        Assert.Equal(all.Length, all.Distinct().Count());
        Assert.Equal(Activation.Threshold(1, 2), Activation.Threshold(1, 2));
    }
}
