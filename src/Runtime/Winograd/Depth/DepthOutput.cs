using System.Numerics;
using System.Runtime.CompilerServices;
using Conv3DGen.Fallback;
using Conv3DGen.Kernels;

namespace Conv3DGen.Winograd;

/// <summary>Products to output planes, the same place of each: spelled out, as <see cref="DepthInput"/>.</summary>
internal static unsafe class DepthOutput
{
    /// <summary>Where copies begin: only after F(4,2).</summary>
    private const int FrequenciesOfTwo = 5;

    /// <summary>Products of one phase, or of two, to output planes.</summary>
    /// <param name="copies">Whether a phase of copies follows: a product for each plane.</param>
    /// <param name="form">What filtering does with the first phase.</param>
    /// <param name="source">The first frequency.</param>
    /// <param name="step">From one frequency to the next.</param>
    /// <param name="count">Floats of a plane, whole pixels.</param>
    /// <param name="block">What is added and where it goes.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(AxisForm form, bool copies, float* source, nint step, nint count, in DepthBlock block)
    {
        float* target = block.Target;
        nint plane = block.TargetPlane;
        int planes = block.Planes;
        int lane = 0;
        for (nint at = 0; at < count; at += Vector<float>.Count)
        {
            float* m = source + at;
            Vector<float> y0, y1, y2, y3;
            if (form == AxisForm.F4)
            {
                OfThree(m, step, out y0, out y1, out y2, out y3);
            }
            else
            {
                OfTwo(m, step, out y0, out y1, out y2, out y3);
            }

            if (copies)
            {
                float* c = m + (FrequenciesOfTwo * step);
                y0 += Vector.Load(c);
                y1 += Vector.Load(c + step);
                y2 += Vector.Load(c + (2 * step));
                y3 += Vector.Load(c + (3 * step));
            }

            Vector<float> bias = Vector.Load(block.Bias + lane);
            float* y = target + lane;
            Store(block, y0, bias, y);
            if (planes > 1)
            {
                Store(block, y1, bias, y + plane);
            }

            if (planes > 2)
            {
                Store(block, y2, bias, y + (2 * plane));
            }

            if (planes > 3)
            {
                Store(block, y3, bias, y + (3 * plane));
            }

            lane += Vector<float>.Count;
            while (lane >= block.Width)
            {
                lane -= block.Width;
                target += block.TargetPixel;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void OfThree(float* m, nint step, out Vector<float> y0, out Vector<float> y1, out Vector<float> y2, out Vector<float> y3)
    {
        const float A = (float)(2 / 3.0), B = (float)(3 / 2.0), AA = (float)(4 / 9.0), BB = (float)(9 / 4.0), AAA = (float)(8 / 27.0), BBB = (float)(27 / 8.0);
        Vector<float> m1 = Vector.Load(m + step);
        Vector<float> m2 = Vector.Load(m + (2 * step));
        Vector<float> m3 = Vector.Load(m + (3 * step));
        Vector<float> m4 = Vector.Load(m + (4 * step));
        Vector<float> s12 = m1 + m2;
        Vector<float> d12 = m1 - m2;
        Vector<float> s34 = m3 + m4;
        Vector<float> d34 = m3 - m4;
        y0 = Vector.Load(m) + (s12 + s34);
        y1 = Fma.Add(d34, new(B), d12 * A);
        y2 = Fma.Add(s34, new(BB), s12 * AA);
        y3 = Fma.Add(d34, new(BBB), Fma.Add(d12, new(AAA), Vector.Load(m + (5 * step))));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void OfTwo(float* m, nint step, out Vector<float> y0, out Vector<float> y1, out Vector<float> y2, out Vector<float> y3)
    {
        const float C = 1 / 2f, D = 3 / 2f, CC = 1 / 4f, DD = 9 / 4f, CCC = 1 / 8f, DDD = 27 / 8f;
        Vector<float> m0 = Vector.Load(m);
        Vector<float> m1 = Vector.Load(m + step);
        Vector<float> m2 = Vector.Load(m + (2 * step));
        Vector<float> m3 = Vector.Load(m + (3 * step));
        Vector<float> s01 = m0 + m1;
        Vector<float> d01 = m0 - m1;
        Vector<float> s23 = m2 + m3;
        Vector<float> d23 = m2 - m3;
        y0 = s01 + s23;
        y1 = Fma.Add(d23, new(D), d01 * C);
        y2 = Fma.Add(s23, new(DD), s01 * CC);
        y3 = Fma.Add(d23, new(DDD), Fma.Add(d01, new(CCC), Vector.Load(m + (4 * step))));
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
