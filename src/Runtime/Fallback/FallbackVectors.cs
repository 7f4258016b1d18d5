using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
#if !NET9_0_OR_GREATER
using System.Runtime.Intrinsics.X86;
#endif

namespace Conv3DGen.Fallback;

/// <summary>What the portable microkernels do with a vector, so that each is written once for vectors of any length.</summary>
/// <typeparam name="TVector">The vector.</typeparam>
internal unsafe interface IFallbackVector<TVector>
    where TVector : unmanaged
{
    /// <summary>Floats in a vector.</summary>
    static abstract int Count { get; }

    static abstract TVector Load(float* source);

    static abstract void Store(TVector value, float* target);

    /// <summary>Stores as many portable vectors as it has, each a step behind the one before.</summary>
    static abstract void Store(TVector value, float* target, nint step);

    /// <summary>The same value in every lane.</summary>
    static abstract TVector Repeat(float value);

    /// <summary>a * b + c, rounded once in every lane.</summary>
    static abstract TVector MultiplyAdd(TVector a, TVector b, TVector c);

    /// <summary>Bias, then the clamp. Comparisons with NaN are false, so NaN passes through.</summary>
    static abstract TVector Finish(TVector sum, TVector bias, TVector low, TVector high);
}

/// <summary>The vector of every machine.</summary>
internal readonly unsafe struct PortableVector : IFallbackVector<Vector<float>>
{
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector<float>.Count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Load(float* source) => Vector.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector<float> value, float* target) => Vector.Store(value, target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector<float> value, float* target, nint step) => Store(value, target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Repeat(float value) => new(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> MultiplyAdd(Vector<float> a, Vector<float> b, Vector<float> c) => Fma.Add(a, b, c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Finish(Vector<float> sum, Vector<float> bias, Vector<float> low, Vector<float> high)
    {
        Vector<float> y = sum + bias;
        y = Vector.ConditionalSelect(Vector.LessThan(y, low), low, y);
        return Vector.ConditionalSelect(Vector.GreaterThan(y, high), high, y);
    }
}

/// <summary>512 bits, where the portable vector has 256 of them: twice the multiply-adds of an instruction.</summary>
internal readonly unsafe struct WideVector : IFallbackVector<Vector512<float>>
{
    /// <summary>Whether the machine has such instructions, and the portable vector is half as long.</summary>
    public static bool IsSupported
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.IsHardwareAccelerated && Vector<float>.Count == Vector256<float>.Count;
    }

    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512<float>.Count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Load(float* source) => Vector512.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<float> value, float* target) => Vector512.Store(value, target);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector512<float> value, float* target, nint step)
    {
        Vector256.Store(value.GetLower(), target);
        Vector256.Store(value.GetUpper(), target + step);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Repeat(float value) => Vector512.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> MultiplyAdd(Vector512<float> a, Vector512<float> b, Vector512<float> c)
#if NET9_0_OR_GREATER
        => Vector512.FusedMultiplyAdd(a, b, c);
#else
        => Avx512F.FusedMultiplyAdd(a, b, c);
#endif

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Finish(Vector512<float> sum, Vector512<float> bias, Vector512<float> low, Vector512<float> high)
    {
        Vector512<float> y = sum + bias;
        y = Vector512.ConditionalSelect(Vector512.LessThan(y, low), low, y);
        return Vector512.ConditionalSelect(Vector512.GreaterThan(y, high), high, y);
    }
}
