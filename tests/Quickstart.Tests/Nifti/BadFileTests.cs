using System.IO.Compression;
using Quickstart.Nifti;
using Quickstart.Tests.Support;

namespace Quickstart.Tests.Nifti;

/// <summary>Bad files: each is refused with one line that names the file, the value and what was expected.</summary>
public sealed class BadFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>What is wrong, how to write it, and what the message must say.</summary>
    public static TheoryData<string, Func<byte[]>, string[]> Cases => new()
    {
        { "empty", () => [], ["only 0 bytes", "expected a header of 348"] },
        { "short header", () => Built()[..347], ["only 347 bytes", "348"] },
        { "text", () => [.. Enumerable.Repeat((byte)'x', 1000)], ["not a NIfTI-1 file", "\"xxxx\"", "expected \"n+1\""] },
        { "zeros", () => new byte[1000], ["not a NIfTI-1 file", "\"....\""] },
        { "header pair", () => Built(f => f.Magic = "ni1\0"u8.ToArray()), ["\"ni1\"", "separate .img", "expected \"n+1\""] },
        { "NIfTI-2", () => Built(f => (f.HeaderSize, f.Magic) = (540, [0, 0, 0, 0])), ["NIfTI-2", "540", "348"] },
        { "no dimensions", () => Built(f => f.Dim[0] = 0), ["dim[0]", "is 0", "expected 3 to 7"] },
        { "two dimensions", () => Built(f => f.Dim[0] = 2), ["dim[0]", "is 2", "expected 3 to 7"] },
        { "eight dimensions", () => Built(f => f.Dim[0] = 8), ["dim[0]", "is 8", "expected 3 to 7"] },
        { "zero size", () => Built(f => f.Dim[2] = 0, voxels: 0), ["dim[2] is 0", "at least 1"] },
        { "negative size", () => Built(f => f.Dim[3] = -5, voxels: 0), ["dim[3] is -5", "at least 1"] },
        { "no volumes", () => Built(f => (f.Dim[0], f.Dim[4]) = (4, 0), voxels: 0), ["dim[4] is 0", "at least 1"] },
        { "rgb", () => Built(f => (f.DataType, f.BitPix) = (128, 24)), ["datatype is 128 (rgb24)", "uint8", "float64"] },
        { "complex", () => Built(f => (f.DataType, f.BitPix) = (32, 64)), ["32 (complex64)"] },
        { "int64", () => Built(f => (f.DataType, f.BitPix) = (1024, 64)), ["1024 (int64)"] },
        { "no such type", () => Built(f => f.DataType = 77), ["77 (unknown)"] },
        { "wrong bits", () => Built(f => f.BitPix = 8), ["bitpix is 8", "expected 16", "int16"] },
        { "low offset", () => Built(f => f.VoxelOffset = 100), ["vox_offset is 100", "at least 352"] },
        { "negative offset", () => Built(f => f.VoxelOffset = -352), ["vox_offset is -352"] },
        { "broken offset", () => Built(f => f.VoxelOffset = 352.5f), ["vox_offset is 352.5", "whole number"] },
        { "offset not a number", () => Built(f => f.VoxelOffset = float.NaN), ["vox_offset is NaN"] },
        { "huge offset", () => Built(f => f.VoxelOffset = 1e30f), ["vox_offset is"] },
        { "offset past the end", () => Built(f => f.VoxelOffset = 1e6f), ["truncated", "need 1000120 bytes", "has 472"] },
        { "truncated", () => Built()[..^1], ["truncated", "3 x 4 x 5 int16 voxels", "need 472 bytes", "has 471"] },
        { "truncated 4-D", () => Built(f => (f.Dim[0], f.Dim[4]) = (4, 3))[..^1], ["truncated", "3 volumes", "need 712 bytes", "has 711"] },
        { "product overflows", () => Built(f => f.Dim = [7, .. Enumerable.Repeat(short.MaxValue, 7)], voxels: 60), ["32767 x 32767 x 32767", "truncated"] },
        { "lying sizes, gzip", () => NiftiBuilder.Gzip(Built(f => f.Dim = [3, 30000, 30000, 3, 1, 1, 1, 1], voxels: 60)), ["30000 x 30000 x 3", "need 5400000352 bytes", "compressed"] },
        { "gzip cut short", () => NiftiBuilder.Gzip(Noise())[..^2000], ["damaged gzip|truncated"] },
        { "gzip of a short file", () => NiftiBuilder.Gzip(Built()[..^1]), ["truncated", "expected 120 bytes"] },
        { "gzip damaged inside", () => Flipped(NiftiBuilder.Gzip(Noise()), 3000), ["damaged gzip"] },
        { "gzip checksum wrong", () => Flipped(NiftiBuilder.Gzip(Built()), ^6), ["damaged gzip"] },
        { "gzip checksum wrong behind later volumes", () => Flipped(NiftiBuilder.Gzip(Noise(volumes: 4)), ^6), ["damaged gzip"] },
        { "gzip of nothing", () => [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0], ["only 0 bytes when decompressed"] },
        { "gzip head alone", () => [0x1f, 0x8b], ["damaged gzip|only 0 bytes"] },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Refuses(string name, Func<byte[]> build, string[] expected)
    {
        string path = _folder.Add(name + ".nii", build());

        string message = Assert.Throws<UserErrorException>(() => NiftiFile.Read(path)).Message;

        Assert.StartsWith(path + ": ", message);
        Assert.DoesNotContain('\n', message);
        Assert.All(expected, part => Assert.Contains(part.Split('|'), option => message.Contains(option)));
    }

    [Fact]
    public void Refuses_a_file_that_is_not_there() => Assert.EndsWith("no such file", Message(_folder["missing.nii"]));

    [Fact]
    public void Refuses_a_folder_that_is_not_there() => Assert.EndsWith("no such file", Message(_folder[Path.Combine("nowhere", "a.nii")]));

    [Fact]
    public void Refuses_a_folder() => Assert.Contains("not a directory", Message(_folder[""]));

    [Fact]
    public void Refuses_an_empty_name() => Assert.Contains("cannot be read", Message(""));

    [Fact]
    public void Refuses_a_volume_that_the_file_does_not_have()
    {
        string path = _folder.Add("4d.nii", new NiftiBuilder { Dim = [4, 3, 4, 5, 2, 1, 1, 1] }.Build());

        string message = Assert.Throws<UserErrorException>(() => NiftiFile.Read(path, 2)).Message;

        Assert.Equal($"{path}: volume 2 was asked for, but the file has 2; expected 0 to 1", message);
    }

    [Fact]
    public void Refuses_more_voxels_than_it_takes_although_the_file_has_them()
    {
        byte[] header = new NiftiBuilder { Dim = [3, 500, 500, 500, 1, 1, 1, 1], DataType = 2, BitPix = 8, Voxels = [] }.Build();
        string path = _folder.Add("sparse.nii", header);
        using (FileStream file = File.OpenWrite(path))
        {
            file.SetLength(352 + 125_000_000L); // A hole: takes no room on disk.
        }

        Assert.Contains("500 x 500 x 500 = 125000000 voxels; expected at most 100000000", Message(path));
    }

    [Fact]
    public void A_lying_header_takes_no_memory()
    {
        // As large a lie as the compressed size leaves open: the voxels are not there.
        var file = new NiftiBuilder { Dim = [3, 400, 400, 400, 1, 1, 1, 1], DataType = 2, BitPix = 8, Voxels = [] };
        byte[] gzip = [.. NiftiBuilder.Gzip(file.Build()), .. new byte[64_000]];
        string path = _folder.Add("lie.nii.gz", gzip);
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Throws<UserErrorException>(() => NiftiFile.Read(path));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4_000_000);
    }

    [Fact]
    public void Checks_the_checksum_wherever_it_lies()
    {
        // Decompression works in buffers of a few kilobytes: somewhere in this series the checksum begins one of its own.
        for (int offset = 352; offset < 400; offset++)
        {
            byte[] file = new NiftiBuilder { Dim = [3, 1, 1, 3900, 1, 1, 1, 1], VoxelOffset = offset }.Build();
            string path = _folder.Add("series.nii.gz", Flipped(NiftiBuilder.Gzip(file, CompressionLevel.NoCompression), ^6));

            Assert.Contains("damaged gzip", Message(path));
        }
    }

    [Fact]
    public void Whatever_stands_in_a_header_is_read_or_refused_but_never_breaks_the_reader()
    {
        var random = new Random(20);
        byte[] good = new NiftiBuilder { SFormCode = 1, QFormCode = 1 }.Build();
        int refused = 0;
        for (int trial = 0; trial < 3000; trial++)
        {
            byte[] bytes = [.. good];
            for (int change = 0; change < 3; change++)
            {
                int at = random.Next(2) == 0 ? random.Next(40, 124) : random.Next(348);
                bytes[at] = (byte)random.Next(256);
            }

            string path = _folder.Add("random.nii", trial % 2 == 0 ? bytes : NiftiBuilder.Gzip(bytes));
            try
            {
                Volume volume = NiftiFile.Read(path);
                Assert.Equal(volume.Grid.Count, volume.Voxels.Length);
                Assert.All(volume.Voxels, voxel => Assert.True(float.IsFinite(voxel)));
            }
            catch (UserErrorException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 500, 2500); // Both outcomes are met often.
    }

    private static string Message(string path) => Assert.Throws<UserErrorException>(() => NiftiFile.Read(path)).Message;

    private static byte[] Built(Action<NiftiBuilder>? change = null, int? voxels = null)
    {
        var file = new NiftiBuilder { Voxels = voxels is { } count ? new byte[2 * count] : null };
        change?.Invoke(file);
        return file.Build();
    }

    /// <summary>A correct file that gzip cannot shrink much, so that damage falls into voxels.</summary>
    private static byte[] Noise(short volumes = 1)
    {
        var voxels = new byte[16 * 16 * 16 * 2 * volumes];
        new Random(1).NextBytes(voxels);
        return new NiftiBuilder { Dim = [4, 16, 16, 16, volumes, 1, 1, 1], Voxels = voxels }.Build();
    }

    private static byte[] Flipped(byte[] bytes, Index at)
    {
        bytes[at] ^= 0x55;
        return bytes;
    }
}
