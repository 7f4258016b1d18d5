using Quickstart.Nifti;
using Quickstart.Tests.Support;

namespace Quickstart.Tests.Nifti;

/// <summary>Good files: every way a correct file may be written gives the same voxels.</summary>
public sealed class NiftiFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false, false, "a.nii")]
    [InlineData(true, false, "a.nii")]
    [InlineData(false, true, "a.nii.gz")]
    [InlineData(true, true, "a.nii.gz")]
    [InlineData(false, true, "misnamed.nii")] // Gzip is told by its first bytes, not by the name.
    [InlineData(false, false, "misnamed.nii.gz")]
    public void Reads_both_byte_orders_plain_and_gzip(bool bigEndian, bool gzip, string name)
    {
        byte[] bytes = new NiftiBuilder { BigEndian = bigEndian }.Build();

        Volume volume = NiftiFile.Read(_folder.Add(name, gzip ? NiftiBuilder.Gzip(bytes) : bytes));

        Assert.Equal(new Grid(3, 4, 5), volume.Grid);
        Assert.Equal(bigEndian, volume.Header.BigEndian);
        Assert.Equal(Enumerable.Range(0, 60).Select(n => (float)n), volume.Voxels);
        Assert.Equal(59, volume.Voxels[volume.Grid.Index(2, 3, 4)]);
        Assert.Equal(1, volume.Voxels[volume.Grid.Index(1, 0, 0)]); // i varies fastest.
    }

    public static TheoryData<short, short, byte[][], float[]> Types => new()
    {
        { 2, 8, [[0], [127], [255]], [0, 127, 255] },
        { 256, 8, [[0], [127], [0x80]], [0, 127, -128] },
        { 4, 16, Bytes<short>(BitConverter.GetBytes, 1, 258, -32768), [1, 258, -32768] },
        { 512, 16, Bytes<ushort>(BitConverter.GetBytes, 1, 258, 65535), [1, 258, 65535] },
        { 8, 32, Bytes<int>(BitConverter.GetBytes, 1, 66051, -66051), [1, 66051, -66051] },
        { 768, 32, Bytes<uint>(BitConverter.GetBytes, 1, 66051, 0xff000000), [1, 66051, 4278190080] },
        { 16, 32, Bytes<float>(BitConverter.GetBytes, 1.5f, -2.25f, 1e20f), [1.5f, -2.25f, 1e20f] },
        { 64, 64, Bytes<double>(BitConverter.GetBytes, 1.5, -2.25, 1e20), [1.5f, -2.25f, 1e20f] },
    };

    [Theory]
    [MemberData(nameof(Types))]
    public void Reads_every_data_type_in_both_byte_orders(short code, short bits, byte[][] values, float[] expected)
    {
        foreach (bool bigEndian in new[] { false, true })
        {
            var file = new NiftiBuilder { BigEndian = bigEndian, Dim = [3, 3, 1, 1, 1, 1, 1, 1], DataType = code, BitPix = bits };
            file.Voxels = file.Encode(values);

            Assert.Equal(expected, NiftiFile.Read(_folder.Add("typed.nii", file.Build())).Voxels);
        }
    }

    [Theory]
    [InlineData(2f, 10f, 5, 20f)]
    [InlineData(-0.5f, 0f, 5, -2.5f)]
    [InlineData(0f, 10f, 5, 5f)] // A slope of 0 means: no scaling, the intercept included.
    [InlineData(float.NaN, 10f, 5, 5f)]
    [InlineData(2f, float.NaN, 5, 10f)]
    public void Scales_as_the_header_says(float slope, float intercept, int voxel, float expected)
    {
        byte[] bytes = new NiftiBuilder { Slope = slope, Intercept = intercept }.Build();

        Assert.Equal(expected, NiftiFile.Read(_folder.Add("scaled.nii", bytes)).Voxels[voxel]);
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(2, false)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, true)]
    public void Picks_the_volume_asked_for(int number, bool gzip)
    {
        byte[] bytes = new NiftiBuilder { Dim = [4, 3, 4, 5, 3, 1, 1, 1] }.Build();

        Volume volume = NiftiFile.Read(_folder.Add("4d.nii", gzip ? NiftiBuilder.Gzip(bytes) : bytes), number);

        Assert.Equal(3, volume.Header.Volumes);
        Assert.Equal(Enumerable.Range(number * 1000, 60).Select(n => (float)n), volume.Voxels);
    }

    [Fact]
    public void Counts_volumes_over_all_further_dimensions()
    {
        var file = new NiftiBuilder { Dim = [5, 1, 1, 2, 3, 2, 9, 9] }; // dim[6] and dim[7] lie beyond dim[0] and say nothing.
        file.Voxels = file.Encode(Bytes<short>(BitConverter.GetBytes, [.. Enumerable.Range(0, 12).Select(n => (short)n)]));

        Volume last = NiftiFile.Read(_folder.Add("5d.nii", file.Build()), 5);

        Assert.Equal(6, last.Header.Volumes);
        Assert.Equal([10, 11], last.Voxels);
    }

    [Theory]
    [InlineData(352f, 352)]
    [InlineData(416f, 416)] // Header extensions stand before the voxels.
    [InlineData(0f, 352)]
    public void Finds_the_voxels_behind_the_offset(float written, long expected)
    {
        Volume volume = NiftiFile.Read(_folder.Add("offset.nii", new NiftiBuilder { VoxelOffset = written }.Build()));

        Assert.Equal(expected, volume.Header.VoxelOffset);
        Assert.Equal(59, volume.Voxels[59]);
    }

    [Fact]
    public void Reads_what_is_not_finite_as_zero_and_counts_it()
    {
        var file = new NiftiBuilder { Dim = [3, 4, 1, 1, 1, 1, 1, 1], DataType = 64, BitPix = 64 };
        file.Voxels = file.Encode(Bytes<double>(BitConverter.GetBytes, double.NaN, 7, double.PositiveInfinity, 1e300));

        Volume volume = NiftiFile.Read(_folder.Add("nan.nii", file.Build()));

        Assert.Equal([0, 7, 0, 0], volume.Voxels);
        Assert.Equal(3, volume.NonFinite);
    }

    [Fact]
    public void Reads_volumes_larger_than_one_chunk()
    {
        var file = new NiftiBuilder { Dim = [3, 50, 60, 70, 1, 1, 1, 1], DataType = 8, BitPix = 32 };
        file.Voxels = file.Encode(Enumerable.Range(0, 210_000).Select(BitConverter.GetBytes));

        Volume volume = NiftiFile.Read(_folder.Add("large.nii.gz", NiftiBuilder.Gzip(file.Build())));

        Assert.Equal(Enumerable.Range(0, 210_000).Select(n => (float)n), volume.Voxels);
    }

    [Theory]
    [InlineData("anatomical.nii", 33, 41, 25, true, "2 x 2 x 2 mm")]
    [InlineData("example4d.nii.gz", 128, 96, 24, false, "2 x 2 x 2.2 mm")]
    public void Reads_the_bundled_volumes(string name, int i, int j, int k, bool bigEndian, string voxelSize)
    {
        Volume volume = NiftiFile.Read(Path.Combine(AppContext.BaseDirectory, "data", name));

        Assert.Equal(new Grid(i, j, k), volume.Grid);
        Assert.Equal(bigEndian, volume.Header.BigEndian);
        Assert.Equal(voxelSize, volume.Header.VoxelSize.ToString());
        Assert.True(volume.Header.Orientation.Known);
    }

    private static byte[][] Bytes<T>(Func<T, byte[]> encode, params T[] values) => [.. values.Select(encode)];
}
