using System.Numerics.Tensors;

namespace Conv3DGen.Runtime.Tests.Serialization;

public class NpyReadTests
{
    public static TheoryData<string> Types() => ["<f2", ">f2", "<f4", ">f4", "<f8", ">f8"];

    [Theory]
    [MemberData(nameof(Types))]
    public void EveryTypeIsReadInBothOrders(string descr)
    {
        // 0.333251953125 is a float16 that is no short decimal; -65504 is the largest one.
        double[] values = [1.5, -2.25, 0.333251953125, -65504, 0, double.NegativeInfinity];
        Tensor<float> c = Read(NpyBytes.File(descr, false, "(2, 3)", values));
        Tensor<float> fortran = Read(NpyBytes.File(descr, true, "(2, 3)", values));
        Assert.Equal([2, 3], c.Lengths.ToArray());
        Assert.Equal([2, 3], fortran.Lengths.ToArray());
        Assert.Equal(values.Select(v => (float)v), c);
        Assert.Equal(new[] { 0, 2, 4, 1, 3, 5 }.Select(i => (float)values[i]), fortran);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void EveryVersionIsRead(byte version)
        => Assert.Equal([7f], Read(NpyBytes.File(NpyBytes.Header("<f4", false, "(1,)"), NpyBytes.Data("<f4", 7), version)));

    [Theory]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }")]
    [InlineData("{'shape': (2,), 'descr': '<f4', 'fortran_order': False}")]
    [InlineData("{\"descr\":\"<f4\",\"fortran_order\":False,\"shape\":(2,)}")]
    [InlineData(" { 'descr' :\t'<f4' , 'fortran_order' : False , 'shape' : ( 2 , ) } \n")]
    [InlineData("{'descr': '<f4', 'fortran_order': False, 'shape': (2L,), }")]
    public void AHeaderIsReadHoweverItIsSpelled(string header)
        => Assert.Equal([3f, 4f], Read(NpyBytes.File(header, NpyBytes.Data("<f4", 3, 4))));

    [Theory]
    [InlineData("()", 1, new[] { 1 })]
    [InlineData("(3,)", 3, new[] { 3 })]
    [InlineData("(0,)", 0, new[] { 0 })]
    [InlineData("(2, 0, 3)", 0, new[] { 2, 0, 3 })]
    [InlineData("(1, 1, 1, 1, 2)", 2, new[] { 1, 1, 1, 1, 2 })]
    public void EveryRankIsRead(string shape, int count, int[] lengths)
    {
        foreach (bool fortran in new[] { false, true })
        {
            Tensor<float> array = Read(NpyBytes.File("<f4", fortran, shape, [.. Enumerable.Range(1, count).Select(i => (double)i)]));
            Assert.Equal(lengths.Select(n => (nint)n), array.Lengths.ToArray());
            Assert.Equal(Enumerable.Range(1, count).Select(i => (float)i), array);
        }
    }

    [Fact]
    public void Float64IsRoundedToTheNearest()
    {
        double[] values = [1 + Math.Pow(2, -24), 1 + (3 * Math.Pow(2, -24)), 1e-46, double.NaN];
        Assert.Equal([1f, 1 + MathF.Pow(2, -22), 0f, float.NaN], Read(NpyBytes.File("<f8", false, "(4,)", values)));
    }

    [Fact]
    public void AnArrayLargerThanAChunkIsReadInFull()
    {
        float[] values = [.. Enumerable.Range(0, 200_003).Select(i => (float)i)];
        Assert.Equal(values, Read(NpyBytes.File("<f4", false, "(200003,)", [.. values.Select(v => (double)v)])));
    }

    [Fact]
    public void AStreamIsLeftBehindItsArray()
    {
        using var stream = new MemoryStream([.. NpyBytes.File("<f2", false, "(1,)", 1), .. NpyBytes.File(">f8", false, "(1,)", 2)]);
        Assert.Equal([1f], NpyFile.Read(stream));
        Assert.Equal([2f], NpyFile.Read(stream));
        Assert.Equal(stream.Length, stream.Position);
    }

    private static Tensor<float> Read(byte[] file) => NpyFile.Read(new MemoryStream(file));
}
