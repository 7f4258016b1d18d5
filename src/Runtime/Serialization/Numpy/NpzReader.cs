using System.IO.Compression;
using System.Numerics.Tensors;

namespace Conv3DGen.Serialization;

/// <summary>An .npz archive that is being read: a zip of .npy files. Nothing is ever extracted to disk.</summary>
internal sealed class NpzReader : IDisposable
{
    private readonly ZipArchive _archive;
    private readonly Dictionary<string, ZipArchiveEntry> _entries = [];

    /// <summary>Reads the directory of an archive.</summary>
    /// <param name="stream">The archive, all of it; stays open.</param>
    /// <exception cref="InvalidDataException">Not a zip, or one with entries that are no arrays or stand there twice.</exception>
    public NpzReader(Stream stream)
    {
        _archive = new(stream, ZipArchiveMode.Read, leaveOpen: true);
        foreach (ZipArchiveEntry entry in _archive.Entries)
        {
            string name = ArrayName.FromEntry(entry.FullName);
            if (!_entries.TryAdd(name, entry))
            {
                throw new InvalidDataException($"has two entries named '{entry.FullName}'; expected one.");
            }
        }
    }

    /// <summary>The arrays, in the order of the archive.</summary>
    public IReadOnlyCollection<string> Names => _entries.Keys;

    /// <summary>Reads one array.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="accept">Sees the header before any memory is taken for the elements; throws if it does not want them.</param>
    /// <exception cref="InvalidDataException">Not exactly one whole array, or not the one that the checksum is of.</exception>
    public Tensor<float> Read(string name, Action<NpyHeader> accept)
    {
        ZipArchiveEntry entry = _entries[name];
        return Within.Place(entry.FullName, () =>
        {
            using ChecksumStream stream = new(entry.Open());
            Tensor<float> array = NpyReader.Read(stream, accept);
            NpyReader.ExpectEnd(stream);
            return stream.Crc == entry.Crc32
                ? array
                : throw new InvalidDataException($"has the CRC-32 {stream.Crc:x8}; the archive's directory says {entry.Crc32:x8}.");
        });
    }

    public void Dispose() => _archive.Dispose();
}
