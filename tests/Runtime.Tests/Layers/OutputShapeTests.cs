using System.Text.Json;
using Conv3DGen.Testing.Golden;

namespace Conv3DGen.Runtime.Tests.Layers;

/// <summary>ComputeOutputShape against what another implementation of Keras was seen to give.</summary>
public class OutputShapeTests
{
    /// <summary>Rows of facts.json: kernel, strides, dilation, padding, format, input shape, output shape.</summary>
    public static TheoryData<string> Facts()
        => [.. GoldenFacts.Section("compute_output_shape").EnumerateArray().Select(row => row.GetRawText())];

    [Theory]
    [MemberData(nameof(Facts))]
    public void AgreesWithTheFacts(string row)
    {
        JsonElement[] columns = [.. JsonDocument.Parse(row).RootElement.EnumerateArray()];
        var layer = new Conv3D(
            filters: 6,
            kernelSize: Size(columns[0]),
            strides: Size(columns[1]),
            dilationRate: Size(columns[2]),
            padding: columns[3].GetString()!,
            dataFormat: columns[4].GetString()!);
        int?[] input = columns[5].Deserialize<int?[]>()!;
        if (columns[6].ValueKind == JsonValueKind.String)
        {
            // "NON_POSITIVE ...": Keras 3 raises.
            ArgumentException error = Assert.Throws<ArgumentException>(() => layer.ComputeOutputShape(input));
            Assert.Equal("inputShape", error.ParamName);
        }
        else
        {
            Assert.Equal(columns[6].Deserialize<int?[]>()!, layer.ComputeOutputShape(input));
        }
    }

    [Theory]
    [InlineData(DataFormat.ChannelsLast, new[] { -1, 3, 4, 5, 8 })]
    [InlineData(DataFormat.ChannelsFirst, new[] { -1, 8, 3, 4, 5 })]
    public void UnknownSizesPassThrough(DataFormat format, int[] expected)
    {
        var layer = new Conv3D(8, 3, padding: Padding.Same, dataFormat: format);
        int?[] input = format == DataFormat.ChannelsLast ? [null, 3, 4, 5, null] : [null, null, 3, 4, 5];
        Assert.Equal(expected.Select(n => n < 0 ? (int?)null : n), layer.ComputeOutputShape(input));
        Assert.Equal([null, null, null, null, 8], new Conv3D(8, 3).ComputeOutputShape(null, null, null, null, null));
    }

    public static TheoryData<string, int?[], string> Impossible() => new()
    {
        { "rank 4", [1, 5, 5, 3], "4 sizes, [1, 5, 5, 3]; expected 5: [batch, depth, height, width, channels]" },
        { "rank 6", [1, 5, 5, 5, 5, 4], "6 sizes, [1, 5, 5, 5, 5, 4]; expected 5" },
        { "negative batch", [-1, 5, 5, 5, 4], "size 0 of [batch, depth, height, width, channels] must be at least 0" },
        { "no depth", [1, 0, 5, 5, 4], "size 1 of [batch, depth, height, width, channels] must be at least 1" },
        { "no channels", [1, 5, 5, 5, 0], "size 4 of [batch, depth, height, width, channels] must be at least 1" },
        { "5 channels in 2 groups", [1, 5, 5, 5, 5], "5 channels; expected a multiple of groups = 2" },
        { "width below the kernel", [1, 5, 5, 2, 4], "width 2, but a valid kernel of 3 with dilation 1 spans 3; expected at least 3" },
    };

    [Theory]
    [MemberData(nameof(Impossible))]
    public void RefusesImpossibleShapes(string what, int?[] shape, string message)
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => new Conv3D(4, 3, groups: 2).ComputeOutputShape(shape));
        Assert.True(error.Message.Contains(message, StringComparison.Ordinal), $"{what}: \"{error.Message}\" lacks \"{message}\"");
        Assert.Equal("inputShape", error.ParamName);
    }

    private static Int3 Size(JsonElement value)
    {
        int[] sizes = value.ValueKind == JsonValueKind.Array ? value.Deserialize<int[]>()! : [.. Enumerable.Repeat(value.GetInt32(), 3)];
        return new(sizes[0], sizes[1], sizes[2]);
    }
}
