using System.Runtime.InteropServices;
using Conv3DGen.Bench.Contenders;
using Conv3DGen.Bench.Contenders.OnnxRuntime;
using Conv3DGen.Bench.Layers;

namespace Conv3DGen.Bench.Tests.Contenders;

/// <summary>The bytes that ONNX Runtime gets, read back field by field (numbers of onnx.proto3).</summary>
public sealed class OnnxModelTests
{
    [Fact]
    public void Integers_are_seven_bits_a_byte()
    {
        Assert.Equal([0x08, 0x96, 0x01], new Protobuf().Add(1, 150).ToArray()); // the example of protobuf.dev
        Assert.Equal([0x12, 0x07, .. "testing"u8], new Protobuf().Add(2, "testing").ToArray());
        Assert.Equal([0xa0, 0x01, 0x07], new Protobuf().Add(20, 7).ToArray());
        Assert.Equal(11, new Protobuf().Add(1, -1).ToArray().Length);
    }

    [Fact]
    public void A_strided_layer_is_one_Conv_node()
    {
        BenchLayer layer = Find("k2"); // 8 -> 16, 3x3x3, strides 2, 16x16x16, same: one zero after
        using var data = new LayerData(layer);

        var model = new ProtobufReader(OnnxModel.Create(layer, data));

        ProtobufReader graph = model.Message(7);
        ProtobufReader node = graph.Message(1);
        Assert.Equal((8, 13), (model.Number(1), model.Message(8).Number(2)));
        Assert.Equal("Conv", node.Text(4));
        Assert.Equal(["x", "w", "b"], node.Texts(1));
        Assert.Equal(["y"], node.Texts(2));
        Assert.Equal([3, 3, 3], Attribute(node, "kernel_shape").Numbers(8));
        Assert.Equal([2, 2, 2], Attribute(node, "strides").Numbers(8));
        Assert.Equal([1, 1, 1], Attribute(node, "dilations").Numbers(8));
        Assert.Equal([0, 0, 0, 1, 1, 1], Attribute(node, "pads").Numbers(8));
        Assert.Equal(1, Attribute(node, "group").Number(3));
        Assert.Equal([1, 8, 16, 16, 16], Sizes(graph.Message(11)));
        Assert.Equal([1, 16, 8, 8, 8], Sizes(graph.Message(12)));
    }

    [Fact]
    public void Weights_are_raw_floats_with_the_filters_first()
    {
        BenchLayer layer = Find("n"); // depthwise, 64
        using var data = new LayerData(layer);

        ProtobufReader graph = new ProtobufReader(OnnxModel.Create(layer, data)).Message(7);

        ProtobufReader weights = graph.Messages(5).Single(tensor => tensor.Text(8) == "w");
        ProtobufReader bias = graph.Messages(5).Single(tensor => tensor.Text(8) == "b");
        Assert.Equal([64, 1, 3, 3, 3], weights.Numbers(1));
        Assert.Equal(Layout.FiltersFirst(data), MemoryMarshal.Cast<byte, float>(weights.Bytes(9)).ToArray());
        Assert.Equal(data.Bias, MemoryMarshal.Cast<byte, float>(bias.Bytes(9)).ToArray());
        Assert.Equal(64, Attribute(graph.Message(1), "group").Number(3));
    }

    private static BenchLayer Find(string id) => LayerTable.All.Single(layer => layer.Id == id);

    private static ProtobufReader Attribute(ProtobufReader node, string name) => node.Messages(5).Single(attribute => attribute.Text(1) == name);

    private static long[] Sizes(ProtobufReader value) => [.. value.Message(2).Message(1).Message(2).Messages(1).Select(size => size.Number(1))];
}
