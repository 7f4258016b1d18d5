using System.Numerics;
using System.Runtime.CompilerServices;
using Conv3DGen.Fallback;
using Conv3DGen.Kernels;

namespace Conv3DGen.Winograd;

/// <summary>
/// F(4,3) across planes, the same place of each: the programs of <see cref="AxisTransform"/> spelled out, step by step: interpreted they
/// took 2 ms more of the 14 that a 3x7x7 stem takes. Tests hold the two to the same bits.
/// </summary>
internal static unsafe class DepthLines
{
    private const float A = (float)(2 / 3.0);
    private const float B = (float)(3 / 2.0);
    private const float AA = (float)(4 / 9.0);
    private const float BB = (float)(9 / 4.0);
    private const float AAA = (float)(8 / 27.0);
    private const float BBB = (float)(27 / 8.0);
    private const float Sum = (float)((4 / 9.0) + (9 / 4.0));

    /// <summary>Planes to frequencies.</summary>
    /// <param name="planes">The window's planes; where one is in the padding, zeros.</param>
    /// <param name="padded">Whether planes have room for whole vectors; otherwise the last vector is computed from overlapping ones.</param>
    /// <param name="target">The first frequency, with room for whole vectors; may be the first plane where those are padded.</param>
    /// <param name="step">From one frequency to the next.</param>
    /// <param name="count">Floats of a plane, a vector or more where planes are not padded.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Input(float** planes, bool padded, float* target, nint step, nint count)
    {
        float* p0 = planes[0], p1 = planes[1], p2 = planes[2], p3 = planes[3], p4 = planes[4], p5 = planes[5];
        nint last = padded ? (count - 1) / Vector<float>.Count * Vector<float>.Count : count - Vector<float>.Count;
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
            Vector.Store(Fma.Add(-d2, new(Sum), d0 + d4), r);
            Vector.Store(e1 + t1, r + step);
            Vector.Store(e1 - t1, r + (2 * step));
            Vector.Store(e3 + t3, r + (3 * step));
            Vector.Store(e3 - t3, r + (4 * step));
            Vector.Store(Fma.Add(-d3, new(Sum), d1 + d5), r + (5 * step));
            if (at == last)
            {
                return;
            }
        }
    }

    /// <summary>Products to output planes.</summary>
    /// <param name="source">The first frequency.</param>
    /// <param name="step">From one frequency to the next.</param>
    /// <param name="count">Floats of a plane, whole pixels.</param>
    /// <param name="block">What is added and where it goes.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Output(float* source, nint step, nint count, in DepthBlock block)
    {
        float* target = block.Target;
        nint plane = block.TargetPlane;
        int planes = block.Planes;
        int lane = 0;
        for (nint at = 0; at < count; at += Vector<float>.Count)
        {
            float* m = source + at;
            Vector<float> m1 = Vector.Load(m + step);
            Vector<float> m2 = Vector.Load(m + (2 * step));
            Vector<float> m3 = Vector.Load(m + (3 * step));
            Vector<float> m4 = Vector.Load(m + (4 * step));
            Vector<float> s12 = m1 + m2;
            Vector<float> d12 = m1 - m2;
            Vector<float> s34 = m3 + m4;
            Vector<float> d34 = m3 - m4;
            Vector<float> bias = Vector.Load(block.Bias + lane);
            float* y = target + lane;
            Store(block, Vector.Load(m) + (s12 + s34), bias, y);
            if (planes > 1)
            {
                Store(block, Fma.Add(d34, new(B), d12 * A), bias, y + plane);
            }

            if (planes > 2)
            {
                Store(block, Fma.Add(s34, new(BB), s12 * AA), bias, y + (2 * plane));
            }

            if (planes > 3)
            {
                Store(block, Fma.Add(d34, new(BBB), Fma.Add(d12, new(AAA), Vector.Load(m + (5 * step)))), bias, y + (3 * plane));
            }

            lane += Vector<float>.Count;
            while (lane >= block.Width)
            {
                lane -= block.Width;
                target += block.TargetPixel;
            }
        }
    }

    /// <summary>Bias, then the clamp. Comparisons with NaN are false, so NaN passes through.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(in DepthBlock block, Vector<float> y, Vector<float> bias, float* target)
    {
        y += bias;
        if (block.Clamps)
        {
            var low = new Vector<float>(block.Low);
            var high = new Vector<float>(block.High);
            y = Vector.ConditionalSelect(Vector.LessThan(y, low), low, y);
            y = Vector.ConditionalSelect(Vector.GreaterThan(y, high), high, y);
        }

        Vector.Store(y, target);
    }
}

/// <summary>Where the outputs of a block of filters go, and what is done to them on the way.</summary>
/// <param name="target">The first filter of the first pixel of the first plane.</param>
/// <param name="targetPixel">From one pixel to the next.</param>
/// <param name="targetPlane">From one plane to the next.</param>
/// <param name="planes">Planes that exist, of those of a tile.</param>
/// <param name="bias">One bias a filter; where a vector may straddle pixels, those of the pixels that follow too.</param>
/// <param name="width">Filters of the block. Unless they are whole vectors, pixels must touch and have room for one more vector after the last.</param>
/// <param name="epilogue">The clamp of the fused activation.</param>
internal readonly unsafe struct DepthBlock(float* target, nint targetPixel, nint targetPlane, int planes, float* bias, int width, Epilogue epilogue)
{
    public readonly float* Target = target;
    public readonly nint TargetPixel = targetPixel;
    public readonly nint TargetPlane = targetPlane;
    public readonly int Planes = planes;
    public readonly float* Bias = bias;
    public readonly int Width = width;
    public readonly float Low = epilogue.Low;
    public readonly float High = epilogue.High;
    public readonly bool Clamps = epilogue != Epilogue.None;
}
