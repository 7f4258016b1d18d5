using System.Numerics;
using System.Runtime.CompilerServices;
using Conv3DGen.Activations;
using Conv3DGen.Arguments;
using Vec = System.Numerics.Vector<double>;

namespace Conv3DGen;

/// <content>Positive and growing without bound: smooth forms of max(x, 0), and exp.</content>
public abstract partial class Activation
{
    /// <summary>y = log(1 + exp(x)) = max(x, 0) + log(1 + exp(-|x|)): Keras's "softplus".</summary>
    public static Activation Softplus => field ??= Each("softplus", default(SoftplusFunction));

    /// <summary>y = 0 up to -1, (x + 1)^2 / 4 up to 1, then x: Keras's "sparse_plus".</summary>
    public static Activation SparsePlus => field ??= Each("sparse_plus", default(SparsePlusFunction));

    /// <summary>y = exp(x): Keras's "exponential".</summary>
    public static Activation Exponential => field ??= Each("exponential", default(ExponentialFunction));

    /// <summary>y = (x + sqrt(x^2 + b)) / 2: Keras's "squareplus".</summary>
    /// <param name="b">The smoothness, finite and at least 0.</param>
    /// <returns>The activation.</returns>
    /// <exception cref="ArgumentException">b is not finite or below 0.</exception>
    public static Activation Squareplus(float b = 4) => Each("squareplus", new SquareplusFunction(Numbers.NotNegative(b)), ("b", b));

    private readonly record struct SoftplusFunction : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vec Invoke(Vec x) => VectorMath.AtLeast(x, 0) + VectorMath.LogP1(VectorMath.Exp(-Vector.Abs(x)));
    }

    private readonly record struct SparsePlusFunction : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vec Invoke(Vec x)
        {
            Vec raised = VectorMath.AtLeast(x + Vec.One, 0);
            return Vector.ConditionalSelect(Vector.LessThan(x, Vec.One), raised * raised * new Vec(0.25), x);
        }
    }

    private readonly record struct ExponentialFunction : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vec Invoke(Vec x) => VectorMath.Exp(x);
    }

    /// <summary>With h = |x| + sqrt(x^2 + b): h / 2, which for negative x is b / (2 h) without the cancellation.</summary>
    private readonly record struct SquareplusFunction(double B) : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vec Invoke(Vec x)
        {
            Vec b = new(B);
            Vec half = new Vec(0.5) * (Vector.Abs(x) + Vector.SquareRoot((x * x) + b));
            return Vector.ConditionalSelect(Vector.LessThan(x, Vec.Zero), new Vec(0.25) * b / half, half);
        }
    }
}
