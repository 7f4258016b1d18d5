using System.Numerics;
using System.Runtime.CompilerServices;
using Conv3DGen.Activations;
using Vec = System.Numerics.Vector<double>;

namespace Conv3DGen;

/// <content>S-shaped curves between two bounds, and the logarithm of one.</content>
public abstract partial class Activation
{
    /// <summary>y = 1 / (1 + exp(-x)): Keras's "sigmoid".</summary>
    public static Activation Sigmoid => field ??= Each("sigmoid", default(SigmoidFunction));

    /// <summary>y = log(sigmoid(x)) = min(x, 0) - log(1 + exp(-|x|)): Keras's "log_sigmoid".</summary>
    public static Activation LogSigmoid => field ??= Each("log_sigmoid", default(LogSigmoidFunction));

    /// <summary>y = x / 6 + 1/2 within [0, 1]: the "hard_sigmoid" of Keras 3.</summary>
    public static Activation HardSigmoid => field ??= Each("hard_sigmoid", new RampFunction(3));

    /// <summary>y = 0.2 x + 1/2 within [0, 1]: the "hard_sigmoid" of Keras 2, which <see cref="FromName"/> does not give.</summary>
    public static Activation HardSigmoidKeras2 => field ??= Each("hard_sigmoid", new RampFunction(2.5));

    /// <summary>y = (x + 1) / 2 within [0, 1]: Keras's "sparse_sigmoid".</summary>
    public static Activation SparseSigmoid => field ??= Each("sparse_sigmoid", new RampFunction(1));

    /// <summary>y = tanh(x): Keras's "tanh".</summary>
    public static Activation Tanh => field ??= Each("tanh", default(TanhFunction));

    /// <summary>y = x / (1 + |x|): Keras's "softsign".</summary>
    public static Activation Softsign => field ??= Each("softsign", default(SoftsignFunction));

    private readonly record struct SigmoidFunction : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vec Invoke(Vec x) => Vec.One / (Vec.One + VectorMath.Exp(-x));
    }

    private readonly record struct LogSigmoidFunction : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vec Invoke(Vec x) => VectorMath.AtMost(x, 0) - VectorMath.LogP1(VectorMath.Exp(-Vector.Abs(x)));
    }

    /// <summary>A straight line from (-Reach, 0) to (Reach, 1). The sum near its foot is exact, that of a product and 1/2 is not.</summary>
    private readonly record struct RampFunction(double Reach) : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vec Invoke(Vec x)
            => VectorMath.AtMost(VectorMath.AtLeast(x + new Vec(Reach), 0), 2 * Reach) / new Vec(2 * Reach);
    }

    private readonly record struct TanhFunction : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vec Invoke(Vec x) => VectorMath.Tanh(x);
    }

    private readonly record struct SoftsignFunction : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vec Invoke(Vec x)
        {
            Vec finite = VectorMath.AtMost(VectorMath.AtLeast(x, -1e40), 1e40);
            return finite / (Vec.One + Vector.Abs(finite));
        }
    }
}
