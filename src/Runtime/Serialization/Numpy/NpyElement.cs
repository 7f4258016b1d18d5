using System.Buffers.Binary;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Conv3DGen.Serialization;

/// <summary>How an .npy file stores a number: IEEE 754 binary16, binary32 or binary64 in either byte order.</summary>
/// <param name="Size">Bytes: 2, 4 or 8.</param>
/// <param name="BigEndian">Whether the first byte is the most significant one.</param>
internal readonly record struct NpyElement(int Size, bool BigEndian)
{
    /// <summary>What is written: numpy's "&lt;f4".</summary>
    public const string Written = "<f4";

    private const string Readable = "'<f2', '<f4', '<f8', '>f2', '>f4' or '>f8'";

    /// <summary>Reads numpy's array-protocol type string.</summary>
    /// <exception cref="InvalidDataException">Not a floating-point type that can be read.</exception>
    public static NpyElement Parse(string descr) => descr switch
    {
        ['<' or '>', 'f', '2' or '4' or '8'] => new(descr[2] - '0', descr[0] == '>'),
        [_, 'O', ..] => throw new InvalidDataException($"descr is '{descr}', Python objects, which would have to be unpickled; it must be {Readable}."),
        _ => throw new InvalidDataException($"descr is '{descr}'; it must be {Readable} (in numpy: array.astype('float32'))."),
    };

    /// <summary>Turns bytes into float32.</summary>
    /// <param name="bytes">Whole elements; overwritten where their byte order is not the machine's.</param>
    /// <param name="values">As many values as elements.</param>
    /// <exception cref="InvalidDataException">A finite float64 is beyond float32.</exception>
    public void Decode(Span<byte> bytes, Span<float> values)
    {
        bool swap = BigEndian == BitConverter.IsLittleEndian;
        switch (Size)
        {
            case 2:
                Span<ushort> halves = MemoryMarshal.Cast<byte, ushort>(bytes);
                if (swap)
                {
                    BinaryPrimitives.ReverseEndianness(halves, halves);
                }

                TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<ushort, Half>(halves), values);
                break;
            case 4:
                Span<uint> singles = MemoryMarshal.Cast<byte, uint>(bytes);
                if (swap)
                {
                    BinaryPrimitives.ReverseEndianness(singles, singles);
                }

                MemoryMarshal.Cast<uint, float>(singles).CopyTo(values);
                break;
            default:
                Span<ulong> doubles = MemoryMarshal.Cast<byte, ulong>(bytes);
                if (swap)
                {
                    BinaryPrimitives.ReverseEndianness(doubles, doubles);
                }

                Narrow(MemoryMarshal.Cast<ulong, double>(doubles), values);
                break;
        }
    }

    private static void Narrow(ReadOnlySpan<double> wide, Span<float> values)
    {
        TensorPrimitives.ConvertTruncating(wide, values); // to the nearest: nothing is truncated between floating-point types
        for (int i = 0; i < values.Length; i++)
        {
            if (float.IsInfinity(values[i]) && double.IsFinite(wide[i]))
            {
                throw new InvalidDataException(FormattableString.Invariant($"an element is {wide[i]}; it must be at most {float.MaxValue} in size to become a float32."));
            }
        }
    }
}
