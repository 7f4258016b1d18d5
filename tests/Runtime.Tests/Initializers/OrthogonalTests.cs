using Conv3DGen.Initializers;

namespace Conv3DGen.Runtime.Tests.Initializers;

public class OrthogonalTests
{
    public static TheoryData<nint[], double> Shapes() => new()
    {
        { [1, 1], 1 },
        { [5, 5], 1 },
        { [40, 7], 1 },
        { [7, 40], 1 },
        { [3, 3, 3, 4, 16], 1 },
        { [1, 2, 1, 3, 20], 2.5 },
        { [2, 2, 2, 2, 16], -1 },
    };

    /// <summary>With the last axis as columns: Q'Q or QQ' is gain^2 times the identity, whichever is smaller.</summary>
    [Theory]
    [MemberData(nameof(Shapes))]
    public void TheShorterSideIsOrthonormalTimesTheGain(nint[] shape, double gain)
    {
        float[] values = [.. new Orthogonal(gain, seed: 1).Call(shape)];
        int columns = (int)shape[^1];
        int rows = values.Length / columns;
        int count = Math.Min(rows, columns);
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double product = 0;
                for (int k = 0; k < Math.Max(rows, columns); k++)
                {
                    product += rows >= columns
                        ? (double)values[(k * columns) + i] * values[(k * columns) + j]
                        : (double)values[(i * columns) + k] * values[(j * columns) + k];
                }

                Assert.Equal(i == j ? gain * gain : 0, product, 1e-6 * gain * gain);
            }
        }
    }

    /// <summary>Q'A is R of the QR factorisation of the normal matrix A: upper triangular, with a positive diagonal.</summary>
    [Theory]
    [InlineData(6, 6)]
    [InlineData(30, 6)]
    public void IsTheQOfTheNormalMatrix(int rows, int columns)
    {
        var random = new SeededRandom(3);
        double[,] matrix = new double[rows, columns];
        for (int i = 0; i < rows * columns; i++)
        {
            matrix[i / columns, i % columns] = random.NextNormal();
        }

        float[] q = [.. new Orthogonal(seed: 3).Call(rows, columns)];
        for (int i = 0; i < columns; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                double r = Enumerable.Range(0, rows).Sum(k => q[(k * columns) + i] * matrix[k, j]);
                Assert.True(i > j ? Math.Abs(r) < 1e-5 : i < j || r > 1e-3, $"R[{i},{j}] is {r}");
            }
        }
    }

    /// <summary>Over many seeds the first column of a 2x2 matrix has an angle that is uniform, and the determinant is +1 as often as -1.</summary>
    [Fact]
    public void IsUniformAmongTheOrthogonalMatrices()
    {
        float[][] matrices = [.. Enumerable.Range(0, 20_000).Select(seed => new Orthogonal(seed: seed).Call(2, 2).ToArray())];
        Sample.HasDistribution([.. matrices.Select(m => MathF.Atan2(m[2], m[0]))], angle => 0.5 + (angle / (2 * Math.PI)));
        double positive = matrices.Count(m => (m[0] * m[3]) - (m[1] * m[2]) > 0);
        Assert.InRange((positive - 10_000) / Math.Sqrt(5_000), -5, 5);
    }

    /// <summary>Vectors that are nearly parallel lose their digits in one pass; the second brings the angle back.</summary>
    [Fact]
    public void LargeSquareMatricesStayOrthonormal()
    {
        double[][] vectors = OrthonormalVectors.Create(200, 200, new(5));
        for (int i = 0; i < vectors.Length; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                Assert.Equal(i == j ? 1 : 0, vectors[i].Zip(vectors[j], (a, b) => a * b).Sum(), 1e-12);
            }
        }
    }

    [Theory]
    [InlineData(new int[0])]
    [InlineData(new[] { 4 })]
    public void NeedsTwoAxes(int[] shape)
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => new Orthogonal().Call([.. shape.Select(n => (nint)n)]));
        Assert.StartsWith($"shape is [{string.Join(", ", shape)}]; Orthogonal needs at least 2 sizes.", error.Message);
    }

    [Fact]
    public void AnEmptyMatrixIsFine() => Assert.Equal(0, new Orthogonal().Call(0, 3).FlattenedLength);
}
