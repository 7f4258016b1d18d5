using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Conv3DGen.Kernel.Tests.NeonStandIn;

/// <summary>
/// Arm's intrinsics in portable code: the names and signatures of System.Runtime.Intrinsics.Arm.AdvSimd that emitted kernels use.
/// A kernel compiled against it runs its NEON text on any machine.
/// </summary>
public abstract unsafe class AdvSimd
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    public static bool IsSupported => true;

    [MethodImpl(Inline)]
    public static Vector128<float> LoadVector128(float* address) => Vector128.Load(address);

    [MethodImpl(Inline)]
    public static Vector128<float> LoadAndReplicateToVector128(float* address) => Vector128.Create(*address);

    [MethodImpl(Inline)]
    public static Vector128<float> DuplicateToVector128(float value) => Vector128.Create(value);

    [MethodImpl(Inline)]
    public static void Store(float* address, Vector128<float> source) => Vector128.Store(source, address);

    [MethodImpl(Inline)]
    public static Vector128<float> Add(Vector128<float> left, Vector128<float> right) => left + right;

    /// <summary>FMLA: addend + left * right, rounded once. The addend comes first, unlike on x86.</summary>
    [MethodImpl(Inline)]
    public static Vector128<float> FusedMultiplyAdd(Vector128<float> addend, Vector128<float> left, Vector128<float> right)
        => Vector128.FusedMultiplyAdd(left, right, addend);

    /// <summary>FMLS: minuend - left * right, rounded once.</summary>
    [MethodImpl(Inline)]
    public static Vector128<float> FusedMultiplySubtract(Vector128<float> minuend, Vector128<float> left, Vector128<float> right)
        => Vector128.FusedMultiplyAdd(-left, right, minuend);

    /// <summary>FMAX: NaN in either operand gives NaN, and +0 exceeds -0.</summary>
    [MethodImpl(Inline)]
    public static Vector128<float> Max(Vector128<float> left, Vector128<float> right) => Vector128.Max(left, right);

    /// <summary>FMIN: NaN in either operand gives NaN, and -0 is below +0.</summary>
    [MethodImpl(Inline)]
    public static Vector128<float> Min(Vector128<float> left, Vector128<float> right) => Vector128.Min(left, right);

    /// <summary>What only 64-bit Arm has.</summary>
    public abstract class Arm64
    {
        public static bool IsSupported => true;

        /// <summary>FMLA by element: addend + left * right[rightIndex], rounded once.</summary>
        [MethodImpl(Inline)]
        public static Vector128<float> FusedMultiplyAddBySelectedScalar(
            Vector128<float> addend, Vector128<float> left, Vector128<float> right, [ConstantExpected(Max = (byte)3)] byte rightIndex)
            => Vector128.FusedMultiplyAdd(left, Vector128.Create(right.GetElement(rightIndex)), addend);
    }
}
