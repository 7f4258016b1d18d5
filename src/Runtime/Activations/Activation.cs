using Conv3DGen.Kernels;

namespace Conv3DGen;

/// <summary>
/// An activation that a layer fuses into its kernel: a clamp of the biased sum to [low, high]. NaN stays NaN.
/// </summary>
public sealed class Activation
{
    private Activation(string name, float low, float high)
    {
        Name = name;
        Epilogue = new(low, high);
    }

    /// <summary>y = x, the Keras default (<c>activation=None</c>).</summary>
    public static Activation Linear { get; } = new("linear", float.NegativeInfinity, float.PositiveInfinity);

    /// <summary>y = max(x, 0).</summary>
    public static Activation Relu { get; } = new("relu", 0, float.PositiveInfinity);

    /// <summary>y = min(max(x, 0), 6).</summary>
    public static Activation Relu6 { get; } = new("relu6", 0, 6);

    /// <summary>The Keras name, such as "relu".</summary>
    public string Name { get; }

    internal Epilogue Epilogue { get; }

    internal bool IsFused => true;

    internal void Apply(Span<float> values, int lastAxis) => throw new InvalidOperationException("fused");

    /// <summary>Finds an activation by its Keras name.</summary>
    /// <param name="name">"linear", "relu" or "relu6".</param>
    /// <returns>The activation of that name.</returns>
    /// <exception cref="ArgumentException">No activation has that name.</exception>
    public static Activation FromName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        Activation[] known = [Linear, Relu, Relu6];
        return Array.Find(known, a => a.Name == name)
            ?? throw new ArgumentException($"activation \"{name}\" is not known; expected one of: {string.Join(", ", known.Select(a => a.Name))}.", nameof(name));
    }

    /// <summary>The Keras name.</summary>
    public override string ToString() => Name;
}
