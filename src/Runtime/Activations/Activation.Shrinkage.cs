using System.Numerics;
using System.Runtime.CompilerServices;
using Conv3DGen.Activations;
using Conv3DGen.Arguments;
using Vec = System.Numerics.Vector<double>;

namespace Conv3DGen;

/// <content>Near 0 nothing is left; far from it x is.</content>
public abstract partial class Activation
{
    /// <summary>y = x - tanh(x): Keras's "tanh_shrink".</summary>
    public static Activation TanhShrink => field ??= Each("tanh_shrink", default(TanhShrinkFunction));

    /// <summary>y = x - t for x > t, x + t for x &lt; -t, else 0: Keras's "soft_shrink".</summary>
    /// <param name="threshold">t, finite and at least 0.</param>
    /// <returns>The activation.</returns>
    /// <exception cref="ArgumentException">The threshold is not finite or below 0.</exception>
    public static Activation SoftShrink(float threshold = 0.5f) => Each("soft_shrink", new SoftShrinkFunction(Numbers.NotNegative(threshold)), ("threshold", threshold));

    /// <summary>y = x for |x| > t, else 0: Keras's "hard_shrink".</summary>
    /// <param name="threshold">t, finite and at least 0.</param>
    /// <returns>The activation.</returns>
    /// <exception cref="ArgumentException">The threshold is not finite or below 0.</exception>
    public static Activation HardShrink(float threshold = 0.5f) => Each("hard_shrink", new HardShrinkFunction(Numbers.NotNegative(threshold)), ("threshold", threshold));

    /// <summary>y = x for x > threshold, else value: Keras's "threshold".</summary>
    /// <param name="threshold">The threshold, finite.</param>
    /// <param name="value">What replaces x at the threshold and below, finite: Keras's <c>default_value</c>.</param>
    /// <returns>The activation.</returns>
    /// <exception cref="ArgumentException">The threshold or the value is not finite.</exception>
    public static Activation Threshold(float threshold, float value) => Each("threshold", new ThresholdFunction(Numbers.Finite(threshold), Numbers.Finite(value)), ("threshold", threshold), ("default_value", value));

    /// <summary>Near 0, where x and tanh(x) cancel, by the series x^3/3 - 2 x^5/15 + 17 x^7/315 - 62 x^9/2835 + ...</summary>
    private readonly record struct TanhShrinkFunction : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vec Invoke(Vec x)
        {
            Vec z = x * x;
            Vec series = new(-62.0 / 2835);
            series = (series * z) + new Vec(17.0 / 315);
            series = (series * z) + new Vec(-2.0 / 15);
            series = (series * z) + new Vec(1.0 / 3);
            return Vector.ConditionalSelect(Vector.LessThan(Vector.Abs(x), new(0.05)), x * z * series, x - VectorMath.Tanh(x));
        }
    }

    private readonly record struct SoftShrinkFunction(double Threshold) : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vec Invoke(Vec x) => x - VectorMath.AtMost(VectorMath.AtLeast(x, -Threshold), Threshold);
    }

    private readonly record struct HardShrinkFunction(double Threshold) : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vec Invoke(Vec x)
            => Vector.ConditionalSelect(Vector.LessThanOrEqual(Vector.Abs(x), new(Threshold)), Vec.Zero, x);
    }

    private readonly record struct ThresholdFunction(double Threshold, double Value) : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vec Invoke(Vec x) => Vector.ConditionalSelect(Vector.LessThanOrEqual(x, new(Threshold)), new(Value), x);
    }
}
