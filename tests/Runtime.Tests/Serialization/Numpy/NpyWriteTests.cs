using System.Numerics.Tensors;
using System.Text;
using Conv3DGen.Serialization;
using Conv3DGen.Testing;

namespace Conv3DGen.Runtime.Tests.Serialization;

public class NpyWriteTests
{
    [Theory]
    [InlineData(new[] { 3 }, "(3,)")]
    [InlineData(new[] { 0 }, "(0,)")]
    [InlineData(new[] { 2, 3 }, "(2, 3)")]
    [InlineData(new[] { 1, 2, 1, 3, 2 }, "(1, 2, 1, 3, 2)")]
    public void TheBytesAreThoseOfNumpy(int[] shape, string text)
    {
        int count = shape.Aggregate(1, (a, b) => a * b);
        float[] values = [.. Enumerable.Range(1, count).Select(i => i / 4f)];
        byte[] file = Write(Tensor.Create(values, [.. shape.Select(n => (nint)n)]));

        // numpy.lib.format: 10 bytes, the dict, spaces and a line end up to a multiple of 64.
        string header = NpyBytes.Header("<f4", false, text).TrimEnd('\n');
        int padded = (10 + header.Length + 1 + 63) / 64 * 64;
        byte[] expected = NpyBytes.File(header.PadRight(padded - 11) + "\n", NpyBytes.Data("<f4", [.. values.Select(v => (double)v)]));
        Assert.Equal(expected, file);
        Assert.Equal(0, padded % 64);
    }

    [Fact]
    public void AnyBitsSurvive()
    {
        uint[] bits = [0x7FC00001, 0xFF812345, 0x80000000, 0x00000001, 0x7F800000];
        float[] back = [.. NpyFile.Read(new MemoryStream(Write(Tensor.Create([.. bits.Select(BitConverter.UInt32BitsToSingle)]))))];
        Assert.Equal(bits, back.Select(BitConverter.SingleToUInt32Bits));
    }

    [Fact]
    public void ATensorThatIsNotDenseIsWrittenByItsIndices()
    {
        Tensor<float> wide = Tensor.Create([1f, 2, 3, 4, 5, 6], [2, 3]);
        byte[] file = Write(wide.Slice([0..2, 1..3]));
        Assert.Equal([2f, 3, 5, 6], NpyFile.Read(new MemoryStream(file)));
    }

    [Fact]
    public void AFailureLeavesTheOldFileAndNoOther()
    {
        using var folder = new TempFolder();
        string path = folder.Add("old.npz", Encoding.ASCII.GetBytes("old"));
        Assert.Throws<ArgumentException>(() => NpzFile.Write(path, [new("../x", Tensor.Create([1f]))]));
        Assert.Throws<DirectoryNotFoundException>(() => NpyFile.Write(folder["missing/new.npy"], Tensor.Create([1f])));
        Assert.Throws<IOException>(() => AtomicFile.Write(path, stream => { stream.WriteByte(1); throw new IOException("full"); }));
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(folder.Root));
    }

    private static byte[] Write(Tensor<float> array)
    {
        using var stream = new MemoryStream();
        NpyFile.Write(stream, array);
        return stream.ToArray();
    }
}
