using System.Numerics;
using System.Runtime.CompilerServices;
using Conv3DGen.Activations;
using Vec = System.Numerics.Vector<double>;

namespace Conv3DGen;

/// <content>x times a sigmoid of x.</content>
public abstract partial class Activation
{
    /// <summary>Below it every gate is 0 in float32; as a bound of x it keeps negative infinity times 0 out.</summary>
    private const double GateClosed = -1000;

    /// <summary>y = x sigmoid(x): Keras's "silu" and "swish".</summary>
    public static Activation Silu => field ??= Each("silu", default(SiluFunction));

    /// <summary>y = x min(max(x + 3, 0), 6) / 6: Keras's "hard_silu" and "hard_swish".</summary>
    public static Activation HardSilu => field ??= Each("hard_silu", default(HardSiluFunction));

    /// <summary>y = x tanh(softplus(x)): Keras's "mish".</summary>
    public static Activation Mish => field ??= Each("mish", default(MishFunction));

    /// <summary>
    /// y = x P(X &lt;= x) = x (1 + erf(x / sqrt 2)) / 2 for a normal X, or approximately
    /// x (1 + tanh(sqrt(2 / pi) (x + 0.044715 x^3))) / 2: Keras's "gelu".
    /// </summary>
    /// <param name="approximate">Whether to take the second form.</param>
    /// <returns>The activation.</returns>
    public static Activation Gelu(bool approximate = false)
        => approximate ? Each("gelu", default(GeluTanhFunction), ("approximate", true)) : Each("gelu", default(GeluFunction), ("approximate", false));

    private readonly record struct SiluFunction : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vec Invoke(Vec x) => VectorMath.AtLeast(x, GateClosed) / (Vec.One + VectorMath.Exp(-x));
    }

    private readonly record struct HardSiluFunction : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vec Invoke(Vec x)
        {
            Vec open = VectorMath.AtLeast(x, -3);
            return open * VectorMath.AtMost(open + new Vec(3), 6) / new Vec(6);
        }
    }

    /// <summary>With e = exp(x), tanh(log(1 + e)) = e (e + 2) / (e (e + 2) + 2), which is 1 from e = exp(40) on.</summary>
    private readonly record struct MishFunction : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vec Invoke(Vec x)
        {
            Vec two = new(2);
            Vec e = VectorMath.Exp(VectorMath.AtMost(x, 40));
            Vec w = e * (e + two);
            return VectorMath.AtLeast(x, GateClosed) * (w / (w + two));
        }
    }

    private readonly record struct GeluFunction : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vec Invoke(Vec x)
        {
            Vec tail = VectorMath.NormalTail(VectorMath.AtMost(Vector.Abs(x), 40));
            Vec gate = Vector.ConditionalSelect(Vector.LessThan(x, Vec.Zero), tail, Vec.One - tail);
            return VectorMath.AtLeast(x, GateClosed) * gate;
        }
    }

    /// <summary>(1 + tanh(u)) / 2 = 1 / (1 + exp(-2u)).</summary>
    private readonly record struct GeluTanhFunction : IElementwise
    {
        private const double SqrtTwoOverPi = 0.79788456080286535588;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vec Invoke(Vec x)
        {
            Vec cubic = x * (new Vec(-2 * SqrtTwoOverPi) + (new Vec(-2 * SqrtTwoOverPi * 0.044715) * x * x));
            return VectorMath.AtLeast(x, GateClosed) / (Vec.One + VectorMath.Exp(cubic));
        }
    }
}
