using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Vec = System.Numerics.Vector<double>;

namespace Conv3DGen.Activations;

/// <summary>exp(x - max) over a row, in parts as long as the scratch memory, whose length every vector length divides.</summary>
internal static class Exponentials
{
    /// <summary>
    /// The sum of exp(x - max), added up in the row's order, so that no vector width shows in its bits. The last part's terms stay in
    /// <paramref name="scratch"/>.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Sum(ReadOnlySpan<float> row, double max, Span<double> scratch)
    {
        double sum = 0;
        while (!row.IsEmpty)
        {
            int length = Math.Min(row.Length, scratch.Length);
            Fill(row[..length], max, scratch);
            foreach (double term in scratch[..length])
            {
                sum += term;
            }

            row = row[length..];
        }

        return sum;
    }

    /// <summary>Replaces every x by exp(x - max) / sum, after <see cref="Sum"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Divide(Span<float> row, double max, double sum, Span<double> scratch)
    {
        bool filled = row.Length <= scratch.Length;
        while (!row.IsEmpty)
        {
            int length = Math.Min(row.Length, scratch.Length);
            if (!filled)
            {
                Fill(row[..length], max, scratch);
            }

            for (int i = 0; i < length; i++)
            {
                row[i] = (float)(scratch[i] / sum);
            }

            row = row[length..];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Fill(ReadOnlySpan<float> part, double max, Span<double> scratch)
    {
        for (int i = 0; i < part.Length; i++)
        {
            scratch[i] = part[i] - max;
        }

        int vectors = (part.Length + Vec.Count - 1) / Vec.Count;
        foreach (ref Vec terms in MemoryMarshal.Cast<double, Vec>(scratch)[..vectors])
        {
            terms = VectorMath.Exp(terms);
        }
    }
}
