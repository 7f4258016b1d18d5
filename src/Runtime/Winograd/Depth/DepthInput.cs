using System.Numerics;
using System.Runtime.CompilerServices;
using Conv3DGen.Fallback;

namespace Conv3DGen.Winograd;

/// <summary>
/// Input planes to frequencies, the same place of each: the programs of <see cref="AxisTransform"/> spelled out, step by step: interpreted
/// they took 2 ms more of the 14 that a 3x7x7 stem takes. Tests hold the two to the same bits.
/// </summary>
internal static unsafe class DepthInput
{
    /// <summary>Planes of a phase to its frequencies.</summary>
    /// <param name="form">What filtering does with the phase, more than to copy it.</param>
    /// <param name="planes">The phase's planes; where one is in the padding, zeros.</param>
    /// <param name="padded">Whether planes have room for whole vectors; otherwise the last vector is computed from overlapping ones.</param>
    /// <param name="target">The first frequency, with room for whole vectors; may be the first plane where those are padded.</param>
    /// <param name="step">From one frequency to the next.</param>
    /// <param name="count">Floats of a plane, a vector or more where planes are not padded.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(AxisForm form, float** planes, bool padded, float* target, nint step, nint count)
    {
        const float S = (float)((4 / 9.0) + (9 / 4.0)), CCDD = 9 / 16f, T = 5 / 2f;
        bool ofThree = form == AxisForm.F4;
        float* p0 = planes[0], p1 = planes[1], p2 = planes[2], p3 = planes[3], p4 = planes[4], p5 = ofThree ? planes[5] : p4;
        nint last = padded ? (count - 1) / Vector<float>.Count * Vector<float>.Count : count - Vector<float>.Count;
        for (nint next = 0; ; next += Vector<float>.Count)
        {
            nint at = Math.Min(next, last);
            Vector<float> d0 = Vector.Load(p0 + at);
            Vector<float> d1 = Vector.Load(p1 + at);
            Vector<float> d2 = Vector.Load(p2 + at);
            Vector<float> d3 = Vector.Load(p3 + at);
            Vector<float> d4 = Vector.Load(p4 + at);
            float* r = target + at;
            if (ofThree)
            {
                Vector<float> d5 = Vector.Load(p5 + at);
                Vector.Store(Fma.Add(-d2, new(S), d0 + d4), r);
                Pair(d1, d2, d3, d4, 2 / 3.0, 3 / 2.0, r + step, step);
                Pair(d1, d2, d3, d4, 3 / 2.0, 2 / 3.0, r + (3 * step), step);
                Vector.Store(Fma.Add(-d3, new(S), d1 + d5), r + (5 * step));
            }
            else
            {
                Pair(d0, d1, d2, d3, 1 / 2.0, 3 / 2.0, r, step);
                Pair(d0, d1, d2, d3, 3 / 2.0, 1 / 2.0, r + (2 * step), step);
                Vector.Store(Fma.Add(-d2, new(T), Fma.Add(d0, new(CCDD), d4)), r + (4 * step));
            }

            if (at == last)
            {
                return;
            }
        }
    }

    /// <summary>The frequencies of the points +-p beside +-q, from the four inputs that they are of.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Pair(Vector<float> d0, Vector<float> d1, Vector<float> d2, Vector<float> d3, double p, double q, float* target, nint step)
    {
        Vector<float> even = Fma.Add(-d1, new((float)(q * q)), d3);
        Vector<float> odd = Fma.Add(-d0, new((float)(q * q)), d2) * (float)p;
        Vector.Store(even + odd, target);
        Vector.Store(even - odd, target + step);
    }
}
