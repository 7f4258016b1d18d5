using System.Globalization;

namespace Conv3DGen.Runtime.Tests.Activations;

/// <summary>Against formulas in float64: within 0.51 units in the last place, in the tails and near zeros too.</summary>
public class AccuracyTests
{
    private const double Tolerance = 0.51;

    private static readonly float[] s_inputs = Inputs();

    public static TheoryData<string> Names => Formulas.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void IsWithinHalfAUnitInTheLastPlace(string name)
    {
        (Activation activation, Func<double, double> exact) = Formulas.All[name];
        float[] actual = Formulas.Run(activation, s_inputs);
        for (int i = 0; i < actual.Length; i++)
        {
            double expected = exact(s_inputs[i]);
            if (!(ErrorInUnits(expected, actual[i]) <= Tolerance))
            {
                Assert.Fail(string.Create(CultureInfo.InvariantCulture, $"{name}({s_inputs[i]:R}) is {actual[i]:R}; expected {expected:R}."));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void NaNStaysNaN(string name)
    {
        (Activation activation, _) = Formulas.All[name];
        Assert.Equal([float.NaN, 1], Formulas.Run(activation, [float.NaN, 1]).Select(y => float.IsNaN(y) ? y : 1));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ZeroOfEitherSignGivesTheSame(string name)
    {
        float[] results = Formulas.Run(Formulas.All[name].Activation, [0, -0f]);
        Assert.True(results[0] == results[1]);
    }

    [Theory]
    [InlineData("sigmoid", 0, 1)]
    [InlineData("tanh", -1, 1)]
    [InlineData("softsign", -1, 1)]
    [InlineData("hard_sigmoid", 0, 1)]
    [InlineData("elu", -1, float.PositiveInfinity)]
    [InlineData("silu", 0, float.PositiveInfinity)]
    [InlineData("hard_silu", 0, float.PositiveInfinity)]
    [InlineData("mish", 0, float.PositiveInfinity)]
    [InlineData("gelu", 0, float.PositiveInfinity)]
    [InlineData("gelu(approximate)", 0, float.PositiveInfinity)]
    [InlineData("softplus", 0, float.PositiveInfinity)]
    [InlineData("squareplus", 0, float.PositiveInfinity)]
    [InlineData("exponential", 0, float.PositiveInfinity)]
    [InlineData("log_sigmoid", float.NegativeInfinity, 0)]
    [InlineData("tanh_shrink", float.NegativeInfinity, float.PositiveInfinity)]
    public void InfinitiesGiveTheLimits(string name, float low, float high)
    {
        float[] actual = Formulas.Run(Formulas.All[name].Activation, [float.NegativeInfinity, float.PositiveInfinity]);
        Assert.True(actual[0] == low && actual[1] == high, $"{actual[0]}, {actual[1]}");
    }

    /// <summary>|actual - expected| over the distance of the two float32 values around expected; 0 where both are the same infinity.</summary>
    private static double ErrorInUnits(double expected, float actual)
    {
        float nearest = Math.Abs((float)expected);
        double unit = float.IsInfinity(nearest) ? Math.ScaleB(1, 104) : (double)MathF.BitIncrement(nearest) - nearest;
        return float.IsInfinity(nearest) && (float)expected == actual ? 0 : Math.Abs(actual - expected) / unit;
    }

    /// <summary>Every sign and exponent, densely where the functions bend, and the extremes.</summary>
    private static float[] Inputs()
    {
        List<float> inputs = [88, -88, 88.8f, -104, 1e-30f, -1e-30f, 1e4f, -1e4f];
        inputs.AddRange([float.MaxValue, float.MinValue, float.PositiveInfinity, float.NegativeInfinity]);
        for (long bits = 1; bits <= uint.MaxValue; bits += 60_013)
        {
            inputs.Add(BitConverter.UInt32BitsToSingle((uint)bits));
        }

        for (int i = -30_000; i <= 30_000; i++)
        {
            inputs.Add(i / 1024f);
            inputs.Add(i / 32768f);
        }

        return [.. inputs.Where(x => !float.IsNaN(x))];
    }
}
