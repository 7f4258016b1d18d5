using System.IO.Compression;
using System.Numerics.Tensors;

namespace Conv3DGen.Serialization;

/// <summary>Writes .npz archives.</summary>
internal static class NpzWriter
{
    /// <summary>The first moment that a zip can say. numpy writes it too, so the same arrays give the same bytes.</summary>
    private static readonly DateTimeOffset s_noTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static void Write(Stream stream, IReadOnlyList<KeyValuePair<string, Tensor<float>>> arrays, CompressionLevel compression)
    {
        using ZipArchive archive = new(stream, ZipArchiveMode.Create, leaveOpen: true);
        foreach ((string name, Tensor<float> array) in arrays)
        {
            ZipArchiveEntry entry = archive.CreateEntry(ArrayName.ToEntry(name), compression);
            entry.LastWriteTime = s_noTime;
            using Stream contents = entry.Open();
            NpyWriter.Write(contents, array);
        }
    }
}
