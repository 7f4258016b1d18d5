using System.Buffers.Binary;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Conv3DGen.Serialization;

/// <summary>Writes one .npy array to a stream.</summary>
internal static class NpyWriter
{
    /// <summary>Bytes of a span must be countable by an int.</summary>
    private const int ChunkElements = 1 << 20;

    /// <summary>Writes an array as little-endian float32 in C order.</summary>
    public static void Write(Stream stream, Tensor<float> array)
    {
        NpyHeader.Write(stream, array.Lengths);
        float[] values = new float[array.FlattenedLength];
        array.FlattenTo(values);
        for (Span<float> rest = values; rest.Length > 0;)
        {
            Span<float> chunk = rest[..Math.Min(rest.Length, ChunkElements)];
            if (!BitConverter.IsLittleEndian)
            {
                Span<uint> bits = MemoryMarshal.Cast<float, uint>(chunk);
                BinaryPrimitives.ReverseEndianness(bits, bits);
            }

            stream.Write(MemoryMarshal.AsBytes(chunk));
            rest = rest[chunk.Length..];
        }
    }
}
