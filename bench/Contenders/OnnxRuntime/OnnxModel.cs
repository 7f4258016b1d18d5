using Conv3DGen.Bench.Layers;

namespace Conv3DGen.Bench.Contenders.OnnxRuntime;

/// <summary>An ONNX model of one Conv node. Field numbers are those of onnx.proto3, the attributes those of operator Conv, version 11.</summary>
internal static class OnnxModel
{
    public const string Input = "x";

    public const string Output = "y";

    private const int IrVersion = 8;
    private const int OpsetVersion = 13;
    private const int Float32 = 1;   // TensorProto.DataType.FLOAT
    private const int TypeInt = 2;   // AttributeProto.AttributeType.INT
    private const int TypeInts = 7;  // AttributeProto.AttributeType.INTS

    /// <summary>The bytes of the model, weights included.</summary>
    public static byte[] Create(BenchLayer layer, LayerData data)
    {
        ConvGeometry g = layer.Geometry;
        Int3 taps = layer.Spec.KernelSize;
        Protobuf graph = new Protobuf()
            .Add(1, Node(layer))
            .Add(2, layer.Id)
            .Add(5, Tensor("w", Layout.FiltersFirst(data), g.Filters, g.InputChannelsPerGroup, taps.Depth, taps.Height, taps.Width))
            .Add(5, Tensor("b", data.Bias, g.Filters))
            .Add(11, Value(Input, InputShape(layer)))
            .Add(12, Value(Output, OutputShape(layer)));
        return new Protobuf()
            .Add(1, IrVersion)
            .Add(7, graph)
            .Add(8, new Protobuf().Add(1, "").Add(2, OpsetVersion))
            .ToArray();
    }

    /// <summary>[1, channels, depth, height, width].</summary>
    public static long[] InputShape(BenchLayer layer) => Shape(layer.Geometry.InputChannels, layer.Geometry.Input);

    /// <summary>[1, filters, depth, height, width].</summary>
    public static long[] OutputShape(BenchLayer layer) => Shape(layer.Geometry.Filters, layer.Geometry.Output);

    private static Protobuf Node(BenchLayer layer)
    {
        ConvSpec spec = layer.Spec;
        ConvGeometry g = layer.Geometry;
        return new Protobuf()
            .Add(1, Input)
            .Add(1, "w")
            .Add(1, "b")
            .Add(2, Output)
            .Add(4, "Conv")
            .Add(5, Attribute("kernel_shape", spec.KernelSize))
            .Add(5, Attribute("strides", spec.Strides))
            .Add(5, Attribute("dilations", spec.DilationRate))
            .Add(5, Attribute(
                "pads",
                [g.Depth.PadBefore, g.Height.PadBefore, g.Width.PadBefore, Layout.PadAfter(g.Depth), Layout.PadAfter(g.Height), Layout.PadAfter(g.Width)]))
            .Add(5, new Protobuf().Add(1, "group").Add(3, g.Groups).Add(20, TypeInt));
    }

    private static Protobuf Attribute(string name, Int3 value) => Attribute(name, [value.Depth, value.Height, value.Width]);

    private static Protobuf Attribute(string name, long[] values)
    {
        Protobuf attribute = new Protobuf().Add(1, name);
        foreach (long value in values)
        {
            attribute.Add(8, value);
        }

        return attribute.Add(20, TypeInts);
    }

    private static Protobuf Tensor(string name, ReadOnlySpan<float> values, params ReadOnlySpan<int> shape)
    {
        var tensor = new Protobuf();
        foreach (int size in shape)
        {
            tensor.Add(1, size);
        }

        return tensor.Add(2, Float32).Add(8, name).Add(9, values);
    }

    private static Protobuf Value(string name, long[] sizes)
    {
        var shape = new Protobuf();
        foreach (long size in sizes)
        {
            shape.Add(1, new Protobuf().Add(1, size));
        }

        Protobuf tensor = new Protobuf().Add(1, Float32).Add(2, shape);
        return new Protobuf().Add(1, name).Add(2, new Protobuf().Add(1, tensor));
    }

    private static long[] Shape(int channels, Int3 size) => [1, channels, size.Depth, size.Height, size.Width];
}
