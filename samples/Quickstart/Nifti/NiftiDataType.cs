using System.Buffers.Binary;

namespace Quickstart.Nifti;

/// <summary>Reads the voxel that begins at the start of <paramref name="bytes"/>.</summary>
internal delegate double VoxelReader(ReadOnlySpan<byte> bytes);

/// <summary>A voxel type of the NIfTI-1 standard that this reader understands.</summary>
/// <param name="Code">The header's <c>datatype</c>.</param>
/// <param name="Name">Its usual name.</param>
/// <param name="Bytes">Bytes per voxel.</param>
/// <param name="Little">Reads a little-endian voxel.</param>
/// <param name="Big">Reads a big-endian voxel.</param>
internal sealed record NiftiDataType(short Code, string Name, int Bytes, VoxelReader Little, VoxelReader Big)
{
    /// <summary>Every type that can be read.</summary>
    public static IReadOnlyList<NiftiDataType> All { get; } =
    [
        new(2, "uint8", 1, static b => b[0], static b => b[0]),
        new(256, "int8", 1, static b => (sbyte)b[0], static b => (sbyte)b[0]),
        new(4, "int16", 2, static b => BinaryPrimitives.ReadInt16LittleEndian(b), static b => BinaryPrimitives.ReadInt16BigEndian(b)),
        new(512, "uint16", 2, static b => BinaryPrimitives.ReadUInt16LittleEndian(b), static b => BinaryPrimitives.ReadUInt16BigEndian(b)),
        new(8, "int32", 4, static b => BinaryPrimitives.ReadInt32LittleEndian(b), static b => BinaryPrimitives.ReadInt32BigEndian(b)),
        new(768, "uint32", 4, static b => BinaryPrimitives.ReadUInt32LittleEndian(b), static b => BinaryPrimitives.ReadUInt32BigEndian(b)),
        new(16, "float32", 4, static b => BinaryPrimitives.ReadSingleLittleEndian(b), static b => BinaryPrimitives.ReadSingleBigEndian(b)),
        new(64, "float64", 8, BinaryPrimitives.ReadDoubleLittleEndian, BinaryPrimitives.ReadDoubleBigEndian),
    ];

    /// <summary>The standard's other types, to refuse them by name.</summary>
    private static readonly Dictionary<short, string> Refused = new()
    {
        [1] = "binary",
        [32] = "complex64",
        [128] = "rgb24",
        [1024] = "int64",
        [1280] = "uint64",
        [1536] = "float128",
        [1792] = "complex128",
        [2048] = "complex256",
        [2304] = "rgba32",
    };

    /// <summary>The type with this code.</summary>
    /// <exception cref="FormatException">It cannot be read, or there is none.</exception>
    public static NiftiDataType FromCode(short code)
    {
        if (All.FirstOrDefault(type => type.Code == code) is { } known)
        {
            return known;
        }

        string name = Refused.TryGetValue(code, out string? refused) ? $"{code} ({refused})" : $"{code} (unknown)";
        throw new FormatException($"datatype is {name}; expected one of {string.Join(", ", All.Select(type => type.Name))}");
    }
}
