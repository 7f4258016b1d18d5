namespace Conv3DGen.Kernels;

/// <summary>What estimates take for granted of a machine's caches.</summary>
internal static class CoreCache
{
    /// <summary>Bytes that stay in a core's own cache (of a server of today).</summary>
    public const long Bytes = 1 << 20;

    /// <summary>So many bytes are not in a cache that cores share either, when the next layer reads them.</summary>
    public const long DistantBytes = 12 << 20;
}
