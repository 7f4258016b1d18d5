using System.Text;

namespace Conv3DGen.Bench.Tests.Contenders;

/// <summary>Reads a protobuf message field by field: varints and byte strings.</summary>
internal sealed class ProtobufReader
{
    private readonly List<(int Field, long Number, byte[] Bytes)> _fields = [];

    public ProtobufReader(byte[] message)
    {
        for (int at = 0; at < message.Length;)
        {
            long key = Varint(message, ref at);
            long number = Varint(message, ref at);
            byte[] bytes = [];
            if ((key & 7) == 2)
            {
                bytes = message[at..(at + (int)number)];
                at += bytes.Length;
            }

            _fields.Add(((int)(key >> 3), number, bytes));
        }
    }

    public long[] Numbers(int field) => [.. Of(field).Select(found => found.Number)];

    public long Number(int field) => Numbers(field).Single();

    public byte[] Bytes(int field) => Of(field).Single().Bytes;

    public string Text(int field) => Encoding.UTF8.GetString(Bytes(field));

    public string[] Texts(int field) => [.. Of(field).Select(found => Encoding.UTF8.GetString(found.Bytes))];

    public ProtobufReader Message(int field) => new(Bytes(field));

    public ProtobufReader[] Messages(int field) => [.. Of(field).Select(found => new ProtobufReader(found.Bytes))];

    private static long Varint(byte[] message, ref int at)
    {
        ulong value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte next = message[at++];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
            {
                return (long)value;
            }
        }
    }

    private IEnumerable<(int Field, long Number, byte[] Bytes)> Of(int field) => _fields.Where(found => found.Field == field);
}
