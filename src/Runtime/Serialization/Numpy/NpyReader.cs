using System.Buffers;
using System.Numerics.Tensors;
using Conv3DGen.Arguments;

namespace Conv3DGen.Serialization;

/// <summary>Reads one .npy array from a stream, never more memory than data that is really there.</summary>
internal static class NpyReader
{
    private const int ChunkElements = 1 << 16;

    /// <summary>Reads an array as float32 in C order and leaves the stream after its last element.</summary>
    /// <param name="stream">The array, from its magic number on.</param>
    /// <param name="accept">Sees the header before any memory is taken for the elements; throws if it does not want them.</param>
    /// <exception cref="InvalidDataException">Not a whole array that can be read.</exception>
    public static Tensor<float> Read(Stream stream, Action<NpyHeader> accept)
    {
        NpyHeader header = NpyHeader.Read(stream);
        accept(header);
        float[] values = ReadElements(stream, header, header.Count);
        return header.FortranOrder ? FromFortranOrder(values, header.Shape) : Tensor.Create(values, NotEmpty(header.Shape));
    }

    /// <summary>Throws where the stream goes on.</summary>
    /// <exception cref="InvalidDataException">It does.</exception>
    public static void ExpectEnd(Stream stream)
    {
        if (stream.ReadByte() >= 0)
        {
            throw new InvalidDataException("goes on after the last element that its shape announces.");
        }
    }

    private static float[] ReadElements(Stream stream, NpyHeader header, int count)
    {
        // What a header announces is believed only as the bytes arrive: the array doubles, it is not made in one piece.
        float[] values = new float[Math.Min(count, ChunkElements)];
        int size = header.Element.Size;
        byte[] buffer = ArrayPool<byte>.Shared.Rent(ChunkElements * size);
        try
        {
            for (int done = 0; done < count;)
            {
                int elements = Math.Min(ChunkElements, count - done);
                Span<byte> bytes = buffer.AsSpan(0, elements * size);
                int read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
                if (read < bytes.Length)
                {
                    throw new InvalidDataException($"has {((long)done * size) + read} bytes of data; its shape {Shapes.Text(header.Shape)} needs {(long)count * size}.");
                }

                if (done + elements > values.Length)
                {
                    Array.Resize(ref values, (int)Math.Min(count, values.Length * 2L));
                }

                header.Element.Decode(bytes, values.AsSpan(done, elements));
                done += elements;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return values;
    }

    /// <summary>In Fortran order the first axis varies fastest: the data is the C order of the reversed axes.</summary>
    private static Tensor<float> FromFortranOrder(float[] values, nint[] shape)
    {
        if (shape.Length < 2)
        {
            return Tensor.Create(values, NotEmpty(shape));
        }

        Tensor<float> reversed = Tensor.Create(values, [.. Enumerable.Reverse(shape)]);
        Tensor<float> ordered = Tensor.CreateFromShapeUninitialized<float>(shape);
        Tensor.PermuteDimensions(reversed, [.. Enumerable.Range(0, shape.Length).Reverse()]).CopyTo(ordered);
        return ordered;
    }

    /// <summary>A tensor has at least one axis, so a scalar becomes one of one element.</summary>
    private static nint[] NotEmpty(nint[] shape) => shape.Length == 0 ? [1] : shape;
}
