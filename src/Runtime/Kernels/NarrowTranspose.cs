using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Conv3DGen.Kernels;

/// <summary>
/// Takes apart pixels of two or three channels, too few for a square, and brings them together, four pixels or eight at a time. The last ones of
/// a row overlap those before rather than leaving single ones.
/// </summary>
internal static unsafe class NarrowTranspose
{
    private const int Pixels = 4, WidePixels = 8;

    /// <summary>Whether rows of pixels are copied here.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Takes(int pixels, int channels) => Sse.IsSupported && channels is 2 or 3 && pixels >= Pixels;

    /// <summary>Copies channels to rows of their own, or from there; one side's channels touch, and its pixels.</summary>
    /// <param name="source">First channel of the first pixel.</param>
    /// <param name="from">The strides of the source.</param>
    /// <param name="target">First channel of the first pixel.</param>
    /// <param name="to">The strides of the target.</param>
    /// <param name="rows">Rows of pixels.</param>
    /// <param name="pixels">Pixels of a row, at least four.</param>
    /// <param name="channels">Two or three.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Copy(float* source, PixelStrides from, float* target, PixelStrides to, int rows, int pixels, int channels)
    {
        if (from.Channel == 1 && channels == 2 && pixels >= WidePixels && Avx2.IsSupported)
        {
            SplitTwo(source, from.Row, target, to, rows, pixels);
        }
        else if (from.Channel == 1)
        {
            Split(source, from.Row, target, to, rows, pixels, channels);
        }
        else
        {
            Join(source, from, target, to.Row, rows, pixels, channels);
        }
    }

    /// <summary>Two channels, eight pixels at a time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SplitTwo(float* source, nint sourceRow, float* target, PixelStrides to, int rows, int pixels)
    {
        for (; rows > 0; rows--)
        {
            for (nint x = 0; x < pixels; x += WidePixels)
            {
                nint at = Math.Min(x, pixels - WidePixels);
                float* read = source + (at * 2);
                float* write = target + at;
                Vector256<float> a = Vector256.Load(read);
                Vector256<float> b = Vector256.Load(read + WidePixels);
                Vector256<float> even = Avx.Shuffle(a, b, 0b_10_00_10_00); // x0 x1 x4 x5 x2 x3 x6 x7
                Vector256<float> odd = Avx.Shuffle(a, b, 0b_11_01_11_01);
                Avx2.Permute4x64(even.AsDouble(), 0b_11_01_10_00).AsSingle().Store(write);
                Avx2.Permute4x64(odd.AsDouble(), 0b_11_01_10_00).AsSingle().Store(write + to.Channel);
            }

            source += sourceRow;
            target += to.Row;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Split(float* source, nint sourceRow, float* target, PixelStrides to, int rows, int pixels, int channels)
    {
        for (; rows > 0; rows--)
        {
            for (nint x = 0; x < pixels; x += Pixels)
            {
                nint at = Math.Min(x, pixels - Pixels);
                float* read = source + (at * channels);
                float* write = target + at;
                Vector128<float> a = Vector128.Load(read);
                Vector128<float> b = Vector128.Load(read + Pixels);
                if (channels == 2)
                {
                    Sse.Shuffle(a, b, 0b_10_00_10_00).Store(write);
                    Sse.Shuffle(a, b, 0b_11_01_11_01).Store(write + to.Channel);
                    continue;
                }

                Vector128<float> c = Vector128.Load(read + (2 * Pixels)); // x0 y0 z0 x1, y1 z1 x2 y2, z2 x3 y3 z3
                Vector128<float> xy = Sse.Shuffle(b, c, 0b_10_01_11_10); // x2 y2 x3 y3
                Vector128<float> yz = Sse.Shuffle(a, b, 0b_01_00_10_01); // y0 z0 y1 z1
                Sse.Shuffle(a, xy, 0b_10_00_11_00).Store(write);
                Sse.Shuffle(yz, xy, 0b_11_01_10_00).Store(write + to.Channel);
                Sse.Shuffle(yz, c, 0b_11_00_11_01).Store(write + (2 * to.Channel));
            }

            source += sourceRow;
            target += to.Row;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Join(float* source, PixelStrides from, float* target, nint targetRow, int rows, int pixels, int channels)
    {
        for (; rows > 0; rows--)
        {
            for (nint x = 0; x < pixels; x += Pixels)
            {
                nint at = Math.Min(x, pixels - Pixels);
                float* read = source + at;
                float* write = target + (at * channels);
                Vector128<float> a = Vector128.Load(read);
                Vector128<float> b = Vector128.Load(read + from.Channel);
                if (channels == 2)
                {
                    Sse.UnpackLow(a, b).Store(write);
                    Sse.UnpackHigh(a, b).Store(write + Pixels);
                    continue;
                }

                Vector128<float> c = Vector128.Load(read + (2 * from.Channel));
                Vector128<float> xy = Sse.Shuffle(a, b, 0b_10_00_10_00); // x0 x2 y0 y2
                Vector128<float> yz = Sse.Shuffle(b, c, 0b_11_01_11_01); // y1 y3 z1 z3
                Vector128<float> zx = Sse.Shuffle(c, a, 0b_11_01_10_00); // z0 z2 x1 x3
                Sse.Shuffle(xy, zx, 0b_10_00_10_00).Store(write); // x0 y0 z0 x1
                Sse.Shuffle(yz, xy, 0b_11_01_10_00).Store(write + Pixels); // y1 z1 x2 y2
                Sse.Shuffle(zx, yz, 0b_11_01_11_01).Store(write + (2 * Pixels)); // z2 x3 y3 z3
            }

            source += from.Row;
            target += targetRow;
        }
    }
}
