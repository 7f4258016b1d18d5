namespace Conv3DGen.Runtime.Tests.Activations;

/// <summary>softmax, log_softmax and sparsemax, which work on whole rows.</summary>
public class RowTests
{
    public static TheoryData<int> Widths => [1, 2, 3, 4, 7, 8, 9, 64, 255, 256, 257, 1000];

    [Theory]
    [MemberData(nameof(Widths))]
    public void SoftmaxIsItsFormula(int width)
    {
        foreach (float[] row in Rows(width))
        {
            double largest = row.Max();
            double sum = row.Sum(x => Math.Exp(x - largest));
            Close([.. row.Select(x => Math.Exp(x - largest) / sum)], Formulas.Run(Activation.Softmax, row, width), 1e-7, 0);
            Close([.. row.Select(x => x - largest - Math.Log(sum))], Formulas.Run(Activation.LogSoftmax, row, width), 1e-7, 1e-13);
        }
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void SparsemaxIsTheNearestPointOfTheSimplex(int width)
    {
        foreach (float[] row in Rows(width))
        {
            double threshold = SimplexThreshold(row);
            Close([.. row.Select(x => Math.Max(x - threshold, 0))], Formulas.Run(Activation.Sparsemax, row, width), 1e-7, 1e-12);
        }
    }

    [Theory]
    [MemberData(nameof(Widths))]
    public void EachRowSumsToOne(int width)
    {
        float[] rows = [.. Rows(width).SelectMany(row => row)];
        foreach (Activation activation in (Activation[])[Activation.Softmax, Activation.Sparsemax])
        {
            Assert.All(Formulas.Run(activation, rows, width).Chunk(width), row => Assert.Equal(1, row.Sum(y => (double)y), 1e-6));
        }

        Assert.All(Formulas.Run(Activation.LogSoftmax, rows, width).Chunk(width), row => Assert.Equal(1, row.Sum(y => Math.Exp(y)), 1e-5));
    }

    [Fact]
    public void AShiftOfTheWholeRowChangesNothing()
    {
        float[] row = [-3, -0.5f, 0, 0.25f, 2, 2.125f];
        float[] shifted = [.. row.Select(x => x + 1_000_000)];
        foreach (Activation activation in (Activation[])[Activation.Softmax, Activation.LogSoftmax, Activation.Sparsemax])
        {
            Assert.Equal(Formulas.Run(activation, row, row.Length), Formulas.Run(activation, shifted, row.Length));
        }
    }

    [Fact]
    public void LargeValuesDoNotOverflow()
    {
        Assert.Equal([0.5f, 0.5f, 0], Formulas.Run(Activation.Softmax, [float.MaxValue, float.MaxValue, float.MinValue], 3));
        Assert.Equal([0.5f, 0.5f, 0], Formulas.Run(Activation.Sparsemax, [float.MaxValue, float.MaxValue, float.MinValue], 3));
        Assert.Equal([1, 0, 0], Formulas.Run(Activation.Softmax, [200, 0, -200], 3));
        Assert.Equal([0, -200, -400], Formulas.Run(Activation.LogSoftmax, [200, 0, -200], 3));
        Assert.Equal([-MathF.Log(2), -MathF.Log(2)], Formulas.Run(Activation.LogSoftmax, [3e38f, 3e38f], 2));
    }

    [Fact]
    public void NegativeInfinityTakesNoPart()
    {
        float masked = float.NegativeInfinity;
        Assert.Equal([0.5f, 0, 0.5f], Formulas.Run(Activation.Softmax, [1, masked, 1], 3));
        Assert.Equal([0.5f, 0, 0.5f], Formulas.Run(Activation.Sparsemax, [1, masked, 1], 3));
        Assert.Equal([-MathF.Log(2), masked, -MathF.Log(2)], Formulas.Run(Activation.LogSoftmax, [1, masked, 1], 3));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void OneBadValueSpoilsItsRowAndNoOther(float bad)
    {
        foreach (Activation activation in (Activation[])[Activation.Softmax, Activation.LogSoftmax, Activation.Sparsemax])
        {
            float[] actual = Formulas.Run(activation, [1, 2, 1, bad, 2, 1], 2);
            Assert.Equal([false, false, true, true, false, false], actual.Select(float.IsNaN));
        }
    }

    private static void Close(double[] expected, float[] actual, double relative, double absolute)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < actual.Length; i++)
        {
            // Below 1.5e-45, half the smallest float32, the result is 0 or that.
            Assert.Equal(expected[i], actual[i], (relative * Math.Abs(expected[i])) + absolute + 1.5e-45);
        }
    }

    /// <summary>The t with sum of max(x - t, 0) = 1, by bisection: the sum falls as t grows.</summary>
    private static double SimplexThreshold(float[] row)
    {
        double low = row.Max() - 1.0;
        double high = row.Max();
        for (int i = 0; i < 80; i++)
        {
            double middle = (low + high) / 2;
            (low, high) = row.Sum(x => Math.Max(x - middle, 0)) > 1 ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }

    /// <summary>Rows of several spreads: nearly equal values, ordinary ones, far apart, and ties.</summary>
    private static IEnumerable<float[]> Rows(int width)
    {
        var random = new Random(width);
        foreach (double spread in (double[])[0.01, 1, 10, 100])
        {
            yield return [.. Enumerable.Range(0, width).Select(_ => (float)((random.NextDouble() - 0.5) * spread))];
        }

        yield return [.. Enumerable.Range(0, width).Select(_ => random.Next(3) / 4f)];
    }
}
