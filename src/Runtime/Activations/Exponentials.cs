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
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
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

    /// <summary>Replaces every x by exp(x - max) / sum, after <see cref="Sum"/> of the same row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Divide(Span<float> row, double max, double sum, Span<double> scratch)
    {
        bool filled = row.Length <= scratch.Length;
        double factor = 1 / sum;
        while (!row.IsEmpty)
        {
            Span<float> part = row[..Math.Min(row.Length, scratch.Length)];
            if (!filled)
            {
                Fill(part, max, scratch);
            }

            ReadOnlySpan<double> terms = scratch[..part.Length];
            for (int i = 0; i < terms.Length; i++)
            {
                part[i] = (float)(terms[i] * factor);
            }

            row = row[part.Length..];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Fill(ReadOnlySpan<float> part, double max, Span<double> scratch)
    {
        Span<double> shifted = scratch[..part.Length];
        for (int i = 0; i < shifted.Length; i++)
        {
            shifted[i] = part[i] - max;
        }

        int vectors = (part.Length + Vec.Count - 1) / Vec.Count;
        foreach (ref Vec terms in MemoryMarshal.Cast<double, Vec>(scratch)[..vectors])
        {
            terms = VectorMath.Exp(terms);
        }
    }
}
