using System.IO.Compression;
using System.Numerics.Tensors;

namespace Conv3DGen.Runtime.Tests.Serialization;

/// <summary>
/// Random damage to good files: what comes out is the arrays that went in, or <see cref="InvalidDataException"/>, never another
/// exception and never other numbers.
/// </summary>
public class DamageTests
{
    private static readonly float[] s_values = [.. Enumerable.Range(0, 300).Select(i => MathF.Sin(i))];

    public static TheoryData<CompressionLevel, int> Archives() => new() { { CompressionLevel.NoCompression, 1 }, { CompressionLevel.Optimal, 2 } };

    [Theory]
    [MemberData(nameof(Archives))]
    public void OfAnArchiveIsNoticed(CompressionLevel compression, int seed)
    {
        using var stream = new MemoryStream();
        NpzFile.Write(stream, [new("kernel", Tensor.Create(s_values, [3, 100])), new("bias", Tensor.Create([1f, 2]))], compression);
        int refused = 0;
        foreach (byte[] damaged in Damaged(stream.ToArray(), new Random(seed), 4_000))
        {
            try
            {
                IReadOnlyDictionary<string, Tensor<float>> arrays = NpzFile.Read(new MemoryStream(damaged));
                foreach ((string name, Tensor<float> array) in arrays)
                {
                    Assert.Equal(array.FlattenedLength == 2 ? [1f, 2] : s_values, array);
                }
            }
            catch (InvalidDataException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 3_000, 4_000);
    }

    [Fact]
    public void OfAnArrayIsRefusedOrChangesNumbersOnly()
    {
        byte[] file = NpyBytes.File("<f4", true, "(3, 100)", [.. s_values.Select(v => (double)v)]);
        foreach (byte[] damaged in Damaged(file, new Random(3), 4_000))
        {
            try
            {
                Assert.InRange(NpyFile.Read(new MemoryStream(damaged)).FlattenedLength, 0, 2 * s_values.Length);
            }
            catch (InvalidDataException)
            {
            }
        }
    }

    /// <summary>Files with a few bits flipped, a byte replaced, a stretch removed, doubled or cut off.</summary>
    private static IEnumerable<byte[]> Damaged(byte[] good, Random random, int count)
    {
        for (int i = 0; i < count; i++)
        {
            // Half of the damage goes where the structure is: the first and last bytes.
            int at = random.Next(2) == 0 ? random.Next(good.Length) : random.Next(2) == 0 ? random.Next(100) : good.Length - 1 - random.Next(150);
            int length = random.Next(1, Math.Min(20, good.Length - at) + 1);
            byte[] damaged = (byte[])good.Clone();
            damaged = random.Next(5) switch
            {
                0 => Changed(damaged, at, (byte)(damaged[at] ^ (1 << random.Next(8)))),
                1 => Changed(damaged, at, (byte)(damaged[at] + random.Next(1, 256))),
                2 => [.. good[..at], .. good[(at + length)..]],
                3 => [.. good[..(at + length)], .. good[at..]],
                _ => good[..at],
            };
            yield return damaged;
        }

        static byte[] Changed(byte[] file, int at, byte value)
        {
            file[at] = value;
            return file;
        }
    }
}
