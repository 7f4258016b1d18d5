namespace Conv3DGen.Bench.Layers;

/// <summary>A layer's tensors: the same random numbers for every contender, in [-1, 1).</summary>
internal sealed class LayerData : IDisposable
{
    /// <summary>Fills the tensors of a layer; the same numbers at every run.</summary>
    public LayerData(BenchLayer layer)
    {
        ConvGeometry g = layer.Geometry;
        Int3 taps = layer.Spec.KernelSize;
        KernelShape = [taps.Depth, taps.Height, taps.Width, g.InputChannelsPerGroup, g.Filters];
        Input = new(g.InputCount);
        Kernel = new float[KernelShape.Aggregate((a, b) => a * b)];
        Bias = new float[g.Filters];
        var random = new Random(1);
        Fill(Input.Span, random);
        Fill(Kernel, random);
        Fill(Bias, random);
    }

    /// <summary>In the layer's axis order.</summary>
    public AlignedFloats Input { get; }

    /// <summary>[kd, kh, kw, channels / groups, filters].</summary>
    public float[] Kernel { get; }

    public nint[] KernelShape { get; }

    /// <summary>[filters].</summary>
    public float[] Bias { get; }

    public void Dispose() => Input.Dispose();

    private static void Fill(Span<float> values, Random random)
    {
        foreach (ref float value in values)
        {
            value = (float)((random.NextDouble() * 2) - 1);
        }
    }
}
