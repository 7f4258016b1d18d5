using System.Numerics.Tensors;
using System.Text.Json;
using Conv3DGen.Testing.Golden;

namespace Conv3DGen.Runtime.Tests.Constraints;

public class ConstraintTests
{
    private static readonly nint[] s_shape = [2, 3, 2, 3, 4];

    public static TheoryData<string, Constraint> Facts() => new()
    {
        { "max_norm_axis0", new MaxNorm(1) },
        { "max_norm_axis0123", new MaxNorm(2, [0, 1, 2, 3]) },
        { "unit_norm_axis0", new UnitNorm() },
        { "unit_norm_axis0123", new UnitNorm([0, 1, 2, 3]) },
        { "non_neg", new NonNeg() },
        { "min_max_norm_axis0123", new MinMaxNorm(0.5, 1.5, 0.5, [0, 1, 2, 3]) },
    };

    /// <summary>The values that another implementation found, in float64.</summary>
    [Theory]
    [MemberData(nameof(Facts))]
    public void AgreesWithTheFacts(string name, Constraint constraint)
    {
        JsonElement expected = GoldenFacts.Section("constraints").GetProperty("cases").GetProperty(name);
        float[] actual = SplitMix24.Values(31, 1, 2 * 3 * 2 * 3 * 4);
        constraint.Call(actual, s_shape);
        double[] first = expected.GetProperty("float64_first12").Numbers();
        Assert.All(first.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-7));
        Assert.Equal(expected.GetProperty("float64_sum_abs").GetDouble(), actual.Sum(v => Math.Abs((double)v)), 1e-5);
        Assert.Equal(expected.GetProperty("sum").GetDouble(), actual.Sum(v => (double)v), 1e-4);
    }

    [Fact]
    public void EveryFactIsTested()
        => Assert.Equal(GoldenFacts.Section("constraints").GetProperty("cases").EnumerateObject().Select(p => p.Name).Order(), Facts().Select(row => row[0]).Cast<string>().Order());

    /// <summary>The matrix has the rows (3, 0) and (4, 1), its columns the norms 5 and 1.</summary>
    public static TheoryData<Constraint, float[]> Small() => new()
    {
        { new MaxNorm(), [1.2f, 0, 1.6f, 1] },
        { new MaxNorm(0), [0, 0, 0, 0] },
        { new MaxNorm(2, 1), [2, 0, (float)(8 / Math.Sqrt(17)), (float)(2 / Math.Sqrt(17))] },
        { new MaxNorm(2, -1), [2, 0, (float)(8 / Math.Sqrt(17)), (float)(2 / Math.Sqrt(17))] },
        { new MaxNorm(2, [1, 0]), [(float)(6 / Math.Sqrt(26)), 0, (float)(8 / Math.Sqrt(26)), (float)(2 / Math.Sqrt(26))] },
        { new UnitNorm(), [0.6f, 0, 0.8f, 1] },
        { new MinMaxNorm(2, 3), [1.8f, 0, 2.4f, 2] },
        { new MinMaxNorm(2, 3, 0.5), [2.4f, 0, 3.2f, 1.5f] },
        { new MinMaxNorm(2, 3, 0), [3, 0, 4, 1] },
        { new MinMaxNorm(), [0.6f, 0, 0.8f, 1] },
        { new NonNeg(), [3, 0, 4, 1] },
    };

    [Theory]
    [MemberData(nameof(Small))]
    public void ScalesByItsNorms(Constraint constraint, float[] expected)
    {
        Tensor<float> weight = Tensor.Create(new float[] { 3, 0, 4, 1 }, [2, 2]);
        Tensor<float> allowed = constraint.Call(weight);
        Assert.Equal([2, 2], allowed.Lengths.ToArray());
        Assert.All(expected.Zip(allowed), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
        Assert.Equal([3, 0, 4, 1], weight);
    }

    [Theory]
    [InlineData(-1, 4)]
    [InlineData(-5, 0)]
    public void NegativeAxesCountFromTheEnd(int negative, int positive)
    {
        float[] expected = SplitMix24.Values(31, 1, 144);
        float[] actual = [.. expected];
        new UnitNorm(positive).Call(expected, s_shape);
        new UnitNorm(negative).Call(actual, s_shape);
        Assert.Equal(expected, actual);
    }

    /// <summary>Keras's epsilon of 1e-7 keeps zeros zero and shrinks tiny weights.</summary>
    [Fact]
    public void EpsilonIsAddedToTheNorm()
    {
        float[] values = [0, 1e-7f];
        new UnitNorm(1).Call(values, 2, 1);
        Assert.Equal([0, 0.5f], values.Select(v => MathF.Round(v, 6)));
        float[] one = [1];
        new MaxNorm(0.5, 0).Call(one, 1);
        Assert.Equal(0.5 / 1.0000001, one[0], 3e-8);
    }

    [Fact]
    public void NonNegTurnsNegativesToZeroAndKeepsNaN()
    {
        float[] values = [-1, float.NaN, 2, float.NegativeInfinity];
        new NonNeg().Call(values, 4);
        Assert.Equal([0, float.NaN, 2, 0], values);
    }

    [Fact]
    public void EmptyWeightsStayEmpty() => Assert.Equal(0, new UnitNorm().Call(Tensor.Create(Array.Empty<float>(), [3, 0])).FlattenedLength);

    public static TheoryData<Action, string, string> Impossible() => new()
    {
        { () => _ = new MaxNorm(-1), "maxValue is -1; it must be finite and at least 0.", "maxValue" },
        { () => _ = new MinMaxNorm(-1), "minValue is -1; it must be finite and at least 0.", "minValue" },
        { () => _ = new MinMaxNorm(2, 1), "maxValue is 1; it must be finite and at least minValue = 2.", "maxValue" },
        { () => _ = new MinMaxNorm(0, 1, 1.5), "rate is 1.5; it must be from 0 to 1.", "rate" },
        { () => _ = new MinMaxNorm(0, 1, double.NaN), "rate is NaN; it must be from 0 to 1.", "rate" },
        { () => _ = new UnitNorm([]), "axis has no entries; it must have at least one.", "axis" },
        { () => new UnitNorm(2).Call(new float[4], 2, 2), "axis is 2; each entry must be from -2 to 1 for a shape of [2, 2].", "axis" },
        { () => new UnitNorm([0, -3]).Call(new float[4], 2, 2), "axis is [0, -3]; each entry must be from -2 to 1 for a shape of [2, 2].", "axis" },
        { () => new UnitNorm([1, -1]).Call(new float[4], 2, 2), "axis is [1, -1]; it must name each axis of [2, 2] once.", "axis" },
        { () => new UnitNorm().Call(new float[3], 2, 2), "values has 3 elements; a shape of [2, 2] has 4.", "values" },
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
    public void AxesReadLikeAList()
    {
        Axes axes = [3, -1];
        Assert.Equal(2, axes.Count);
        Assert.Equal([3, -1], axes);
        Assert.Equal(-1, axes[1]);
        Assert.Equal("[3, -1]", axes.ToString());
        Assert.Equal("0", default(Axes).ToString());
        Assert.True(default(Axes) == 0);
        Assert.True(axes != 3);
    }
}
