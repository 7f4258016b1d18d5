using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Conv3DGen.Bench.Contenders.OnnxRuntime;

/// <summary>
/// Writes one message of the protobuf wire format (protobuf.dev, "Encoding"): the three kinds of field that an ONNX model needs.
/// </summary>
internal sealed class Protobuf
{
    private const int Varint = 0;
    private const int LengthDelimited = 2;

    private readonly MemoryStream _bytes = new();

    /// <summary>An integer field; repeat the call for a repeated field.</summary>
    public Protobuf Add(int field, long value)
    {
        WriteVarint(((ulong)field << 3) | Varint);
        WriteVarint((ulong)value);
        return this;
    }

    public Protobuf Add(int field, string text) => Add(field, Encoding.UTF8.GetBytes(text));

    /// <summary>A message inside this one.</summary>
    public Protobuf Add(int field, Protobuf message) => Add(field, message.ToArray());

    /// <summary>Floats as little-endian bytes, which is how ONNX stores raw data.</summary>
    public Protobuf Add(int field, ReadOnlySpan<float> values)
    {
        if (BitConverter.IsLittleEndian)
        {
            return Add(field, MemoryMarshal.AsBytes(values));
        }

        byte[] bytes = new byte[values.Length * sizeof(float)];
        for (int i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), values[i]);
        }

        return Add(field, bytes);
    }

    public Protobuf Add(int field, ReadOnlySpan<byte> bytes)
    {
        WriteVarint(((ulong)field << 3) | LengthDelimited);
        WriteVarint((ulong)bytes.Length);
        _bytes.Write(bytes);
        return this;
    }

    public byte[] ToArray() => _bytes.ToArray();

    /// <summary>Seven bits a byte, the lowest first; the top bit says that more follow.</summary>
    private void WriteVarint(ulong value)
    {
        while (value >= 0x80)
        {
            _bytes.WriteByte((byte)(value | 0x80));
            value >>= 7;
        }

        _bytes.WriteByte((byte)value);
    }
}
