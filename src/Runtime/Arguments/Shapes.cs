namespace Conv3DGen.Arguments;

/// <summary>Shapes of dense row-major tensors.</summary>
internal static class Shapes
{
    /// <summary>The number of elements.</summary>
    /// <exception cref="ArgumentException">A size is below 0, or an array cannot hold that many elements.</exception>
    public static int Count(ReadOnlySpan<nint> shape)
    {
        double count = 1; // exact up to 2^53, which is far beyond the limit
        foreach (nint size in shape)
        {
            count *= size >= 0 ? size : throw new ArgumentException($"shape is {Text(shape)}; every size must be at least 0.", nameof(shape));
        }

        return count <= Array.MaxLength
            ? (int)count
            : throw new ArgumentException($"shape is {Text(shape)}, which makes {count} elements; at most {Array.MaxLength} fit.", nameof(shape));
    }

    /// <summary>Checks that values fill a shape.</summary>
    /// <exception cref="ArgumentException">They do not, or the shape is impossible.</exception>
    public static void Fill(int values, ReadOnlySpan<nint> shape)
    {
        int expected = Count(shape);
        if (values != expected)
        {
            throw new ArgumentException($"values has {values} elements; a shape of {Text(shape)} has {expected}.", nameof(values));
        }
    }

    /// <summary>"[2, 3, 4]".</summary>
    public static string Text(ReadOnlySpan<nint> shape) => "[" + string.Join(", ", shape.ToArray()) + "]";

    /// <summary>"[null, 3, 4]".</summary>
    public static string Text(ReadOnlySpan<int?> shape)
        => "[" + string.Join(", ", shape.ToArray().Select(s => s?.ToString() ?? "null")) + "]";
}
