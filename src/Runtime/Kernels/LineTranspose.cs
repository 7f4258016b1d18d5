using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Conv3DGen.Kernels;

/// <summary>
/// Transposes a square of floats whose rows are whole cache lines. Every line is read once and written once: channels that lie a multiple
/// of a page apart share one set of the first cache, which holds fewer lines than the square has.
/// </summary>
internal static unsafe class LineTranspose
{
    /// <summary>Side of the square.</summary>
    public const int Side = 16;

    private const int Low = 0b01_00_01_00, High = 0b11_10_11_10, Even = 0b10_00_10_00, Odd = 0b11_01_11_01;

    /// <summary>Whether this machine has the vectors for it.</summary>
    public static bool IsSupported
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Avx512F.IsSupported;
    }

    /// <summary>Transposes a square.</summary>
    /// <param name="source">The first row.</param>
    /// <param name="sourceStride">From one row to the next.</param>
    /// <param name="target">The first column.</param>
    /// <param name="targetStride">From one column to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run(float* source, nint sourceStride, float* target, nint targetStride)
    {
        Four rows0 = InLanes(source, sourceStride);
        Four rows4 = InLanes(source + (4 * sourceStride), sourceStride);
        Four rows8 = InLanes(source + (8 * sourceStride), sourceStride);
        Four rows12 = InLanes(source + (12 * sourceStride), sourceStride);
        Columns(rows0.A, rows4.A, rows8.A, rows12.A, target, targetStride);
        Columns(rows0.B, rows4.B, rows8.B, rows12.B, target + targetStride, targetStride);
        Columns(rows0.C, rows4.C, rows8.C, rows12.C, target + (2 * targetStride), targetStride);
        Columns(rows0.D, rows4.D, rows8.D, rows12.D, target + (3 * targetStride), targetStride);
    }

    /// <summary>
    /// Stores four columns of a square past the cache. Few lines are written at a time, and the next ones follow them: a loop of nothing else
    /// is 1.7 to 3 times as fast as with sixteen channels in turn.
    /// </summary>
    /// <param name="source">The first row's four floats.</param>
    /// <param name="sourceStride">From one row to the next.</param>
    /// <param name="target">The first column, aligned to a cache line.</param>
    /// <param name="targetStride">From one column to the next, a multiple of a cache line.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Stream(float* source, nint sourceStride, float* target, nint targetStride)
    {
        Four columns = Transposed(
            Apart(source, sourceStride),
            Apart(source + sourceStride, sourceStride),
            Apart(source + (2 * sourceStride), sourceStride),
            Apart(source + (3 * sourceStride), sourceStride));
        columns.A.StoreAlignedNonTemporal(target);
        columns.B.StoreAlignedNonTemporal(target + targetStride);
        columns.C.StoreAlignedNonTemporal(target + (2 * targetStride));
        columns.D.StoreAlignedNonTemporal(target + (3 * targetStride));
    }

    /// <summary>Four floats from every fourth row; insertions from memory cost no shuffle.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Apart(float* source, nint stride)
    {
        Vector256<float> low = Avx.InsertVector128(Vector128.Load(source).ToVector256Unsafe(), Vector128.Load(source + (4 * stride)), 1);
        Vector512<float> three = Avx512F.InsertVector128(low.ToVector512Unsafe(), Vector128.Load(source + (8 * stride)), 2);
        return Avx512F.InsertVector128(three, Vector128.Load(source + (12 * stride)), 3);
    }

    /// <summary>Four rows; the result's vector i has columns i, i + 4, i + 8 and i + 12, a lane each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Four InLanes(float* source, nint stride)
        => Transposed(Vector512.Load(source), Vector512.Load(source + stride), Vector512.Load(source + (2 * stride)), Vector512.Load(source + (3 * stride)));

    /// <summary>Squares of four by four in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Four Transposed(Vector512<float> r0, Vector512<float> r1, Vector512<float> r2, Vector512<float> r3)
    {
        Vector512<double> low01 = Avx512F.UnpackLow(r0, r1).AsDouble();
        Vector512<double> high01 = Avx512F.UnpackHigh(r0, r1).AsDouble();
        Vector512<double> low23 = Avx512F.UnpackLow(r2, r3).AsDouble();
        Vector512<double> high23 = Avx512F.UnpackHigh(r2, r3).AsDouble();
        return new(
            Avx512F.UnpackLow(low01, low23).AsSingle(),
            Avx512F.UnpackHigh(low01, low23).AsSingle(),
            Avx512F.UnpackLow(high01, high23).AsSingle(),
            Avx512F.UnpackHigh(high01, high23).AsSingle());
    }

    /// <summary>Gives each of four columns its four lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Columns(Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d, float* target, nint stride)
    {
        Vector512<float> lowAB = Avx512F.Shuffle4x128(a, b, Low);
        Vector512<float> highAB = Avx512F.Shuffle4x128(a, b, High);
        Vector512<float> lowCD = Avx512F.Shuffle4x128(c, d, Low);
        Vector512<float> highCD = Avx512F.Shuffle4x128(c, d, High);
        Avx512F.Shuffle4x128(lowAB, lowCD, Even).Store(target);
        Avx512F.Shuffle4x128(lowAB, lowCD, Odd).Store(target + (4 * stride));
        Avx512F.Shuffle4x128(highAB, highCD, Even).Store(target + (8 * stride));
        Avx512F.Shuffle4x128(highAB, highCD, Odd).Store(target + (12 * stride));
    }

    private readonly struct Four(Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d)
    {
        public readonly Vector512<float> A = a, B = b, C = c, D = d;
    }
}
