using System.Numerics;
using System.Runtime.CompilerServices;
#if !NET9_0_OR_GREATER
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
#endif

namespace Conv3DGen.Fallback;

/// <summary>A fused multiply-add (one rounding) on the portable vector, which .NET 8 does not offer itself.</summary>
internal static class Fma
{
    /// <summary>a * b + c, rounded once in every lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> Add(Vector<float> a, Vector<float> b, Vector<float> c)
    {
#if NET9_0_OR_GREATER
        return Vector.FusedMultiplyAdd(a, b, c);
#else
        if (System.Runtime.Intrinsics.X86.Fma.IsSupported && Vector<float>.Count == Vector256<float>.Count)
        {
            return System.Runtime.Intrinsics.X86.Fma.MultiplyAdd(a.AsVector256(), b.AsVector256(), c.AsVector256()).AsVector();
        }

        if (AdvSimd.IsSupported && Vector<float>.Count == Vector128<float>.Count)
        {
            return AdvSimd.FusedMultiplyAdd(c.AsVector128(), a.AsVector128(), b.AsVector128()).AsVector();
        }

        Unsafe.SkipInit(out Vector<float> result);
        ref float lane = ref Unsafe.As<Vector<float>, float>(ref result);
        for (int i = 0; i < Vector<float>.Count; i++)
        {
            Unsafe.Add(ref lane, i) = MathF.FusedMultiplyAdd(a[i], b[i], c[i]);
        }

        return result;
#endif
    }
}
