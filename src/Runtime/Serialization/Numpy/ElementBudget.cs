using Conv3DGen.Arguments;

namespace Conv3DGen.Serialization;

/// <summary>How many elements a caller still allows.</summary>
internal static class ElementBudget
{
    /// <summary>Takes an array's elements off what is left.</summary>
    /// <exception cref="InvalidDataException">More than is left.</exception>
    public static void Take(NpyHeader header, ref long left)
    {
        int count = header.Count;
        if (count > left)
        {
            throw new InvalidDataException($"shape is {Shapes.Text(header.Shape)}, {count} elements; maxElements allows {left} more.");
        }

        left -= count;
    }
}
