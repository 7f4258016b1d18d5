using Quickstart.Nifti;
using Quickstart.Tests.Support;

namespace Quickstart.Tests.Nifti;

public sealed class OrientationTests
{
    [Fact]
    public void Without_a_transform_i_j_k_run_right_forward_up_and_are_marked_as_assumed()
    {
        Orientation orientation = Parse(new NiftiBuilder());

        Assert.False(orientation.Known);
        Assert.Equal("+i +j +k", Describe(orientation));
    }

    [Theory]
    [InlineData("+i +j +k", 2f, 0, 0, 0, 2f, 0, 0, 0, 2f)]
    [InlineData("-i +j +k", -2f, 0, 0, 0, 2f, 0, 0, 0, 2f)]
    [InlineData("+k -i +j", 0, 0, 3f, -1f, 0, 0, 0, 1f, 0)] // A sagittal acquisition: k runs right, i backwards, j up.
    [InlineData("-i +j +k", -2f, 0.1f, 0, 0.1f, 1.9f, -0.35f, 0, 0.3f, 2.2f)] // Oblique: to the nearest right angle.
    public void Reads_the_sform(string expected, float xi, float xj, float xk, float yi, float yj, float yk, float zi, float zj, float zk)
    {
        Orientation orientation = Parse(new NiftiBuilder { SFormCode = 1, SForm = [xi, xj, xk, 0, yi, yj, yk, 0, zi, zj, zk, 0] });

        Assert.True(orientation.Known);
        Assert.Equal(expected, Describe(orientation));
    }

    [Theory]
    [InlineData("+i +j +k", 1f, 0f, 0f, 0f)]
    [InlineData("+i +j -k", -1f, 0f, 0f, 0f)] // qfac turns k around.
    [InlineData("-i +j +k", -1f, 0f, 1f, 0f)] // Half a turn about y, then qfac.
    [InlineData("-j +i +k", 1f, 0f, 0f, 0.70710678f)] // A quarter turn about z: j runs left, i forward.
    public void Reads_the_qform(string expected, float qfac, float b, float c, float d)
    {
        Orientation orientation = Parse(new NiftiBuilder { QFormCode = 1, Quaternion = [b, c, d], PixDim = [qfac, 1, 1, 1, 0, 0, 0, 0] });

        Assert.Equal(expected, Describe(orientation));
    }

    [Fact]
    public void The_sform_comes_before_the_qform() => Assert.Equal("-i +j +k", Describe(Parse(new NiftiBuilder
    {
        QFormCode = 1,
        SFormCode = 1,
        SForm = [-1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0],
    })));

    [Theory]
    [InlineData(0f)]
    [InlineData(float.NaN)]
    public void A_useless_sform_counts_as_none(float value)
    {
        Orientation orientation = Parse(new NiftiBuilder { SFormCode = 1, SForm = [.. Enumerable.Repeat(value, 12)] });

        Assert.False(orientation.Known);
    }

    [Theory]
    [InlineData(2f, -3f, 1.5f, (byte)2, "2 x 3 x 1.5 mm")]
    [InlineData(2f, 3f, 1.5f, (byte)10, "2 x 3 x 1.5 mm")] // The unit of time shares the byte.
    [InlineData(2f, 3f, 1.5f, (byte)0, "2 x 3 x 1.5")]
    [InlineData(0f, 1f, 1f, (byte)2, "not given, drawn as cubes")]
    [InlineData(1f, float.NaN, 1f, (byte)2, "not given, drawn as cubes")]
    [InlineData(1f, 1f, float.PositiveInfinity, (byte)2, "not given, drawn as cubes")]
    [InlineData(1f, 1f, 1e9f, (byte)2, "not given, drawn as cubes")]
    public void Voxel_sizes_shape_the_pictures_only_where_they_make_sense(float i, float j, float k, byte units, string expected)
    {
        VoxelSize size = NiftiHeader.Parse(new NiftiBuilder { PixDim = [1, i, j, k, 0, 0, 0, 0], Units = units }.Build()).VoxelSize;

        Assert.Equal(expected, size.ToString());
    }

    private static Orientation Parse(NiftiBuilder file) => NiftiHeader.Parse(file.Build().AsSpan(0, 348)).Orientation;

    /// <summary>The voxel axes that run right, forward and up.</summary>
    private static string Describe(Orientation orientation) => string.Join(' ', Enum.GetValues<BodyAxis>().Select(axis =>
        (orientation.IsReversed(axis) ? "-" : "+") + "ijk"[orientation.VoxelAxis(axis)]));
}
