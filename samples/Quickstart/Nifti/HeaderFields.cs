using System.Buffers.Binary;

namespace Quickstart.Nifti;

/// <summary>Reads numbers at byte offsets of a header, in the file's byte order.</summary>
internal readonly ref struct HeaderFields(ReadOnlySpan<byte> bytes, bool bigEndian)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    public bool BigEndian => bigEndian;

    public short Int16(int offset) => bigEndian
        ? BinaryPrimitives.ReadInt16BigEndian(_bytes[offset..])
        : BinaryPrimitives.ReadInt16LittleEndian(_bytes[offset..]);

    public float Single(int offset) => bigEndian
        ? BinaryPrimitives.ReadSingleBigEndian(_bytes[offset..])
        : BinaryPrimitives.ReadSingleLittleEndian(_bytes[offset..]);
}
