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
    public static void Run(AxisForm form, float** planes, bool padded, float* target, nint step, nint count)
    {
        nint last = padded ? (count - 1) / Vector<float>.Count * Vector<float>.Count : count - Vector<float>.Count;
        if (form == AxisForm.F4)
        {
            OfThree(planes, last, target, step);
        }
        else
        {
            OfTwo(planes, last, target, step);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void OfThree(float** planes, nint last, float* target, nint step)
    {
        const float A = (float)(2 / 3.0), B = (float)(3 / 2.0), AA = (float)(4 / 9.0), BB = (float)(9 / 4.0), S = (float)((4 / 9.0) + (9 / 4.0));
        float* p0 = planes[0], p1 = planes[1], p2 = planes[2], p3 = planes[3], p4 = planes[4], p5 = planes[5];
        for (nint next = 0; ; next += Vector<float>.Count)
        {
            nint at = Math.Min(next, last);
            Vector<float> d0 = Vector.Load(p0 + at);
            Vector<float> d1 = Vector.Load(p1 + at);
            Vector<float> d2 = Vector.Load(p2 + at);
            Vector<float> d3 = Vector.Load(p3 + at);
            Vector<float> d4 = Vector.Load(p4 + at);
            Vector<float> d5 = Vector.Load(p5 + at);
            Vector<float> e1 = Fma.Add(-d2, new(BB), d4);
            Vector<float> t1 = Fma.Add(-d1, new(BB), d3) * A;
            Vector<float> e3 = Fma.Add(-d2, new(AA), d4);
            Vector<float> t3 = Fma.Add(-d1, new(AA), d3) * B;
            float* r = target + at;
            Vector.Store(Fma.Add(-d2, new(S), d0 + d4), r);
            Vector.Store(e1 + t1, r + step);
            Vector.Store(e1 - t1, r + (2 * step));
            Vector.Store(e3 + t3, r + (3 * step));
            Vector.Store(e3 - t3, r + (4 * step));
            Vector.Store(Fma.Add(-d3, new(S), d1 + d5), r + (5 * step));
            if (at == last)
            {
                return;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void OfTwo(float** planes, nint last, float* target, nint step)
    {
        const float C = 1 / 2f, D = 3 / 2f, CC = 1 / 4f, DD = 9 / 4f, CCDD = 9 / 16f, T = 5 / 2f;
        float* p0 = planes[0], p1 = planes[1], p2 = planes[2], p3 = planes[3], p4 = planes[4];
        for (nint next = 0; ; next += Vector<float>.Count)
        {
            nint at = Math.Min(next, last);
            Vector<float> d0 = Vector.Load(p0 + at);
            Vector<float> d1 = Vector.Load(p1 + at);
            Vector<float> d2 = Vector.Load(p2 + at);
            Vector<float> d3 = Vector.Load(p3 + at);
            Vector<float> d4 = Vector.Load(p4 + at);
            Vector<float> q0 = Fma.Add(-d1, new(DD), d3);
            Vector<float> t0 = Fma.Add(-d0, new(DD), d2) * C;
            Vector<float> q2 = Fma.Add(-d1, new(CC), d3);
            Vector<float> t2 = Fma.Add(-d0, new(CC), d2) * D;
            float* r = target + at;
            Vector.Store(q0 + t0, r);
            Vector.Store(q0 - t0, r + step);
            Vector.Store(q2 + t2, r + (2 * step));
            Vector.Store(q2 - t2, r + (3 * step));
            Vector.Store(Fma.Add(-d2, new(T), Fma.Add(d0, new(CCDD), d4)), r + (4 * step));
            if (at == last)
            {
                return;
            }
        }
    }
}
