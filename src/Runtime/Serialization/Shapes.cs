using System.Globalization;

namespace Conv3DGen.Serialization;

/// <summary>Sizes of tensors in files.</summary>
internal static class Shapes
{
    /// <summary>"[3, 3, 3, 16, 32]", as numpy and Keras write it.</summary>
    public static string Text(ReadOnlySpan<nint> shape)
        => "[" + string.Join(", ", shape.ToArray().Select(size => size.ToString(CultureInfo.InvariantCulture))) + "]";

    /// <summary>The number of elements; 1 for no axes.</summary>
    /// <exception cref="InvalidDataException">More than an array can hold.</exception>
    public static int Count(ReadOnlySpan<nint> shape)
    {
        long count = 1;
        foreach (nint size in shape)
        {
            // Each factor is below 2^31 when they are multiplied, so the product cannot overflow before it is refused.
            if (size > Array.MaxLength || (count *= size) > Array.MaxLength)
            {
                throw new InvalidDataException($"shape is {Text(shape)}; at most {Array.MaxLength} elements can be read.");
            }
        }

        return (int)count;
    }
}
