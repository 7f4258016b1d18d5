using System.Buffers.Binary;
using System.Text;

namespace Conv3DGen.Runtime.Tests.Serialization;

/// <summary>Builds .npy files byte by byte, from the format's description and not with the code under test.</summary>
internal static class NpyBytes
{
    /// <summary>A file with any header text and any data.</summary>
    public static byte[] File(string header, byte[] data, byte version = 1)
    {
        byte[] text = Encoding.Latin1.GetBytes(header);
        byte[] length = new byte[version == 1 ? 2 : 4];
        if (version == 1)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(length, (ushort)text.Length);
        }
        else
        {
            BinaryPrimitives.WriteUInt32LittleEndian(length, (uint)text.Length);
        }

        return [0x93, .. "NUMPY"u8, version, 0, .. length, .. text, .. data];
    }

    /// <summary>A file as numpy would write it, of elements that are already in the order of the file.</summary>
    public static byte[] File(string descr, bool fortranOrder, string shape, params double[] elements)
        => File(Header(descr, fortranOrder, shape), Data(descr, elements));

    public static string Header(string descr, bool fortranOrder, string shape)
        => $"{{'descr': '{descr}', 'fortran_order': {(fortranOrder ? "True" : "False")}, 'shape': {shape}, }}\n";

    /// <summary>The elements as bytes.</summary>
    public static byte[] Data(string descr, params double[] elements)
        => [.. elements.SelectMany(value => Element(descr, value))];

    private static byte[] Element(string descr, double value)
    {
        byte[] bytes = new byte[descr[2] - '0'];
        switch (descr)
        {
            case "<f2":
                BinaryPrimitives.WriteHalfLittleEndian(bytes, (Half)value);
                break;
            case ">f2":
                BinaryPrimitives.WriteHalfBigEndian(bytes, (Half)value);
                break;
            case "<f4":
                BinaryPrimitives.WriteSingleLittleEndian(bytes, (float)value);
                break;
            case ">f4":
                BinaryPrimitives.WriteSingleBigEndian(bytes, (float)value);
                break;
            case "<f8":
                BinaryPrimitives.WriteDoubleLittleEndian(bytes, value);
                break;
            case ">f8":
                BinaryPrimitives.WriteDoubleBigEndian(bytes, value);
                break;
            default:
                throw new ArgumentException($"no such type: {descr}", nameof(descr));
        }

        return bytes;
    }
}
