using System.Diagnostics.CodeAnalysis;
using Conv3DGen.Activations;
using Conv3DGen.Kernels;

namespace Conv3DGen;

/// <summary>
/// What a layer does to its biased sums. One without parameters is a property, one with parameters a method whose defaults are Keras's;
/// <see cref="FromName"/> finds either by its Keras name and <see cref="Custom"/> takes a delegate.
/// </summary>
/// <remarks>
/// <para>
/// Reproducible bits: except for <see cref="Custom"/>, an output depends on its input alone (for softmax, log_softmax and sparsemax on its
/// row), not on where it stands in a tensor, how a batch or the threads split it, or the width of the machine's vectors. The functions are
/// computed in float64 from additions, multiplications, divisions and square roots, each rounded on its own, and rounded to float32 once.
/// A function of single values is within 0.51 units in the last place of the exact one, in the tails and near zeros too; log_softmax and
/// sparsemax may besides be off by 1e-15 times the row's spread.
/// </para>
/// <para>
/// The float32 functions of System.Numerics.Tensors 10.0 are not used, because they keep no such promise: Exp, Tanh, Sigmoid, Log, LogP1
/// and ExpM1 give spans of 1 to 3 values other bits than longer spans, other bits again without vector hardware, and Log and LogP1 others still without AVX2 and FMA.
/// </para>
/// <para>
/// NaN stays NaN, also where Keras's comparisons turn it into a constant (hard_shrink, soft_shrink, threshold). An infinite input gives
/// the limit, as it does not in Keras where a formula multiplies it by 0 (silu, gelu, mish and hard_silu of negative infinity are 0).
/// </para>
/// <para>Two activations are equal when they are the same function with the same parameters.</para>
/// </remarks>
public abstract partial class Activation
{
    // Each is made when it is first asked for, not all at once: a trimmed program has the code of those that it names (Embedded: 40 KB less).
    private protected Activation(string name) => Name = name;

    /// <summary>The parameters by their Keras names, each a float or a bool; none for an activation that takes none.</summary>
    internal IReadOnlyList<(string Key, object Value)> Parameters { get; private init; } = [];

    /// <summary>Whether it is a delegate, which only its name tells apart from others in a file.</summary>
    internal virtual bool IsCustom => false;

    /// <summary>The Keras name, such as "leaky_relu"; it leaves the parameters out.</summary>
    public string Name { get; }

    /// <summary>The clamp that a kernel applies to its sums: the whole activation where <see cref="IsFused"/>, else none.</summary>
    internal virtual Epilogue Epilogue => Epilogue.None;

    /// <summary>Whether <see cref="Epilogue"/> is all there is to do, so that <see cref="Apply"/> need not be called.</summary>
    internal virtual bool IsFused => false;

    /// <summary>Finds an activation, with Keras's default parameters, by its Keras name.</summary>
    /// <param name="name">The name, "leaky_relu", or the class name, "LeakyRelu" or "LeakyReLU".</param>
    /// <returns>The activation of that name.</returns>
    /// <exception cref="ArgumentException">
    /// No activation has that name, or it is "threshold", which has no defaults, or "glu", whose output is half as wide as its input.
    /// </exception>
    public static Activation FromName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return ActivationTable.Find(name);
    }

    /// <summary><see cref="FromName"/>, so that a string is taken where Keras takes one; null stays null.</summary>
    /// <param name="name">The Keras name.</param>
    [return: NotNullIfNotNull(nameof(name))]
    public static implicit operator Activation?(string? name) => name is null ? null : ActivationTable.Find(name, "activation");

    /// <summary>An activation of your own.</summary>
    /// <param name="name">What to call it.</param>
    /// <param name="function">Replaces values in place. Threads may call it at once, each on rows of its own.</param>
    /// <returns>The activation; it equals another only if name and delegate are the same.</returns>
    /// <exception cref="ArgumentException">The name is null or white space, or the delegate null.</exception>
    public static Activation Custom(string name, ActivationFunction function)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(function);
        return new CustomActivation(name, function);
    }

    /// <summary>The Keras name.</summary>
    public override string ToString() => Name;

    /// <summary>Replaces every value by the activation of it.</summary>
    /// <param name="values">Whole rows of the output.</param>
    /// <param name="lastAxis">The length of a row: the output's last axis as laid out.</param>
    internal abstract void Apply(Span<float> values, int lastAxis);

    private static ElementwiseActivation<T> Each<T>(string name, T function, params (string Key, object Value)[] parameters)
        where T : struct, IElementwise
        => new(name, function) { Parameters = parameters };

    private sealed class CustomActivation(string name, ActivationFunction function) : Activation(name)
    {
        private readonly ActivationFunction _function = function;

        internal override bool IsCustom => true;

        public override bool Equals(object? obj) => obj is CustomActivation other && Name == other.Name && _function == other._function;

        public override int GetHashCode() => HashCode.Combine(Name, _function);

        internal override void Apply(Span<float> values, int lastAxis) => _function(values, lastAxis);
    }
}
