namespace Conv3DGen.Kernels;

/// <summary>What estimates take for granted of a machine's caches.</summary>
internal static class CoreCache
{
    /// <summary>Bytes that stay in a core's own cache (of a server of today).</summary>
    public const long Bytes = 1 << 20;

    /// <summary>Floats of a cache line.</summary>
    public const int Line = 16;

    private const long DistantBytes = 12 << 20;

    /// <summary>Whether so many floats are not in a cache that cores share either, when the next layer reads them.</summary>
    public static bool IsDistant(long floats) => floats * sizeof(float) >= DistantBytes;
}
