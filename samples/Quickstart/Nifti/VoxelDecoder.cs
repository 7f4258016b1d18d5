namespace Quickstart.Nifti;

/// <summary>Turns a volume's bytes into scaled floats.</summary>
internal static class VoxelDecoder
{
    private const int ChunkVoxels = 1 << 16;

    /// <summary>Reads one volume from where <paramref name="stream"/> stands.</summary>
    public static float[] Decode(Stream stream, NiftiHeader header, out long nonFinite)
    {
        int count = (int)header.Grid.Count;
        int size = header.DataType.Bytes;
        VoxelReader read = header.BigEndian ? header.DataType.Big : header.DataType.Little;
        var bytes = new byte[ChunkVoxels * size];
        var voxels = new float[Math.Min(count, ChunkVoxels)];
        nonFinite = 0;
        for (int done = 0; done < count;)
        {
            int chunk = Math.Min(count - done, ChunkVoxels);
            if (stream.ReadAtLeast(bytes.AsSpan(0, chunk * size), chunk * size, throwOnEndOfStream: false) < chunk * size)
            {
                throw Truncated(header);
            }

            if (voxels.Length < done + chunk)
            {
                Array.Resize(ref voxels, (int)Math.Min(count, 2L * voxels.Length));
            }

            for (int v = 0; v < chunk; v++)
            {
                float value = (float)((read(bytes.AsSpan(v * size)) * header.Slope) + header.Intercept);
                bool finite = float.IsFinite(value);
                voxels[done + v] = finite ? value : 0;
                nonFinite += finite ? 0 : 1;
            }

            done += chunk;
        }

        return voxels;
    }

    /// <summary>The complaint about a stream that ends before its header's volumes do.</summary>
    public static FormatException Truncated(NiftiHeader header) =>
        new($"truncated: it ends before its voxels do; expected {header.VolumeBytes * header.Volumes} bytes of them after byte {header.VoxelOffset}");
}
