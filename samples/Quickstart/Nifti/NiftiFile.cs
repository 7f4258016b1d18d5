using System.IO.Compression;

namespace Quickstart.Nifti;

/// <summary>Reads one volume of a .nii or .nii.gz file.</summary>
/// <remarks>
/// Files are not trusted. A header's sizes are compared with what the file can hold before anything is allocated, and memory
/// then grows with the voxels that really arrive, so neither a lying header nor a gzip bomb takes more than its own volume.
/// </remarks>
internal static class NiftiFile
{
    /// <summary>The largest volume taken, in voxels: above 450^3.</summary>
    public const long MaxVoxels = 100_000_000;

    /// <summary>Deflate cannot expand a byte to more than this.</summary>
    private const int MaxGzipRatio = 1032;

    /// <summary>Reads volume number <paramref name="volume"/>, from 0, of the file at <paramref name="path"/>.</summary>
    /// <exception cref="UserErrorException">The file cannot be used; the message names it and says why.</exception>
    public static Volume Read(string path, int volume = 0)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            if (!file.CanSeek)
            {
                throw new FormatException("is a device or a pipe; expected a regular file");
            }

            bool gzip = file.ReadByte() == 0x1f && file.ReadByte() == 0x8b;
            file.Position = 0;
            using Stream stream = gzip ? new GZipStream(file, CompressionMode.Decompress) : file;
            return Read(stream, volume, file.Length, gzip);
        }
        catch (Exception e) when (Explain(e) is { } reason)
        {
            throw new UserErrorException($"{path}: {reason}");
        }
    }

    private static string? Explain(Exception e) => e switch
    {
        FormatException => e.Message,
        FileNotFoundException or DirectoryNotFoundException => "no such file",
        InvalidDataException => "damaged gzip data: it does not decompress, or its checksum is wrong",
        UnauthorizedAccessException => "cannot be opened; expected a readable file, not a directory",
        IOException or ArgumentException or NotSupportedException => $"cannot be read ({e.Message})",
        _ => null,
    };

    private static Volume Read(Stream stream, int number, long fileLength, bool gzip)
    {
        var bytes = new byte[NiftiHeader.Length];
        int length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (length < bytes.Length)
        {
            throw new FormatException($"not a NIfTI-1 file: only {length} bytes{(gzip ? " when decompressed" : "")}; expected a header of {NiftiHeader.Length}");
        }

        NiftiHeader header = NiftiHeader.Parse(bytes);
        CheckSize(header, fileLength, gzip);
        if (number >= header.Volumes)
        {
            throw new FormatException($"volume {number} was asked for, but the file has {header.Volumes}; expected 0 to {header.Volumes - 1}");
        }

        // The size check has shown that all of these fit a long.
        Skip(stream, header.VoxelOffset - bytes.Length + (number * (long)header.VolumeBytes), header);
        float[] voxels = VoxelDecoder.Decode(stream, header, out long nonFinite);
        if (gzip)
        {
            // The checksum stands at the end of the stream and is only compared when that is reached.
            Skip(stream, (long)(header.Volumes - number - 1) * (long)header.VolumeBytes, header);
            stream.ReadByte();
        }

        return new() { Grid = header.Grid, Voxels = voxels, Header = header, Number = number, NonFinite = nonFinite };
    }

    private static void CheckSize(NiftiHeader header, long fileLength, bool gzip)
    {
        Int128 needed = header.VoxelOffset + (header.VolumeBytes * header.Volumes);
        if (needed > (gzip ? (Int128)fileLength * MaxGzipRatio : fileLength))
        {
            string volumes = header.Volumes == 1 ? "" : $", {header.Volumes} volumes";
            throw new FormatException(
                $"truncated or damaged: {header.Grid} {header.DataType.Name} voxels{volumes} need {needed} bytes; the file has {fileLength}{(gzip ? " compressed" : "")}");
        }

        if (header.Grid.Count > MaxVoxels)
        {
            throw new FormatException($"too large: {header.Grid} = {header.Grid.Count} voxels; expected at most {MaxVoxels}");
        }
    }

    private static void Skip(Stream stream, long count, NiftiHeader header)
    {
        if (stream.CanSeek)
        {
            stream.Seek(count, SeekOrigin.Current);
            return;
        }

        var buffer = new byte[64 * 1024];
        while (count > 0)
        {
            int read = stream.Read(buffer, 0, (int)Math.Min(count, buffer.Length));
            count -= read > 0 ? read : throw VoxelDecoder.Truncated(header);
        }
    }
}
