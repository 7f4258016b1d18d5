using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Quickstart.Nifti;

/// <summary>
/// The checked contents of a NIfTI-1 header. Everything a hostile file could say is refused here with a
/// <see cref="FormatException"/> that names the value and what was expected.
/// </summary>
internal sealed record NiftiHeader
{
    /// <summary>Bytes of the header itself.</summary>
    public const int Length = 348;

    /// <summary>The first byte that voxels may occupy: the header and its four-byte extension flag.</summary>
    private const int FirstVoxelByte = 352;

    /// <summary>Voxels of one volume.</summary>
    public required Grid Grid { get; init; }

    /// <summary>Volumes in the file: the product of the dimensions beyond the third.</summary>
    public required Int128 Volumes { get; init; }

    public required NiftiDataType DataType { get; init; }

    public required bool BigEndian { get; init; }

    /// <summary>Where the first voxel lies in the (decompressed) file.</summary>
    public required long VoxelOffset { get; init; }

    /// <summary>What a stored value is multiplied by; 1 where the header asks for no scaling.</summary>
    public required double Slope { get; init; }

    /// <summary>What is added after the multiplication.</summary>
    public required double Intercept { get; init; }

    public required VoxelSize VoxelSize { get; init; }

    public required Orientation Orientation { get; init; }

    /// <summary>Bytes of one volume.</summary>
    public Int128 VolumeBytes => (Int128)Grid.Count * DataType.Bytes;

    /// <summary>Parses and checks the first <see cref="Length"/> bytes of a file.</summary>
    public static NiftiHeader Parse(ReadOnlySpan<byte> bytes)
    {
        CheckMagic(bytes);
        var fields = new HeaderFields(bytes, IsBigEndian(bytes));
        NiftiDataType type = NiftiDataType.FromCode(fields.Int16(70));
        CheckBits(type, fields.Int16(72));
        (double slope, double intercept) = Scaling(fields.Single(112), fields.Single(116));
        return new()
        {
            Grid = ReadGrid(fields, out Int128 volumes),
            Volumes = volumes,
            DataType = type,
            BigEndian = fields.BigEndian,
            VoxelOffset = ReadVoxelOffset(fields.Single(108)),
            Slope = slope,
            Intercept = intercept,
            VoxelSize = VoxelSize.Of(fields.Single(80), fields.Single(84), fields.Single(88), unitCode: bytes[123]),
            Orientation = Orientation.Of(fields),
        };
    }

    private static void CheckMagic(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<byte> magic = bytes.Slice(344, 4);
        if (magic.SequenceEqual("n+1\0"u8))
        {
            return;
        }

        if (magic.SequenceEqual("ni1\0"u8))
        {
            throw new FormatException("magic is \"ni1\": the voxels are in a separate .img file; expected \"n+1\", header and voxels in one file");
        }

        int size = BinaryPrimitives.ReadInt32LittleEndian(bytes);
        if (size == 540 || BinaryPrimitives.ReverseEndianness(size) == 540)
        {
            throw new FormatException("this is a NIfTI-2 file (header size 540); expected NIfTI-1 (header size 348)");
        }

        throw new FormatException($"not a NIfTI-1 file: bytes 344 to 347 are {Printable(magic)}; expected \"n+1\"");
    }

    /// <summary>The standard's rule: in the file's own byte order dim[0] is 1 to 7.</summary>
    private static bool IsBigEndian(ReadOnlySpan<byte> bytes)
    {
        short little = BinaryPrimitives.ReadInt16LittleEndian(bytes[40..]);
        short big = BinaryPrimitives.ReadInt16BigEndian(bytes[40..]);
        return little is >= 1 and <= 7 ? false
            : big is >= 1 and <= 7 ? true
            : throw new FormatException($"dim[0], the number of dimensions, is {little}; expected 3 to 7");
    }

    private static Grid ReadGrid(HeaderFields fields, out Int128 volumes)
    {
        int dimensions = fields.Int16(40);
        if (dimensions < 3)
        {
            throw new FormatException($"dim[0], the number of dimensions, is {dimensions}; expected 3 to 7");
        }

        var sizes = new int[8];
        volumes = 1;
        for (int axis = 1; axis <= dimensions; axis++)
        {
            sizes[axis] = fields.Int16(40 + (2 * axis));
            if (sizes[axis] < 1)
            {
                throw new FormatException($"dim[{axis}] is {sizes[axis]}; expected at least 1");
            }

            volumes *= axis > 3 ? sizes[axis] : 1;
        }

        return new(sizes[1], sizes[2], sizes[3]);
    }

    private static void CheckBits(NiftiDataType type, short bits)
    {
        if (bits != type.Bytes * 8)
        {
            throw new FormatException($"bitpix is {bits}; expected {type.Bytes * 8} for datatype {type.Name}");
        }
    }

    private static long ReadVoxelOffset(float offset) => offset switch
    {
        0 => FirstVoxelByte, // Written by some older tools, and read so by everyone.
        >= FirstVoxelByte and <= 1L << 40 when offset == MathF.Floor(offset) => (long)offset,
        _ => throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"vox_offset is {offset}; expected a whole number, at least {FirstVoxelByte}")),
    };

    private static (double Slope, double Intercept) Scaling(float slope, float intercept) => float.IsFinite(slope) && slope != 0
        ? (slope, float.IsFinite(intercept) ? intercept : 0)
        : (1, 0);

    private static string Printable(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder("\"");
        foreach (byte b in bytes)
        {
            text.Append(b is >= 0x20 and < 0x7f ? (char)b : '.');
        }

        return text.Append('"').ToString();
    }
}
