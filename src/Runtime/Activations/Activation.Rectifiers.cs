using System.Numerics;
using System.Runtime.CompilerServices;
using Conv3DGen.Activations;
using Conv3DGen.Arguments;
using Conv3DGen.Kernels;
using Vec = System.Numerics.Vector<double>;

namespace Conv3DGen;

/// <content>Linear for positive values, and flatter or bounded for negative ones.</content>
public abstract partial class Activation
{
    /// <summary>y = x: Keras's "linear" and its default (<c>activation=None</c>).</summary>
    public static Activation Linear => field ??= new ClampActivation("linear", float.NegativeInfinity, float.PositiveInfinity);

    /// <summary>y = max(x, 0): Keras's "relu".</summary>
    public static Activation Relu => field ??= new ClampActivation("relu", 0, float.PositiveInfinity);

    /// <summary>y = min(max(x, 0), 6): Keras's "relu6".</summary>
    public static Activation Relu6 => field ??= new ClampActivation("relu6", 0, 6);

    /// <summary>y = min(max(x, -1), 1): Keras's "hard_tanh".</summary>
    public static Activation HardTanh => field ??= new ClampActivation("hard_tanh", -1, 1);

    /// <summary>y = x for x >= 0, else s a (exp(x) - 1), times s = 1.0507009873554805 and a = 1.6732632423543772: Keras's "selu".</summary>
    public static Activation Selu => field ??= Each("selu", new EluFunction(1.0507009873554805, 1.0507009873554805 * 1.6732632423543772, 1));

    /// <summary>y = x for x >= 0, else slope x: Keras's "leaky_relu".</summary>
    /// <param name="negativeSlope">The slope, finite.</param>
    /// <returns>The activation.</returns>
    /// <exception cref="ArgumentException">The slope is not finite.</exception>
    public static Activation LeakyRelu(float negativeSlope = 0.2f) => Each("leaky_relu", new LeakyReluFunction(Numbers.Finite(negativeSlope)), ("negative_slope", negativeSlope));

    /// <summary>y = x for x >= 0, else alpha (exp(x) - 1): Keras's "elu".</summary>
    /// <param name="alpha">The height of the bound, finite.</param>
    /// <returns>The activation.</returns>
    /// <exception cref="ArgumentException">Alpha is not finite.</exception>
    public static Activation Elu(float alpha = 1) => Each("elu", new EluFunction(1, Numbers.Finite(alpha), 1), ("alpha", alpha));

    /// <summary>y = x for x >= 0, else alpha (exp(x / alpha) - 1): Keras's "celu".</summary>
    /// <param name="alpha">The height of the bound, finite and above 0.</param>
    /// <returns>The activation.</returns>
    /// <exception cref="ArgumentException">Alpha is not finite and above 0.</exception>
    public static Activation Celu(float alpha = 1) => Each("celu", new EluFunction(1, Numbers.Positive(alpha), alpha), ("alpha", alpha));

    /// <summary>A clamp to [low, high], which kernels apply themselves.</summary>
    private sealed class ClampActivation(string name, float low, float high) : Activation(name)
    {
        internal override Epilogue Epilogue { get; } = new(low, high);

        internal override bool IsFused => true;

        internal override void Apply(Span<float> values, int lastAxis) => Elementwise.Apply(values, new ClampFunction(Epilogue.Low, Epilogue.High));
    }

    private readonly record struct ClampFunction(double Low, double High) : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vec Invoke(Vec x) => VectorMath.AtMost(VectorMath.AtLeast(x, Low), High);
    }

    private readonly record struct LeakyReluFunction(double Slope) : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vec Invoke(Vec x)
            => Vector.ConditionalSelect(Vector.LessThan(x, Vec.Zero), x * new Vec(Slope), x);
    }

    /// <summary>Positive x, or Negative (exp(x / Width) - 1).</summary>
    private readonly record struct EluFunction(double Positive, double Negative, double Width) : IElementwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vec Invoke(Vec x) => Vector.ConditionalSelect(
            Vector.LessThan(x, Vec.Zero),
            VectorMath.ExpM1(x / new Vec(Width)) * new Vec(Negative),
            x * new Vec(Positive));
    }
}
