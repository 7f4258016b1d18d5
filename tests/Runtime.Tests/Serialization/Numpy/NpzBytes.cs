using System.IO.Compression;
using System.Numerics.Tensors;

namespace Conv3DGen.Runtime.Tests.Serialization;

/// <summary>Archives for tests.</summary>
internal static class NpzBytes
{
    /// <summary>A zip of any entries.</summary>
    public static byte[] Zip(CompressionLevel compression, params IEnumerable<(string Name, byte[] Contents)> entries)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create))
        {
            foreach ((string name, byte[] contents) in entries)
            {
                using Stream entry = archive.CreateEntry(name, compression).Open();
                entry.Write(contents);
            }
        }

        return stream.ToArray();
    }

    /// <summary>What the library writes for vectors.</summary>
    public static byte[] Written(params (string Name, float[] Values)[] arrays)
    {
        using var stream = new MemoryStream();
        NpzFile.Write(stream, arrays.Select(a => KeyValuePair.Create(a.Name, Tensor.Create(a.Values))));
        return stream.ToArray();
    }
}
