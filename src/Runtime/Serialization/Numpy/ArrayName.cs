namespace Conv3DGen.Serialization;

/// <summary>The names of arrays in .npz archives: an entry is called after its array, plus ".npy".</summary>
internal static class ArrayName
{
    private const string Extension = ".npy";

    /// <summary>What a name must be. Keras's own names, "conv3d/kernel:0", are such names.</summary>
    public const string Rule = "a relative path with no empty, '.' or '..' part, no backslash and no control character";

    /// <summary>The entry of an array.</summary>
    public static string ToEntry(string name) => name + Extension;

    /// <summary>The array of an entry.</summary>
    /// <exception cref="InvalidDataException">The entry has no name that an array can have.</exception>
    public static string FromEntry(string entry)
    {
        string name = entry.EndsWith(Extension, StringComparison.Ordinal) ? entry[..^Extension.Length] : "";
        return IsPossible(name)
            ? name
            : throw new InvalidDataException($"has an entry named '{Printable(entry)}'; it must be {Rule}, and end in {Extension}.");
    }

    /// <summary>Whether an array may be called so.</summary>
    public static bool IsPossible(string name)
        => name.Split('/').All(part => part is not ("" or "." or "..")) && !name.Any(c => c == '\\' || char.IsControl(c));

    private static string Printable(string text)
        => string.Concat(text.Take(80).Select(c => char.IsControl(c) ? $"\\x{(int)c:x2}" : c.ToString())) + (text.Length > 80 ? "..." : "");
}
