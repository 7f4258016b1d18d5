using System.Collections;
using System.Runtime.CompilerServices;
using Conv3DGen.Arguments;

namespace Conv3DGen;

/// <summary>
/// Axes of a tensor, as Keras's <c>axis</c> arguments take them: one integer or several, negative ones counted from the end. The default is
/// axis 0. Equal if the same integers in the same order.
/// </summary>
[CollectionBuilder(typeof(AxesBuilder), nameof(AxesBuilder.Create))]
public readonly struct Axes : IReadOnlyList<int>, IEquatable<Axes>
{
    private static readonly int[] s_first = [0];

    private readonly int[]? _axes;

    internal Axes(ReadOnlySpan<int> axes)
        => _axes = axes.IsEmpty ? throw new ArgumentException("axis has no entries; it must have at least one.", "axis") : axes.ToArray();

    /// <summary>How many axes.</summary>
    public int Count => Entries.Length;

    private int[] Entries => _axes ?? s_first;

    /// <summary>One of the axes as it was given.</summary>
    /// <param name="index">From 0 to below <see cref="Count"/>.</param>
    public int this[int index] => Entries[index];

    /// <summary>One axis.</summary>
    /// <param name="axis">The axis.</param>
    public static implicit operator Axes(int axis) => new([axis]);

    /// <summary>Several axes.</summary>
    /// <param name="axes">The axes, at least one.</param>
    public static implicit operator Axes(int[] axes) => new(axes);

    /// <summary>Whether both have the same integers in the same order.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(Axes left, Axes right) => left.Equals(right);

    /// <summary>Whether they differ.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(Axes left, Axes right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(Axes other) => Entries.AsSpan().SequenceEqual(other.Entries);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Axes other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Entries.Aggregate(Count, HashCode.Combine);

    /// <inheritdoc/>
    public IEnumerator<int> GetEnumerator() => Entries.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>"0" or "[0, 1, 2]", as Python writes them.</summary>
    public override string ToString() => Count == 1 ? $"{Entries[0]}" : "[" + string.Join(", ", Entries) + "]";

    /// <summary>Which axes of a tensor are meant.</summary>
    /// <exception cref="ArgumentException">One is outside the shape, or given twice.</exception>
    internal bool[] Of(ReadOnlySpan<nint> shape)
    {
        int rank = shape.Length;
        var meant = new bool[rank];
        foreach (int axis in Entries)
        {
            if (axis < -rank || axis >= rank)
            {
                throw new ArgumentException($"axis is {this}; each entry must be from {-rank} to {rank - 1} for a shape of {Shapes.Text(shape)}.", "axis");
            }

            ref bool entry = ref meant[axis < 0 ? axis + rank : axis];
            entry = !entry ? true : throw new ArgumentException($"axis is {this}; it must name each axis of {Shapes.Text(shape)} once.", "axis");
        }

        return meant;
    }
}

/// <summary>Makes <see cref="Axes"/> of a collection expression.</summary>
public static class AxesBuilder
{
    /// <summary>The axes of <c>[0, 1, 2]</c>.</summary>
    /// <param name="axes">The axes, at least one.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static Axes Create(ReadOnlySpan<int> axes) => new(axes);
}
