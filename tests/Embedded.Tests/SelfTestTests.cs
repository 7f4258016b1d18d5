namespace Embedded.Tests;

public class SelfTestTests
{
    [Fact]
    public void TheEncoderPasses()
    {
        var console = new StringWriter();

        Assert.True(SelfTest.Passes(new Encoder().Call(Baked.Input), console));
        Assert.Matches(@"^self-test: largest error [1-9]\.[0-9]e-7, [0-9]+\.[0-9] % of what is allowed\n$", console.ToString().ReplaceLineEndings("\n"));
    }

    [Theory]
    [InlineData(0, 1e-4f)]
    [InlineData(4095, -1e-4f)]
    [InlineData(2000, float.NaN)]
    public void OneWrongValueFails(int index, float error)
    {
        float[] output = Baked.Output.ToArray();
        Assert.True(SelfTest.Passes(output, TextWriter.Null));

        output[index] += error;
        Assert.False(SelfTest.Passes(output, TextWriter.Null));
    }
}
