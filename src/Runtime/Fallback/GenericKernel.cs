using System.Numerics;
using System.Runtime.CompilerServices;
using Conv3DGen.Kernels;

namespace Conv3DGen.Fallback;

/// <summary>
/// The kernel for every spec that no generated code covers, and the reference that generated code is held to: the same order of
/// additions (kernel depth, height, width, channel; bias last) with one fused multiply-add a step, hence the same bits.
/// </summary>
internal static unsafe class GenericKernel
{
    private const int Pixels = 4;

    public static DirectCode Code { get; } = new(
        $"direct {Pixels}x2",
        Vector<float>.Count,
        new TileSet(2, [&Tile2, &Tile2, &Tile2, &Tile2]),
        new TileSet(1, [&Tile1, &Tile1, &Tile1, &Tile1]));

    /// <summary>Up to 4 pixels x 2 vectors. A pixel that the tile lacks repeats the first one and is not stored.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Tile2(TileArgs* t)
    {
        Vector<float> a00 = default, a01 = default, a10 = default, a11 = default, a20 = default, a21 = default, a30 = default, a31 = default;
        nint p1 = t->Pixels > 1 ? t->InputPixelStride : 0;
        nint p2 = t->Pixels > 2 ? t->InputPixelStride * 2 : 0;
        nint p3 = t->Pixels > 3 ? t->InputPixelStride * 3 : 0;
        nint channel = t->InputChannelStride;
        for (nint plane = 0; plane < t->Planes; plane++)
        {
            for (nint row = 0; row < t->Rows; row++)
            {
                float* w = t->Weights + (plane * t->WeightPlaneStride) + (row * t->WeightRowStride);
                float* tap = t->Input + (plane * t->InputPlaneStride) + (row * t->InputRowStride);
                for (nint kw = t->Taps; kw > 0; kw--, tap += t->InputTapStride)
                {
                    float* x = tap;
                    for (nint ci = t->Run; ci > 0; ci--, x += channel, w += 2 * Vector<float>.Count)
                    {
                        Vector<float> w0 = Vector.Load(w);
                        Vector<float> w1 = Vector.Load(w + Vector<float>.Count);
                        var x0 = new Vector<float>(x[0]);
                        a00 = Fma.Add(w0, x0, a00);
                        a01 = Fma.Add(w1, x0, a01);
                        var x1 = new Vector<float>(x[p1]);
                        a10 = Fma.Add(w0, x1, a10);
                        a11 = Fma.Add(w1, x1, a11);
                        var x2 = new Vector<float>(x[p2]);
                        a20 = Fma.Add(w0, x2, a20);
                        a21 = Fma.Add(w1, x2, a21);
                        var x3 = new Vector<float>(x[p3]);
                        a30 = Fma.Add(w0, x3, a30);
                        a31 = Fma.Add(w1, x3, a31);
                    }
                }
            }
        }

        Store(t, 0, 0, a00);
        Store(t, 0, 1, a01);
        Store(t, 1, 0, a10);
        Store(t, 1, 1, a11);
        Store(t, 2, 0, a20);
        Store(t, 2, 1, a21);
        Store(t, 3, 0, a30);
        Store(t, 3, 1, a31);
    }

    /// <summary>Up to 4 pixels x 1 vector, for the ragged end of the channels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Tile1(TileArgs* t)
    {
        Vector<float> a0 = default, a1 = default, a2 = default, a3 = default;
        nint p1 = t->Pixels > 1 ? t->InputPixelStride : 0;
        nint p2 = t->Pixels > 2 ? t->InputPixelStride * 2 : 0;
        nint p3 = t->Pixels > 3 ? t->InputPixelStride * 3 : 0;
        nint channel = t->InputChannelStride;
        for (nint plane = 0; plane < t->Planes; plane++)
        {
            for (nint row = 0; row < t->Rows; row++)
            {
                float* w = t->Weights + (plane * t->WeightPlaneStride) + (row * t->WeightRowStride);
                float* tap = t->Input + (plane * t->InputPlaneStride) + (row * t->InputRowStride);
                for (nint kw = t->Taps; kw > 0; kw--, tap += t->InputTapStride)
                {
                    float* x = tap;
                    for (nint ci = t->Run; ci > 0; ci--, x += channel, w += Vector<float>.Count)
                    {
                        Vector<float> w0 = Vector.Load(w);
                        a0 = Fma.Add(w0, new Vector<float>(x[0]), a0);
                        a1 = Fma.Add(w0, new Vector<float>(x[p1]), a1);
                        a2 = Fma.Add(w0, new Vector<float>(x[p2]), a2);
                        a3 = Fma.Add(w0, new Vector<float>(x[p3]), a3);
                    }
                }
            }
        }

        Store(t, 0, 0, a0);
        Store(t, 1, 0, a1);
        Store(t, 2, 0, a2);
        Store(t, 3, 0, a3);
    }

    /// <summary>Bias, then the clamp. Comparisons with NaN are false, so NaN passes through.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(TileArgs* t, int pixel, int vector, Vector<float> sum)
    {
        if (pixel < t->Pixels)
        {
            var low = new Vector<float>(t->Low);
            var high = new Vector<float>(t->High);
            Vector<float> y = sum + Vector.Load(t->Bias + (vector * Vector<float>.Count));
            y = Vector.ConditionalSelect(Vector.LessThan(y, low), low, y);
            y = Vector.ConditionalSelect(Vector.GreaterThan(y, high), high, y);
            Vector.Store(y, t->Output + (pixel * t->OutputPixelStride) + (vector * Vector<float>.Count));
        }
    }
}
