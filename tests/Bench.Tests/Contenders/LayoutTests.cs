using Conv3DGen.Bench.Contenders;
using Conv3DGen.Bench.Layers;

namespace Conv3DGen.Bench.Tests.Contenders;

/// <summary>The same numbers in the orders of others.</summary>
public sealed class LayoutTests
{
    [Fact]
    public void Transposing_swaps_pixels_and_channels()
    {
        var target = new float[6];

        Layout.Transpose([1, 2, 3, 4, 5, 6], target, rows: 2, columns: 3);

        Assert.Equal([1, 4, 2, 5, 3, 6], target);
    }

    [Fact]
    public void Filters_come_first_in_the_kernels_of_others()
    {
        BenchLayer layer = LayerTable.All.Single(candidate => candidate.Id == "o"); // 2x3x4, 5 -> 7
        using var data = new LayerData(layer);

        float[] kernel = Layout.FiltersFirst(data);

        Assert.Equal(data.Kernel[(((((1 * 3) + 2) * 4) + 3) * 5 + 4) * 7 + 6], kernel[((((6 * 5) + 4) * 2 + 1) * 3 + 2) * 4 + 3]);
        Assert.Equal(data.Kernel[(0 * 5 + 1) * 7 + 2], kernel[(2 * 5 + 1) * 24]);
        Assert.Equal(data.Kernel.Order(), kernel.Order());
    }

    [Theory]
    [InlineData(7, 3, 1, 1, 1)] // total 2
    [InlineData(8, 3, 2, 1, 1)] // total 1: all of it after
    [InlineData(8, 4, 1, 1, 2)] // total 3
    [InlineData(8, 2, 4, 1, 0)] // kernel < stride: none, and none taken away
    [InlineData(8, 3, 1, 2, 2)] // dilated
    public void Padding_after_completes_the_last_output(int input, int kernel, int stride, int dilation, long after)
        => Assert.Equal(after, Layout.PadAfter(new(input, kernel, stride, dilation, Padding.Same)));

    [Fact]
    public void Valid_has_no_padding_though_inputs_may_be_left_over()
        => Assert.Equal(0, Layout.PadAfter(new(Input: 8, Kernel: 3, Stride: 2, Dilation: 1, Padding.Valid)));
}
