namespace Conv3DGen.Kernels;

/// <summary>What estimates take for granted of a machine's caches.</summary>
internal static class CoreCache
{
    /// <summary>Bytes that stay in a core's own cache (of a server of today).</summary>
    public const long Bytes = 1 << 20;

    /// <summary>Floats of a cache line.</summary>
    public const int Line = 16;

    private const long DistantBytes = 12 << 20;

    /// <summary>Rounds floats up to whole cache lines.</summary>
    public static nint Lines(nint floats) => (floats + Line - 1) / Line * Line;

    /// <summary>Rounds floats up to an odd number of cache lines: what lies so far apart begins in different sets of a cache.</summary>
    public static nint OddLines(nint floats) => ((Lines(floats) / Line) | 1) * Line;

    /// <summary>Whether so many floats are not in a cache that cores share either, when the next layer reads them.</summary>
    public static bool IsDistant(long floats) => floats * sizeof(float) >= DistantBytes;
}
