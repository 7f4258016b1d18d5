using System.Buffers.Binary;

namespace Embedded.Tests;

/// <summary>A part of a 64-bit little-endian ELF file that is mapped into memory.</summary>
/// <param name="Offset">Where it begins in the file.</param>
/// <param name="Length">Its length in the file.</param>
/// <param name="IsWritable">Whether the program may write to it.</param>
internal sealed record ElfSegment(long Offset, long Length, bool IsWritable)
{
    /// <summary>The segments of type PT_LOAD.</summary>
    public static IReadOnlyList<ElfSegment> Loaded(byte[] file)
    {
        long table = BinaryPrimitives.ReadInt64LittleEndian(file.AsSpan(32)); // e_phoff
        int size = BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(54)), count = BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(56));
        return [.. Enumerable.Range(0, count).Select(i => file.AsSpan((int)table + (i * size), size).ToArray()).Where(IsLoaded).Select(Parse)];
    }

    /// <summary>Whether these bytes of the file lie in it.</summary>
    public bool Holds(long offset, long length) => offset >= Offset && offset + length <= Offset + Length;

    private static bool IsLoaded(byte[] header) => BinaryPrimitives.ReadUInt32LittleEndian(header) == 1;

    private static ElfSegment Parse(byte[] header)
    {
        uint flags = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(4));
        return new(BinaryPrimitives.ReadInt64LittleEndian(header.AsSpan(8)), BinaryPrimitives.ReadInt64LittleEndian(header.AsSpan(32)), (flags & 2) != 0);
    }
}
