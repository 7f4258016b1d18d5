using System.Collections.Concurrent;
using System.Globalization;

namespace Conv3DGen.Graph;

/// <summary>Keras's automatic names, numbered over the whole process: "conv3d", "conv3d_1", "conv3d_2".</summary>
internal static class AutoNames
{
    private static readonly ConcurrentDictionary<string, int> s_used = new();

    /// <summary>The next name of a kind.</summary>
    public static string Next(string kind)
    {
        int count = s_used.AddOrUpdate(kind, 1, (_, used) => used + 1);
        return count == 1 ? kind : string.Create(CultureInfo.InvariantCulture, $"{kind}_{count - 1}");
    }

    /// <summary>Forgets them all.</summary>
    public static void Clear() => s_used.Clear();
}
