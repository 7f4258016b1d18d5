using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Conv3DGen.Initializers;

/// <summary>
/// Normal vectors made orthonormal one after another by modified Gram-Schmidt, which gives the QR factorisation whose R has a positive
/// diagonal. Sums run in four lanes of a fixed order, so that every machine gives the same bits.
/// </summary>
internal static class OrthonormalVectors
{
    /// <summary>
    /// A vector that lost more than this much of its length has lost digits, and is made orthogonal once more ("twice is enough":
    /// Parlett, The Symmetric Eigenvalue Problem, 6.9).
    /// </summary>
    private const double Lost = 0.1;

    /// <summary>Creates them.</summary>
    /// <param name="count">How many, at most <paramref name="length"/>.</param>
    /// <param name="length">How many elements each has.</param>
    /// <param name="random">The source of the normal values: row after row of the matrix that has the vectors as columns.</param>
    public static double[][] Create(int count, int length, SeededRandom random)
    {
        double[][] vectors = [.. Enumerable.Range(0, count).Select(_ => new double[length])];
        for (int i = 0; i < length; i++)
        {
            foreach (double[] vector in vectors)
            {
                vector[i] = random.NextNormal();
            }
        }

        for (int i = 0; i < count; i++)
        {
            double before = Length(vectors[i]);
            double after = Orthogonalize(vectors[i], vectors.AsSpan(0, i));
            if (after < Lost * before)
            {
                after = Orthogonalize(vectors[i], vectors.AsSpan(0, i));
            }

            foreach (ref double element in vectors[i].AsSpan())
            {
                element /= after;
            }
        }

        return vectors;
    }

    private static double Orthogonalize(double[] vector, ReadOnlySpan<double[]> others)
    {
        foreach (double[] other in others)
        {
            Subtract(vector, other, Dot(vector, other));
        }

        return Length(vector);
    }

    private static double Length(double[] vector) => Math.Sqrt(Dot(vector, vector));

    private static double Dot(double[] x, double[] y)
    {
        ReadOnlySpan<Vector256<double>> a = MemoryMarshal.Cast<double, Vector256<double>>(x);
        ReadOnlySpan<Vector256<double>> b = MemoryMarshal.Cast<double, Vector256<double>>(y);
        Vector256<double> even = Vector256<double>.Zero;
        Vector256<double> odd = Vector256<double>.Zero;
        int i = 0;
        for (; i + 1 < a.Length; i += 2)
        {
            even += a[i] * b[i];
            odd += a[i + 1] * b[i + 1];
        }

        if (i < a.Length)
        {
            even += a[i] * b[i];
        }

        Vector256<double> lanes = even + odd;
        double sum = lanes[0] + lanes[1] + (lanes[2] + lanes[3]);
        for (int rest = a.Length * Vector256<double>.Count; rest < x.Length; rest++)
        {
            sum += x[rest] * y[rest];
        }

        return sum;
    }

    private static void Subtract(double[] x, double[] y, double factor)
    {
        Span<Vector256<double>> a = MemoryMarshal.Cast<double, Vector256<double>>(x.AsSpan());
        ReadOnlySpan<Vector256<double>> b = MemoryMarshal.Cast<double, Vector256<double>>(y);
        for (int i = 0; i < a.Length; i++)
        {
            a[i] -= b[i] * factor;
        }

        for (int rest = a.Length * Vector256<double>.Count; rest < x.Length; rest++)
        {
            x[rest] -= y[rest] * factor;
        }
    }
}
