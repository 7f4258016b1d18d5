using System.IO.Compression;

namespace Quickstart.Tests.Support;

/// <summary>
/// Writes NIfTI-1 files from the standard's table of offsets, independently of the reader. Starts as a correct file of
/// 3 x 4 x 5 int16 voxels numbered from 0 in file order; tests change what they are about.
/// </summary>
internal sealed class NiftiBuilder
{
    public bool BigEndian { get; init; }

    public short[] Dim { get; set; } = [3, 3, 4, 5, 1, 1, 1, 1];

    public short DataType { get; set; } = 4;

    public short BitPix { get; set; } = 16;

    public float[] PixDim { get; set; } = [1, 1, 1, 1, 0, 0, 0, 0];

    public float VoxelOffset { get; set; } = 352;

    public float Slope { get; set; }

    public float Intercept { get; set; }

    public byte Units { get; set; } = 2;

    public byte[] Magic { get; set; } = "n+1\0"u8.ToArray();

    public int HeaderSize { get; set; } = 348;

    public short QFormCode { get; set; }

    public short SFormCode { get; set; }

    public float[] Quaternion { get; set; } = [0, 0, 0];

    public float[] SForm { get; set; } = new float[12];

    /// <summary>The bytes after the header's 348: by default up to the offset zeros, then one int16 per voxel.</summary>
    public byte[]? Voxels { get; set; }

    /// <summary>Puts values, given as this machine writes them, one after the other in the file's byte order.</summary>
    public byte[] Encode(IEnumerable<byte[]> values) =>
        [.. values.SelectMany(value => BitConverter.IsLittleEndian == BigEndian ? value.Reverse() : value)];

    public byte[] Build()
    {
        var header = new byte[348];
        Int32(header, 0, HeaderSize);
        for (int n = 0; n < 8; n++)
        {
            Int16(header, 40 + (2 * n), Dim[n]);
            Single(header, 76 + (4 * n), PixDim[n]);
        }

        Int16(header, 70, DataType);
        Int16(header, 72, BitPix);
        Single(header, 108, VoxelOffset);
        Single(header, 112, Slope);
        Single(header, 116, Intercept);
        header[123] = Units;
        Int16(header, 252, QFormCode);
        Int16(header, 254, SFormCode);
        for (int n = 0; n < 3; n++)
        {
            Single(header, 256 + (4 * n), Quaternion[n]);
        }

        for (int n = 0; n < 12; n++)
        {
            Single(header, 280 + (4 * n), SForm[n]);
        }

        Magic.CopyTo(header, 344);
        int gap = VoxelOffset is > 348 and < 10_000 ? (int)VoxelOffset - 348 : 4;
        return [.. header, .. new byte[gap], .. Voxels ?? Numbered()];
    }

    public static byte[] Gzip(byte[] bytes, CompressionLevel level = CompressionLevel.Optimal)
    {
        using var result = new MemoryStream();
        using (var gzip = new GZipStream(result, level))
        {
            gzip.Write(bytes);
        }

        return result.ToArray();
    }

    /// <summary>Volume v of a 4-D file counts on from v * 1000.</summary>
    private byte[] Numbered()
    {
        int voxels = Dim[1] * Dim[2] * Dim[3];
        int volumes = Dim[0] >= 4 ? Dim[4] : 1;
        return Encode(Enumerable.Range(0, voxels * volumes).Select(n => BitConverter.GetBytes((short)((n / voxels * 1000) + (n % voxels)))));
    }

    private void Int16(byte[] header, int offset, short value) => Encode([BitConverter.GetBytes(value)]).CopyTo(header, offset);

    private void Int32(byte[] header, int offset, int value) => Encode([BitConverter.GetBytes(value)]).CopyTo(header, offset);

    private void Single(byte[] header, int offset, float value) => Encode([BitConverter.GetBytes(value)]).CopyTo(header, offset);
}
