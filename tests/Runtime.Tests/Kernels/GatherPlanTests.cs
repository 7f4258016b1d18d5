using Conv3DGen.Kernels;

namespace Conv3DGen.Runtime.Tests.Kernels;

/// <summary>Scratch of direct convolutions of channels_first tensors: who has some, and that it holds what an output needs.</summary>
public class GatherPlanTests
{
    /// <summary>Kernel, strides, dilation of the height, channels, groups, the input.</summary>
    public static TheoryData<int[], int[], int, int, int, int[]> Shapes() => new()
    {
        { [3, 3, 3], [1, 1, 1], 1, 32, 1, [16, 20, 20] }, // planes are small: all rows at once
        { [3, 3, 3], [2, 2, 2], 1, 64, 1, [16, 200, 200] }, // so large that a plane is cut into ranges of rows
        { [5, 2, 3], [1, 1, 1], 7, 8, 2, [9, 300, 150] },
        { [3, 3, 3], [1, 1, 1], 1, 4096, 1, [3, 4, 40] }, // one output row takes more than there should be
        { [1, 9, 1], [3, 1, 1], 1, 2, 1, [2, 4, 3] }, // a kernel larger than the input
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void ThereIsRoomForTheInputsOfEveryRange(int[] kernel, int[] strides, int dilation, int channels, int groups, int[] input)
    {
        var spec = new ConvSpec(Of(kernel), Of(strides), (1, dilation, 1), Padding.Same) { Filters = 4 * groups, Groups = groups };
        var geometry = new ConvGeometry(spec, batch: 2, Of(input), channels, DataFormat.ChannelsFirst);

        GatherPlan plan = GatherPlan.Of(geometry)!.Value;

        (ConvAxis depth, ConvAxis height) = (geometry.Depth, geometry.Height);
        long row = (long)input[2] * channels;
        for (int chunk = 0; chunk < plan.Chunks; chunk++)
        {
            int begin = (int)((long)height.Output * chunk / plan.Chunks);
            int end = (int)((long)height.Output * (chunk + 1) / plan.Chunks);
            long rows = Math.Min(height.Origin(end - 1) + height.Extent, height.Input) - Math.Max(height.Origin(begin), 0);
            Assert.True(rows * row <= plan.Plane, $"{rows} rows of {row} floats in {plan.Plane}");
        }

        Assert.True(plan.Planes >= Math.Min(depth.Extent, depth.Input));
        Assert.True(plan.Output >= plan.Planes * plan.Plane);
        Assert.True(plan.Floats >= plan.Output + (GatherPlan.BandRows(geometry.Width.Output, DirectCode.WidestBlock) * (long)geometry.Width.Output * DirectCode.WidestBlock));
    }

    [Theory]
    [InlineData(8, 1, 3, 1, DataFormat.ChannelsFirst, true)]
    [InlineData(1, 1, 3, 1, DataFormat.ChannelsFirst, true)] // its outputs are brought together
    [InlineData(8, 4, 3, 2, DataFormat.ChannelsFirst, true)]
    [InlineData(8, 8, 3, 1, DataFormat.ChannelsFirst, false)] // groups of one channel
    [InlineData(8, 1, 1, 1, DataFormat.ChannelsFirst, false)] // no input is used twice
    [InlineData(8, 1, 4, 4, DataFormat.ChannelsFirst, false)]
    [InlineData(8, 1, 3, 1, DataFormat.ChannelsLast, false)]
    public void OnlyChannelsApartWhoseInputsAreSharedAreGathered(int channels, int groups, int kernel, int stride, DataFormat format, bool gathers)
    {
        var spec = new ConvSpec(kernel, stride, 1, Padding.Same) { Filters = 8, Groups = groups };

        GatherPlan? plan = GatherPlan.Of(new(spec, batch: 1, 8, channels, format));

        Assert.Equal(gathers, plan is not null);
        Assert.Equal(gathers && channels > 1, plan?.Planes > 0);
    }

    /// <summary>A wide enough block would not find room.</summary>
    [Fact]
    public unsafe void BlocksWiderThanThereAreAreRefused()
        => Assert.Throws<ArgumentOutOfRangeException>(() => new DirectCode("too wide", lanes: 16, new TileSet(5, ScalarKernel.Strided<ScalarKernel.One>(1))));

    private static Int3 Of(int[] values) => (values[0], values[1], values[2]);
}
