using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Conv3DGen.Arguments;

namespace Conv3DGen.Serialization;

/// <summary>The head of an .npy file (numpy.lib.format, versions 1 to 3).</summary>
/// <param name="Element">How each number is stored.</param>
/// <param name="FortranOrder">Whether the first axis varies fastest, else the last does.</param>
/// <param name="Shape">The sizes; none for a scalar.</param>
internal sealed record NpyHeader(NpyElement Element, bool FortranOrder, nint[] Shape)
{
    /// <summary>numpy's own limit for files that are not trusted (max_header_size); a header of floats takes about 100 bytes.</summary>
    private const int MaxLength = 10_000;

    /// <summary>numpy aligns the data to this many bytes.</summary>
    private const int Alignment = 64;

    /// <summary>The number of elements; 1 for a scalar.</summary>
    /// <exception cref="InvalidDataException">More than an array can hold.</exception>
    public int Count
    {
        get
        {
            double count = 1; // exact up to 2^53, which is far beyond the limit
            foreach (nint size in Shape)
            {
                count *= size;
            }

            return count <= Array.MaxLength
                ? (int)count
                : throw new InvalidDataException($"shape is {Shapes.Text(Shape)}; at most {Array.MaxLength} elements can be read.");
        }
    }

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Reads a header and leaves the stream at the first element.</summary>
    /// <exception cref="InvalidDataException">Not an .npy header that can be read.</exception>
    public static NpyHeader Read(Stream stream)
    {
        Span<byte> start = stackalloc byte[8];
        int read = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        if (read < start.Length || !start.StartsWith(Magic))
        {
            throw new InvalidDataException($"starts with {(read == 0 ? "nothing" : Convert.ToHexString(start[..read]))}; an .npy array starts with {Convert.ToHexString(Magic)} and a version.");
        }

        if (start[6] is < 1 or > 3)
        {
            throw new InvalidDataException($"is .npy version {start[6]}.{start[7]}; it must be 1.0, 2.0 or 3.0.");
        }

        int length = ReadLength(stream, wide: start[6] > 1);
        Span<byte> header = new byte[length];
        if (stream.ReadAtLeast(header, length, throwOnEndOfStream: false) < length)
        {
            throw new InvalidDataException($"ends within its header of {length} bytes.");
        }

        // Versions 1 and 2 are Latin-1 and version 3 is UTF-8; whatever is not ASCII is refused by the parser in all of them.
        return new NpyHeaderParser(Encoding.Latin1.GetString(header)).Parse();
    }

    /// <summary>Writes the header of a float32 array in C order, version 1.0.</summary>
    /// <exception cref="ArgumentException">More axes than a version 1.0 header has room for.</exception>
    public static void Write(Stream stream, ReadOnlySpan<nint> shape)
    {
        string sizes = string.Concat(shape.ToArray().Select(size => size.ToString(CultureInfo.InvariantCulture) + ", "));
        sizes = shape.Length == 1 ? sizes.TrimEnd() : sizes.TrimEnd(',', ' '); // (3,) and (3, 4), as Python writes tuples
        string text = $"{{'descr': '{NpyElement.Written}', 'fortran_order': False, 'shape': ({sizes}), }}";
        int length = (Magic.Length + 4 + text.Length + 1 + Alignment - 1) / Alignment * Alignment;
        Span<byte> bytes = new byte[length];
        bytes.Fill((byte)' ');
        Magic.CopyTo(bytes);
        bytes[6] = 1;
        bytes[7] = 0;
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[8..], checked((ushort)(length - 10)));
        Encoding.ASCII.GetBytes(text, bytes[10..]);
        bytes[^1] = (byte)'\n';
        stream.Write(bytes);
    }

    private static int ReadLength(Stream stream, bool wide)
    {
        Span<byte> bytes = stackalloc byte[wide ? 4 : 2];
        if (stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
        {
            throw new InvalidDataException("ends before the length of its header.");
        }

        uint length = wide ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes);
        return length <= MaxLength
            ? (int)length
            : throw new InvalidDataException($"has a header of {length} bytes; it must be at most {MaxLength}.");
    }
}
