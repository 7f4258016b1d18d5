using System.Numerics.Tensors;
using System.Text.Json;
using Conv3DGen.Testing.Golden;

namespace Conv3DGen.Runtime.Tests.Regularizers;

public class RegularizerTests
{
    private static readonly JsonElement s_facts = GoldenFacts.Section("regularizers");

    private static readonly float[] s_kernel = SplitMix24.Values(31, 1, 2 * 3 * 2 * 3 * 4);

    /// <summary>The values that another implementation found, in float64.</summary>
    [Fact]
    public void AgreeWithTheFacts()
    {
        JsonElement expected = s_facts.GetProperty("float64");
        nint[] shape = [2, 3, 2, 3, 4];
        Assert.Equal(expected.GetProperty("l1_0_01").GetDouble(), new L1(0.01).Call(s_kernel, shape), 1e-12);
        Assert.Equal(expected.GetProperty("l1l2_default").GetDouble(), new L1L2(0.01, 0.01).Call(s_kernel, shape), 1e-12);
        Assert.Equal(expected.GetProperty("losses")[0].GetDouble(), new L2(0.01).Call(s_kernel, shape), 1e-12);
        Assert.Equal(expected.GetProperty("losses")[1].GetDouble(), new L1(0.02).Call(SplitMix24.Values(32, 1, 4), 4), 1e-12);
    }

    public static TheoryData<Regularizer, double> Small() => new()
    {
        { new L1(), 0.1 },
        { new L1(2), 20 },
        { new L2(), 0.3 },
        { new L2(2), 60 },
        { new L1L2(), 0 },
        { new L1L2(2), 20 },
        { new L1L2(0, 2), 60 },
        { new L1L2(2, 3), 110 },
    };

    [Theory]
    [MemberData(nameof(Small))]
    public void SumMagnitudesAndSquares(Regularizer regularizer, double expected)
    {
        Tensor<float> x = Tensor.Create(new float[] { 1, -2, 3, -4 }, [2, 2]);
        Assert.Equal(expected, regularizer.Call(x), 1e-12);
        Assert.Equal(expected, regularizer.Call([1, -2, 3, -4], 4), 1e-12);
        Assert.Equal(0, regularizer.Call([], 0));
    }

    /// <summary>2^24 + 1001 is no float32.</summary>
    [Fact]
    public void SumsAreInFloat64()
    {
        var values = new float[1002];
        Array.Fill(values, 1);
        values[0] = 1 << 24;
        Assert.Equal((1 << 24) + 1001, new L1(1).Call(values, values.Length));
        values[0] = 1 << 12;
        Assert.Equal((1 << 24) + 1001, new L2(1).Call(values, values.Length));
    }

    [Fact]
    public void AFactorOfZeroLeavesItsTermOut()
    {
        Assert.Equal(double.PositiveInfinity, new L1L2(1, 0).Call([float.PositiveInfinity], 1));
        Assert.Equal(0, new L1L2(0, 0).Call([float.NaN], 1));
    }

    [Fact]
    public void ATensorThatIsNotDenseIsReadByItsIndices()
    {
        Tensor<float> wide = Tensor.Create(new float[] { 1, 100, 2, 100 }, [2, 2]);
        Assert.Equal(3, new L1(1).Call(wide.Slice([0..2, 0..1])));
    }

    /// <summary>By hand: the rows (3,4) and (4,3) have the product 24/25, (3,4) and (0,5) 20/25, (4,3) and (0,5) 15/25.</summary>
    [Fact]
    public void OrthogonalIsTheMeanProductOfUnitRows()
    {
        float[] rows = [3, 4, 4, 3, 0, 5];
        float[] columns = [3, 4, 0, 4, 3, 5];
        double expected = 0.5 * (24.0 + 20 + 15) / 25 / 3;
        Assert.Equal(expected, new OrthogonalRegularizer(0.5).Call(rows, 3, 2), 1e-12);
        Assert.Equal(expected, new OrthogonalRegularizer(0.5, OrthogonalMode.Columns).Call(columns, 2, 3), 1e-12);
        Assert.Equal(expected, new OrthogonalRegularizer(0.5).Call([-3, -4, 4, 3, 0, 5], 3, 2), 1e-12);
        Assert.Equal(0, new OrthogonalRegularizer(0.5).Call([1, 0, 0, 2], 2, 2));
        Assert.Equal(0, new OrthogonalRegularizer(0.5).Call([1, 2], 1, 2));
    }

    /// <summary>Keras multiplies rows shorter than 1e-7 by 1e7 only: here to 0.1 and 1.</summary>
    [Fact]
    public void OrthogonalLeavesTinyRowsShort()
        => Assert.Equal(0.1, new OrthogonalRegularizer(1).Call([1e-8f, 0, 1, 0], 2, 2), 1e-6);

    [Theory]
    [InlineData(new[] { 4 })]
    [InlineData(new[] { 1, 1, 1, 2, 2 })]
    public void OrthogonalNeedsTwoAxes(int[] shape)
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => new OrthogonalRegularizer().Call([1, 2, 3, 4], [.. shape.Select(n => (nint)n)]));
        Assert.StartsWith($"shape is [{string.Join(", ", shape)}]; OrthogonalRegularizer takes matrices, so it must have 2 sizes.", error.Message);
    }

    public static TheoryData<Action, string, string> Impossible() => new()
    {
        { () => _ = new L1(-0.1), "l1 is -0.1; it must be finite and at least 0.", "l1" },
        { () => _ = new L1(double.NaN), "l1 is NaN; it must be finite and at least 0.", "l1" },
        { () => _ = new L2(double.PositiveInfinity), "l2 is Infinity; it must be finite and at least 0.", "l2" },
        { () => _ = new L1L2(-1), "l1 is -1; it must be finite and at least 0.", "l1" },
        { () => _ = new L1L2(0, -1), "l2 is -1; it must be finite and at least 0.", "l2" },
        { () => _ = new OrthogonalRegularizer(-1), "factor is -1; it must be finite and at least 0.", "factor" },
        { () => _ = new OrthogonalRegularizer(1, "diagonal"), "mode is \"diagonal\"; it must be one of \"rows\", \"columns\".", "mode" },
        { () => _ = new OrthogonalRegularizer(1, (OrthogonalMode)3), "mode is 3; it must be one of the enum's named values.", "mode" },
        { () => new L1().Call(new float[3], 2, 2), "values has 3 elements; a shape of [2, 2] has 4.", "values" },
    };

    [Theory]
    [MemberData(nameof(Impossible))]
    public void ImpossibleArgumentsAreRefused(Action action, string message, string argument)
    {
        ArgumentException error = Assert.Throws<ArgumentException>(action);
        Assert.StartsWith(message, error.Message);
        Assert.Equal(argument, error.ParamName);
    }
}
