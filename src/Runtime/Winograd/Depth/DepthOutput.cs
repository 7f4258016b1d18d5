using System.Numerics;
using System.Runtime.CompilerServices;
using Conv3DGen.Fallback;
using Conv3DGen.Kernels;

namespace Conv3DGen.Winograd;

/// <summary>Products to output planes, the same place of each: spelled out, as <see cref="DepthInput"/>.</summary>
internal static unsafe class DepthOutput
{
    /// <summary>Products of one phase, or of two, to output planes.</summary>
    /// <param name="form">What filtering does with the first phase, more than to copy it.</param>
    /// <param name="second">What it does with the second.</param>
    /// <param name="secondAt">The first frequency of the second phase; 0 where there is none.</param>
    /// <param name="source">The first frequency.</param>
    /// <param name="step">From one frequency to the next.</param>
    /// <param name="count">Floats of a plane, whole pixels.</param>
    /// <param name="block">What is added and where it goes.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(AxisForm form, AxisForm second, int secondAt, float* source, nint step, nint count, in DepthBlock block)
    {
        float* target = block.Target;
        nint plane = block.TargetPlane;
        int planes = block.Planes;
        int lane = 0;
        for (nint at = 0; at < count; at += Vector<float>.Count)
        {
            float* m = source + at;
            Transform(form, m, step, out Vector<float> y0, out Vector<float> y1, out Vector<float> y2, out Vector<float> y3);
            if (secondAt > 0)
            {
                Vector<float> z0, z1, z2, z3;
                m += secondAt * step;
                if (second == AxisForm.One)
                {
                    z0 = Vector.Load(m);
                    z1 = Vector.Load(m + step);
                    z2 = Vector.Load(m + (2 * step));
                    z3 = Vector.Load(m + (3 * step));
                }
                else
                {
                    Transform(second, m, step, out z0, out z1, out z2, out z3);
                }

                y0 += z0;
                y1 += z1;
                y2 += z2;
                y3 += z3;
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

    /// <summary>The products of a phase to its part of the outputs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transform(AxisForm form, float* m, nint step, out Vector<float> y0, out Vector<float> y1, out Vector<float> y2, out Vector<float> y3)
    {
        if (form == AxisForm.F4)
        {
            Pairs(m + step, step, 2 / 3.0, 3 / 2.0, out y0, out y1, out y2, out y3);
            y0 = Vector.Load(m) + y0;
        }
        else
        {
            Pairs(m, step, 1 / 2.0, 3 / 2.0, out y0, out y1, out y2, out y3);
        }
    }

    /// <summary>What the products of the points +-p and +-q, and after those of infinity, are to the outputs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Pairs(float* m, nint step, double p, double q, out Vector<float> y0, out Vector<float> y1, out Vector<float> y2, out Vector<float> y3)
    {
        Vector<float> m0 = Vector.Load(m);
        Vector<float> m1 = Vector.Load(m + step);
        Vector<float> m2 = Vector.Load(m + (2 * step));
        Vector<float> m3 = Vector.Load(m + (3 * step));
        Vector<float> s01 = m0 + m1;
        Vector<float> d01 = m0 - m1;
        Vector<float> s23 = m2 + m3;
        Vector<float> d23 = m2 - m3;
        y0 = s01 + s23;
        y1 = Fma.Add(d23, new((float)q), d01 * (float)p);
        y2 = Fma.Add(s23, new((float)(q * q)), s01 * (float)(p * p));
        y3 = Fma.Add(d23, new((float)(q * q * q)), Fma.Add(d01, new((float)(p * p * p)), Vector.Load(m + (4 * step))));
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
