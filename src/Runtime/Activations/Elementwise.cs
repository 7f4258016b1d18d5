using System.Numerics;
using System.Runtime.CompilerServices;
using Vec = System.Numerics.Vector<double>;

namespace Conv3DGen.Activations;

/// <summary>A function of one value, on float64 vectors. Lanes must not mix and each operation must round on its own (no FMA).</summary>
internal interface IElementwise
{
    /// <summary>The function in every lane. Implementations ask to be inlined: a call would pass vectors through memory.</summary>
    Vec Invoke(Vec x);
}

/// <summary>
/// Runs a function over float32 values: widened, computed, rounded once. Loops over vectors are optimised at once and never inlined: in a
/// caller's copy the JIT may run out of its budget and call the functions of each vector instead.
/// </summary>
internal static class Elementwise
{
    /// <summary>
    /// Replaces every value. The last few, which fill no vector, take the same path in a padded one: a scalar path of its own could round
    /// differently.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Apply<T>(Span<float> values, T function)
        where T : struct, IElementwise
    {
        while (values.Length >= Vector<float>.Count)
        {
            Invoke(new Vector<float>(values), function).CopyTo(values);
            values = values[Vector<float>.Count..];
        }

        if (!values.IsEmpty)
        {
            Span<float> padded = stackalloc float[Vector<float>.Count];
            values.CopyTo(padded);
            Invoke(new Vector<float>(padded), function).CopyTo(padded);
            padded[..values.Length].CopyTo(values);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Invoke<T>(Vector<float> x, T function)
        where T : struct, IElementwise
    {
        Vector.Widen(x, out Vec low, out Vec high);
        return Vector.Narrow(function.Invoke(low), function.Invoke(high));
    }
}

/// <summary>An activation that treats every value alike.</summary>
internal sealed class ElementwiseActivation<T>(string name, T function) : Activation(name)
    where T : struct, IElementwise
{
    private readonly T _function = function;

    public override bool Equals(object? obj) => obj is ElementwiseActivation<T> other && Name == other.Name && _function.Equals(other._function);

    public override int GetHashCode() => HashCode.Combine(Name, _function);

    internal override void Apply(Span<float> values, int lastAxis) => Elementwise.Apply(values, _function);
}
