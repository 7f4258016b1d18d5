using Conv3DGen.Arguments;

namespace Conv3DGen;

/// <summary>
/// A tensor without values: what <see cref="Keras.Input"/> makes, and what a layer returns when it is called on one. It knows its shape and
/// where it comes from.
/// </summary>
public sealed class SymbolicTensor
{
    internal SymbolicTensor(string name, int?[] shape, SymbolicTensor? mask, LayerNode? producer)
    {
        Name = name;
        Shape = shape.AsReadOnly();
        Mask = mask;
        Producer = producer;
    }

    /// <summary>The name: its own, or "layer/output" with the number of the node, from the second on.</summary>
    public string Name { get; }

    /// <summary>The sizes, batch first, null where unknown. No sizes at all: a single number.</summary>
    public IReadOnlyList<int?> Shape { get; }

    /// <summary>The mask that goes with it, or null.</summary>
    public SymbolicTensor? Mask { get; }

    /// <summary>The call that this is the output of; null for an input.</summary>
    public LayerNode? Producer { get; }

    /// <summary>"conv3d/output [null, 16, 16, 16, 8]".</summary>
    public override string ToString() => $"{Name} {Shapes.Text([.. Shape])}";
}
