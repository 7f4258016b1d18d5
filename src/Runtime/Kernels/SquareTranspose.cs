using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Conv3DGen.Kernels;

/// <summary>Transposes squares of floats in registers: rows become columns.</summary>
internal static unsafe class SquareTranspose
{
    /// <summary>Side of the smallest square.</summary>
    public const int Small = 4;

    /// <summary>Side of the square that vectors of 256 bits make; half the shuffles and stores of four small ones.</summary>
    public const int Large = 8;

    /// <summary>Whether this machine has the vectors for the large square.</summary>
    public static bool HasLarge
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Avx.IsSupported;
    }

    /// <summary>Eight rows of eight; only where <see cref="HasLarge"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run8(float* source, nint sourceStride, float* target, nint targetStride)
    {
        Run8x4(source, sourceStride, target, targetStride);
        Run8x4(source + Small, sourceStride, target + (Small * targetStride), targetStride);
    }

    /// <summary>Four rows of four.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run4(float* source, nint sourceStride, float* target, nint targetStride)
    {
        Vector128<float> r0 = Vector128.Load(source);
        Vector128<float> r1 = Vector128.Load(source + sourceStride);
        Vector128<float> r2 = Vector128.Load(source + (2 * sourceStride));
        Vector128<float> r3 = Vector128.Load(source + (3 * sourceStride));
        Vector128<double> low01 = Low(r0, r1).AsDouble();
        Vector128<double> high01 = High(r0, r1).AsDouble();
        Vector128<double> low23 = Low(r2, r3).AsDouble();
        Vector128<double> high23 = High(r2, r3).AsDouble();
        Low(low01, low23).AsSingle().Store(target);
        High(low01, low23).AsSingle().Store(target + targetStride);
        Low(high01, high23).AsSingle().Store(target + (2 * targetStride));
        High(high01, high23).AsSingle().Store(target + (3 * targetStride));
    }

    /// <summary>Eight rows of four: the unpacks work in halves of a vector, so rows four apart share one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Run8x4(float* source, nint sourceStride, float* target, nint targetStride)
    {
        float* far = source + (Small * sourceStride);
        Vector256<float> r04 = Pair(source, far);
        Vector256<float> r15 = Pair(source + sourceStride, far + sourceStride);
        Vector256<float> r26 = Pair(source + (2 * sourceStride), far + (2 * sourceStride));
        Vector256<float> r37 = Pair(source + (3 * sourceStride), far + (3 * sourceStride));
        Vector256<double> low01 = Avx.UnpackLow(r04, r15).AsDouble();
        Vector256<double> high01 = Avx.UnpackHigh(r04, r15).AsDouble();
        Vector256<double> low23 = Avx.UnpackLow(r26, r37).AsDouble();
        Vector256<double> high23 = Avx.UnpackHigh(r26, r37).AsDouble();
        Avx.UnpackLow(low01, low23).AsSingle().Store(target);
        Avx.UnpackHigh(low01, low23).AsSingle().Store(target + targetStride);
        Avx.UnpackLow(high01, high23).AsSingle().Store(target + (2 * targetStride));
        Avx.UnpackHigh(high01, high23).AsSingle().Store(target + (3 * targetStride));
    }

    /// <summary>Four floats from each of two places; the insertion from memory costs no shuffle.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Pair(float* low, float* high)
        => Avx.InsertVector128(Vector128.Load(low).ToVector256Unsafe(), Vector128.Load(high), 1);

    /// <summary>a0 b0 a1 b1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Low(Vector128<float> a, Vector128<float> b)
        => Sse.IsSupported ? Sse.UnpackLow(a, b) : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipLow(a, b) : Vector128.Create(a[0], b[0], a[1], b[1]);

    /// <summary>a2 b2 a3 b3.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> High(Vector128<float> a, Vector128<float> b)
        => Sse.IsSupported ? Sse.UnpackHigh(a, b) : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipHigh(a, b) : Vector128.Create(a[2], b[2], a[3], b[3]);

    /// <summary>a0 b0, of pairs of floats; halves of vectors would be copied through memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> Low(Vector128<double> a, Vector128<double> b)
        => Sse2.IsSupported ? Sse2.UnpackLow(a, b) : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipLow(a, b) : Vector128.Create(a[0], b[0]);

    /// <summary>a1 b1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> High(Vector128<double> a, Vector128<double> b)
        => Sse2.IsSupported ? Sse2.UnpackHigh(a, b) : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipHigh(a, b) : Vector128.Create(a[1], b[1]);
}
