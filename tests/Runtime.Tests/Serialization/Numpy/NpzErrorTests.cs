using System.IO.Compression;
using System.Text;
using Conv3DGen.Testing;

namespace Conv3DGen.Runtime.Tests.Serialization;

/// <summary>Archives that are damaged, lie or attack are refused with what was found and what was expected.</summary>
public class NpzErrorTests
{
    private static readonly byte[] s_array = NpyBytes.File("<f4", false, "(2,)", 1, 2);

    public static TheoryData<string> BadNames() => ["/etc/passwd.npy", "../kernel.npy", "a/../kernel.npy", "a//b.npy", "..\\kernel.npy", "kernel", "kernel.NPY", "dir/", ".npy", "a/.npy", "k\u0007.npy"];

    [Theory]
    [MemberData(nameof(BadNames))]
    public void AnEntryThatIsNoArrayIsRefused(string name)
    {
        string message = Refused(NpzBytes.Zip(CompressionLevel.NoCompression, ("fine.npy", s_array), (name, s_array)));
        Assert.Contains($"has an entry named '{name.Replace("\u0007", "\\x07", StringComparison.Ordinal)}'; it must be a relative path", message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnEntryThatStandsThereTwiceIsRefused()
        => Assert.Equal("the stream: has two entries named 'a.npy'; expected one.", Refused(NpzBytes.Zip(CompressionLevel.NoCompression, ("a.npy", s_array), ("a.npy", s_array))));

    [Fact]
    public void AnEntryThatGoesOnIsRefused()
        => Assert.Equal("the stream: a.npy: goes on after the last element that its shape announces.", Refused(NpzBytes.Zip(CompressionLevel.Optimal, ("a.npy", [.. s_array, 0]))));

    [Fact]
    public void AnEntryThatIsTruncatedIsRefused()
        => Assert.Equal("the stream: a.npy: has 7 bytes of data; its shape [2] needs 8.", Refused(NpzBytes.Zip(CompressionLevel.Optimal, ("a.npy", s_array[..^1]))));

    [Theory]
    [InlineData("")]
    [InlineData("PK")]
    [InlineData("\u0093NUMPY, but no zip")]
    public void WhatIsNoZipIsRefused(string text) => Assert.StartsWith("the stream: ", Refused(Encoding.Latin1.GetBytes(text)), StringComparison.Ordinal);

    [Fact]
    public void AChangedElementIsNoticed()
    {
        byte[] file = NpzBytes.Written(("kernel", [1, 2, 3]));
        int element = file.AsSpan().IndexOf(BitConverter.GetBytes(2f));
        file[element] ^= 1;
        Assert.Contains("kernel.npy: has the CRC-32", Refused(file), StringComparison.Ordinal);
    }

    [Fact]
    public void ABombIsNotUnpacked()
    {
        // 512 MB of zeros behind an honest header, and behind one that announces two elements.
        byte[] honest = Bomb("(128000000,)");
        Assert.True(honest.Length < 1 << 20);
        long before = GC.GetAllocatedBytesForCurrentThread();
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => NpzFile.Read(new MemoryStream(honest), maxElements: 1_000_000));
        Assert.Equal("the stream: bomb.npy: shape is [128000000], 128000000 elements; maxElements allows 1000000 more.", error.Message);
        Assert.Equal("the stream: bomb.npy: goes on after the last element that its shape announces.", Refused(Bomb("(2,)")));
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allocated < 8 << 20, $"{allocated} bytes");

        static byte[] Bomb(string shape)
        {
            using var stream = new MemoryStream();
            using (var archive = new ZipArchive(stream, ZipArchiveMode.Create))
            {
                using Stream entry = archive.CreateEntry("bomb.npy", CompressionLevel.SmallestSize).Open();
                entry.Write(NpyBytes.File("<f4", false, shape));
                byte[] zeros = new byte[1 << 20];
                for (int i = 0; i < 489; i++)
                {
                    entry.Write(zeros);
                }
            }

            return stream.ToArray();
        }
    }

    [Fact]
    public void TheLimitIsForAllArraysTogether()
    {
        byte[] file = NpzBytes.Written(("a", [1, 2]), ("b", [3, 4]));
        Assert.Equal(2, NpzFile.Read(new MemoryStream(file), maxElements: 4).Count);
        Assert.Contains("b.npy: shape is [2], 2 elements; maxElements allows 1 more", Assert.Throws<InvalidDataException>(() => NpzFile.Read(new MemoryStream(file), maxElements: 3)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TheFileIsNamed()
    {
        using var folder = new TempFolder();
        string path = folder.Add("w.npz", NpzBytes.Zip(CompressionLevel.Optimal, ("a.npy", "nonsense"u8.ToArray())));
        Assert.StartsWith($"{path}: a.npy: starts with 6E6F6E73656E7365", Assert.Throws<InvalidDataException>(() => NpzFile.Read(path)).Message, StringComparison.Ordinal);
        Assert.Throws<FileNotFoundException>(() => NpzFile.Read(folder["missing.npz"]));
    }

    private static string Refused(byte[] file) => Assert.Throws<InvalidDataException>(() => NpzFile.Read(new MemoryStream(file))).Message;
}
