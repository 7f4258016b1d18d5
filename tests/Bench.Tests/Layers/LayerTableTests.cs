using Conv3DGen.Bench.Layers;

namespace Conv3DGen.Bench.Tests.Layers;

/// <summary>What is measured, and how its work is counted.</summary>
public sealed class LayerTableTests
{
    [Fact]
    public void Names_are_unique_and_say_the_axis_order()
    {
        Assert.Equal(LayerTable.All.Count, LayerTable.All.Select(layer => layer.Id).Distinct().Count());
        Assert.All(LayerTable.All, layer => Assert.Equal(
            layer.Id.EndsWith("-first", StringComparison.Ordinal) ? "channels_first" : "channels_last",
            layer.FormatName));
    }

    [Fact]
    public void Every_layer_has_a_kernel_of_its_own()
        => Assert.Equal(LayerTable.All.Count, LayerTable.All.Select(layer => layer.Kernel.Name).Distinct().Count());

    [Theory]
    [InlineData("b", "3x3x3, 64->128, 8x56x56")]
    [InlineData("h", "3x7x7 s1,2,2, 3->64, 16x112x112")]
    [InlineData("j", "3x3x3 d2, 32->32, 32x32x32")]
    [InlineData("n", "3x3x3 g64, 64->64, 16x28x28")]
    [InlineData("o", "2x3x4 s2,1,1 valid, 5->7, 17x19x23")]
    public void A_shape_names_what_is_unusual(string id, string shape) => Assert.Equal(shape, Find(id).Shape);

    [Theory]
    [InlineData("k1", 14 * 14 * 14 * 27 * 1 * 8.0)]                  // valid: every tap is inside
    [InlineData("k3", (3 * 8 - 2) * (3 * 8 - 2) * (3 * 8 - 2) * 4 * 4.0)] // same: the first and the last output lack a tap
    [InlineData("n", (3 * 16 - 2) * (3 * 28 - 2) * (3 * 28 - 2) * 64.0)]  // depthwise: one channel a filter
    [InlineData("k2", 23 * 23 * 23 * 8 * 16.0)]                      // same, stride 2: one zero after, so 8 outputs have 24 - 1 taps
    [InlineData("w6", (3 * 2 - 2) * (3 * 4 - 2) * (3 * 4 - 2) * 256.0 * 256)]
    public void Taps_in_the_padding_are_not_counted(string id, double multiplyAdds) => Assert.Equal(multiplyAdds, Find(id).MultiplyAdds);

    [Fact]
    public void Every_contender_gets_the_same_numbers()
    {
        using var first = new LayerData(Find("k2"));
        using var second = new LayerData(Find("k2"));

        Assert.Equal(first.Input.Span.ToArray(), second.Input.Span.ToArray());
        Assert.Equal(first.Kernel, second.Kernel);
        Assert.InRange(first.Input.Span.ToArray().Average(), -0.1f, 0.1f);
        Assert.Contains(first.Input.Span.ToArray(), value => value is < -0.9f);
    }

    private static BenchLayer Find(string id) => LayerTable.All.Single(layer => layer.Id == id);
}
