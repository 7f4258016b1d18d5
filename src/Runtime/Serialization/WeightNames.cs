namespace Conv3DGen.Serialization;

/// <summary>Which array of a file is which weight of a layer.</summary>
internal static class WeightNames
{
    public const string Kernel = "kernel";
    public const string Bias = "bias";

    /// <summary>The names of a layer's weights in Keras's order.</summary>
    public static string[] Of(bool useBias) => useBias ? [Kernel, Bias] : [Kernel];

    /// <summary>
    /// Finds each weight's array: by its own name; by a Keras path that ends in it, as "conv3d/kernel" or TensorFlow's "conv3d/kernel:0";
    /// or, where numpy named the arrays, by its place: arr_0, arr_1.
    /// </summary>
    /// <param name="arrays">The names in the file.</param>
    /// <param name="useBias">Whether the layer has a bias.</param>
    /// <returns>The arrays' names in the order kernel, bias.</returns>
    /// <exception cref="InvalidDataException">The file has other arrays than the layer has weights.</exception>
    public static string[] Match(IReadOnlyCollection<string> arrays, bool useBias)
    {
        string[] weights = Of(useBias);
        string[][] found = [.. weights.Select((weight, i) => arrays.Where(array => IsNamed(array, weight, i)).ToArray())];
        bool onePerWeight = Array.TrueForAll(found, candidates => candidates.Length == 1) && arrays.Count == weights.Length;
        return onePerWeight && (arrays.All(IsNumbered) || !arrays.Any(IsNumbered))
            ? [.. found.Select(candidates => candidates[0])]
            : throw new InvalidDataException(
                $"has {(arrays.Count == 0 ? "no arrays" : "the arrays " + Quoted(arrays))}; expected {Quoted(weights)}, also at the end of a path, or {Quoted(weights.Select((_, i) => Numbered(i)))}.");
    }

    private static bool IsNamed(string array, string weight, int index)
    {
        string last = array[(array.LastIndexOf('/') + 1)..];
        return last == weight || last == weight + ":0" || array == Numbered(index);
    }

    private static bool IsNumbered(string array) => array.StartsWith("arr_", StringComparison.Ordinal);

    private static string Numbered(int index) => $"arr_{index}";

    private static string Quoted(IEnumerable<string> names)
    {
        string[] shown = [.. names.Take(8).Select(name => $"'{name}'")];
        return string.Join(", ", shown) + (names.Count() > shown.Length ? ", ..." : "");
    }
}
