using System.IO.Compression;
using System.Numerics.Tensors;

namespace Conv3DGen.Runtime.Tests.Serialization;

public class NpzTests
{
    [Theory]
    [InlineData(CompressionLevel.NoCompression)]
    [InlineData(CompressionLevel.Optimal)]
    public void WhatIsWrittenIsReadBack(CompressionLevel compression)
    {
        Dictionary<string, Tensor<float>> arrays = new()
        {
            ["kernel"] = Tensor.Create([.. Enumerable.Range(0, 100_000).Select(i => MathF.Sqrt(i))], [10, 100, 100]),
            ["conv3d/bias:0"] = Tensor.Create([1f, -2f]),
            ["ünï"] = Tensor.Create(Array.Empty<float>(), [0]),
        };
        using var stream = new MemoryStream();
        NpzFile.Write(stream, arrays, compression);
        IReadOnlyDictionary<string, Tensor<float>> back = NpzFile.Read(stream);
        Assert.Equal(arrays.Keys.Order(), back.Keys.Order());
        Assert.All(arrays, pair =>
        {
            Assert.Equal(pair.Value.Lengths.ToArray(), back[pair.Key].Lengths.ToArray());
            Assert.Equal(pair.Value, back[pair.Key]);
        });
    }

    [Fact]
    public void TheSameArraysGiveTheSameBytes()
    {
        byte[] first = NpzBytes.Written(("kernel", [1, 2]), ("bias", [3]));
        Thread.Sleep(2_100); // a zip counts time in steps of two seconds
        Assert.Equal(first, NpzBytes.Written(("kernel", [1, 2]), ("bias", [3])));
    }

    [Fact]
    public void NothingIsCompressedUnlessAsked()
    {
        using var archive = new ZipArchive(new MemoryStream(NpzBytes.Written(("zeros", new float[1000]))));
        ZipArchiveEntry entry = Assert.Single(archive.Entries);
        Assert.Equal("zeros.npy", entry.FullName);
        Assert.Equal(128 + 4000, entry.Length);
        Assert.Equal(entry.Length, entry.CompressedLength);
    }

    [Fact]
    public void StreamsNeedNotSeek()
    {
        using var stream = new MemoryStream();
        NpzFile.Write(new ForwardOnly(stream), [new("a", Tensor.Create([4f, 5]))]);
        stream.Position = 0;
        Assert.Equal([4f, 5], NpzFile.Read(new ForwardOnly(stream))["a"]);
    }

    public static TheoryData<string> BadNames() => ["", "/etc/passwd", "../up", "a/../b", "a//b", "a/", ".", "a\\b", "tab\t"];

    [Theory]
    [MemberData(nameof(BadNames))]
    public void ANameThatIsNoRelativePathIsNotWritten(string name)
    {
        using var stream = new MemoryStream();
        ArgumentException error = Assert.Throws<ArgumentException>(() => NpzFile.Write(stream, [new("fine", Tensor.Create([1f])), new(name, Tensor.Create([1f]))]));
        Assert.StartsWith($"arrays has the name '{name}'; it must be a relative path", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, stream.Length);
    }

    [Fact]
    public void ANameTwiceIsNotWritten()
    {
        using var stream = new MemoryStream();
        Tensor<float> array = Tensor.Create([1f]);
        Assert.Contains("two arrays named 'a'", Assert.Throws<ArgumentException>(() => NpzFile.Write(stream, [new("a", array), new("a", array)])).Message, StringComparison.Ordinal);
        Assert.Contains("null array named 'b'", Assert.Throws<ArgumentException>(() => NpzFile.Write(stream, [new("b", null!)])).Message, StringComparison.Ordinal);
        Assert.Equal(0, stream.Length);
    }
}
