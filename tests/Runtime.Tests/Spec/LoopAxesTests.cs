namespace Conv3DGen.Runtime.Tests.Spec;

public class LoopAxesTests
{
    /// <summary>Kernel, strides, and the sizes that are left to loop over for an input of 3x4x5.</summary>
    public static TheoryData<Int3, Int3, Int3> Joined() => new()
    {
        { 1, 1, (1, 1, 60) },
        { (3, 1, 1), 1, (3, 1, 20) },
        { 1, (2, 1, 1), (2, 1, 20) },
        { (1, 1, 3), 1, (3, 4, 5) },
        { (1, 3, 1), 1, (3, 4, 5) },
        { 1, (1, 2, 1), (3, 2, 5) },
        { 1, (1, 1, 2), (3, 4, 3) },
        { 3, 1, (3, 4, 5) },
    };

    [Theory]
    [MemberData(nameof(Joined))]
    public void PointwiseAxesAreJoinedToTheOneInside(Int3 kernel, Int3 strides, Int3 expected)
    {
        LoopAxes loops = LoopAxes.Of(
            new(3, kernel.Depth, strides.Depth, 1, Padding.Same),
            new(4, kernel.Height, strides.Height, 1, Padding.Same),
            new(5, kernel.Width, strides.Width, 1, Padding.Same));
        Assert.Equal(expected, new Int3(loops.Depth.Output, loops.Height.Output, loops.Width.Output));
    }

    [Fact]
    public void ARowOfTwoToThe31PixelsIsNotMade()
    {
        ConvAxis wide = new(1 << 16, 1, 1, 1, Padding.Valid);
        ConvAxis narrow = new(1 << 10, 1, 1, 1, Padding.Valid);
        Assert.Equal(wide, LoopAxes.Of(narrow, wide, wide).Width);
        Assert.Equal(1 << 26, LoopAxes.Of(wide, wide, narrow).Width.Output);
        Assert.Equal(wide, LoopAxes.Of(wide, wide, narrow).Depth);
    }
}
