using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Conv3DGen.Kernels;

namespace Conv3DGen.Fallback;

/// <summary>
/// The kernel for every spec that no generated code covers, and the reference that generated code is held to: the same order of
/// additions (kernel depth, height, width, channel; bias last) with one fused multiply-add a step, hence the same bits.
/// </summary>
internal static unsafe class GenericKernel
{
    private const int Pixels = 4;

    public static DirectCode Code { get; } = new($"direct {Pixels}x2", Vector<float>.Count, Tiles());

    private static TileSet[] Tiles()
    {
        var two = new TileSet(2, Repeated(&Tile2<Vector<float>, PortableVector>));
        var one = new TileSet(1, Repeated(&Tile1));
        return WideVector.IsSupported ? [new TileSet(4, Repeated(&Tile2<Vector512<float>, WideVector>)), two, one] : [two, one];
    }

    /// <summary>One microkernel for every number of pixels.</summary>
    private static delegate*<TileArgs*, void>[] Repeated(delegate*<TileArgs*, void> tile) => [tile, tile, tile, tile];

    /// <summary>Up to 4 pixels x 2 vectors. A pixel that the tile lacks repeats the first one and is not stored.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Tile2<TVector, T>(TileArgs* t)
        where TVector : unmanaged
        where T : IFallbackVector<TVector>
    {
        TVector a00 = default, a01 = default, a10 = default, a11 = default, a20 = default, a21 = default, a30 = default, a31 = default;
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
                    for (nint ci = t->Run; ci > 0; ci--, x += channel, w += 2 * T.Count)
                    {
                        TVector w0 = T.Load(w);
                        TVector w1 = T.Load(w + T.Count);
                        TVector x0 = T.Repeat(x[0]);
                        a00 = T.MultiplyAdd(w0, x0, a00);
                        a01 = T.MultiplyAdd(w1, x0, a01);
                        TVector x1 = T.Repeat(x[p1]);
                        a10 = T.MultiplyAdd(w0, x1, a10);
                        a11 = T.MultiplyAdd(w1, x1, a11);
                        TVector x2 = T.Repeat(x[p2]);
                        a20 = T.MultiplyAdd(w0, x2, a20);
                        a21 = T.MultiplyAdd(w1, x2, a21);
                        TVector x3 = T.Repeat(x[p3]);
                        a30 = T.MultiplyAdd(w0, x3, a30);
                        a31 = T.MultiplyAdd(w1, x3, a31);
                    }
                }
            }
        }

        Store<TVector, T>(t, 0, 0, a00);
        Store<TVector, T>(t, 0, 1, a01);
        Store<TVector, T>(t, 1, 0, a10);
        Store<TVector, T>(t, 1, 1, a11);
        Store<TVector, T>(t, 2, 0, a20);
        Store<TVector, T>(t, 2, 1, a21);
        Store<TVector, T>(t, 3, 0, a30);
        Store<TVector, T>(t, 3, 1, a31);
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

        Store<Vector<float>, PortableVector>(t, 0, 0, a0);
        Store<Vector<float>, PortableVector>(t, 1, 0, a1);
        Store<Vector<float>, PortableVector>(t, 2, 0, a2);
        Store<Vector<float>, PortableVector>(t, 3, 0, a3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TVector, T>(TileArgs* t, int pixel, int vector, TVector sum)
        where TVector : unmanaged
        where T : IFallbackVector<TVector>
    {
        if (pixel < t->Pixels)
        {
            TVector y = T.Finish(sum, T.Load(t->Bias + (vector * T.Count)), T.Repeat(t->Low), T.Repeat(t->High));
            T.Store(y, t->Output + (pixel * t->OutputPixelStride) + (vector * T.Count));
        }
    }
}
