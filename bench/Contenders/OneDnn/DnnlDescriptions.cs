using Conv3DGen.Bench.Layers;

namespace Conv3DGen.Bench.Contenders.OneDnn;

/// <summary>A layer's tensors in oneDNN's terms, in the order in which they lie in memory or in the one that it prefers.</summary>
internal static unsafe class DnnlDescriptions
{
    /// <summary>The input as the layer has it.</summary>
    public static MemoryDescription Source(BenchLayer layer) => ByStrides(SourceSizes(layer), Strides(layer.Geometry.Source));

    /// <summary>The output as the layer has it.</summary>
    public static MemoryDescription Target(BenchLayer layer) => ByStrides(TargetSizes(layer), Strides(layer.Geometry.Target));

    public static MemoryDescription AnySource(BenchLayer layer) => Any(SourceSizes(layer));

    public static MemoryDescription AnyTarget(BenchLayer layer) => Any(TargetSizes(layer));

    public static MemoryDescription AnyWeights(BenchLayer layer) => Any(WeightSizes(layer));

    /// <summary>[kd, kh, kw, channels / groups, filters], as Keras has it.</summary>
    public static MemoryDescription Weights(BenchLayer layer)
    {
        ConvGeometry g = layer.Geometry;
        long row = (long)g.Width.Kernel * g.InputChannelsPerGroup * g.Filters;
        long[] strides = [1, g.Filters, g.Height.Kernel * row, row, (long)g.InputChannelsPerGroup * g.Filters];
        return ByStrides(WeightSizes(layer), g.Groups == 1 ? strides : [g.FiltersPerGroup, .. strides]);
    }

    public static MemoryDescription Bias(BenchLayer layer) => ByStrides([layer.Geometry.Filters], [1]);

    private static long[] SourceSizes(BenchLayer layer) => Sizes(layer.Geometry.InputChannels, layer.Geometry.Input);

    private static long[] TargetSizes(BenchLayer layer) => Sizes(layer.Geometry.Filters, layer.Geometry.Output);

    private static long[] WeightSizes(BenchLayer layer)
    {
        ConvGeometry g = layer.Geometry;
        Int3 taps = layer.Spec.KernelSize;
        long[] sizes = [g.FiltersPerGroup, g.InputChannelsPerGroup, taps.Depth, taps.Height, taps.Width];
        return g.Groups == 1 ? sizes : [g.Groups, .. sizes];
    }

    private static long[] Sizes(int channels, Int3 size) => [1, channels, size.Depth, size.Height, size.Width];

    private static long[] Strides(TensorStrides s) => [s.Batch, s.Channel, s.Depth, s.Height, s.Width];

    private static MemoryDescription ByStrides(long[] sizes, long[] strides)
    {
        MemoryDescription description;
        fixed (long* size = sizes, stride = strides)
        {
            Dnnl.Check(Dnnl.DescribeByStrides(&description, sizes.Length, size, Dnnl.Float32, stride));
        }

        return description;
    }

    private static MemoryDescription Any(long[] sizes)
    {
        MemoryDescription description;
        fixed (long* size = sizes)
        {
            Dnnl.Check(Dnnl.DescribeByTag(&description, sizes.Length, size, Dnnl.Float32, Dnnl.AnyOrder));
        }

        return description;
    }
}
