using System.Runtime.InteropServices;
using Conv3DGen.Bench.Layers;

namespace Conv3DGen.Bench.Contenders.OneDnn;

/// <summary>A compiled convolution. The library chooses the order of the weights, and of the other tensors where it may.</summary>
internal sealed unsafe class DnnlConvolution : IDisposable
{
    private readonly nint _plan;

    /// <summary>Compiles a layer.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="source">The input's order.</param>
    /// <param name="target">The output's order.</param>
    /// <exception cref="PeerException">The library has no implementation.</exception>
    public DnnlConvolution(DnnlEngine engine, BenchLayer layer, MemoryDescription source, MemoryDescription target)
    {
        ConvolutionDescription convolution = Describe(layer, source, target);
        Dnnl.Check(Dnnl.CreatePlan(out _plan, &convolution, 0, engine.Handle, 0));
        Dnnl.Check(Dnnl.CreatePrimitive(out nint primitive, _plan));
        Primitive = primitive;
    }

    public nint Primitive { get; }

    public MemoryDescription Source => *Dnnl.QueryMemory(_plan, Dnnl.QuerySource, 0);

    public MemoryDescription Weights => *Dnnl.QueryMemory(_plan, Dnnl.QueryWeights, 0);

    public MemoryDescription Target => *Dnnl.QueryMemory(_plan, Dnnl.QueryTarget, 0);

    /// <summary>The implementation in the library's own words: "brgconv:avx512_core".</summary>
    public string Implementation
    {
        get
        {
            nint text;
            Dnnl.Check(Dnnl.Query(_plan, Dnnl.QueryImplementation, 0, &text));
            return Marshal.PtrToStringUTF8(text)!;
        }
    }

    public void Dispose()
    {
        _ = Dnnl.DestroyPrimitive(Primitive);
        _ = Dnnl.DestroyPlan(_plan);
    }

    private static ConvolutionDescription Describe(BenchLayer layer, MemoryDescription source, MemoryDescription target)
    {
        ConvGeometry g = layer.Geometry;
        MemoryDescription weights = DnnlDescriptions.AnyWeights(layer);
        MemoryDescription bias = DnnlDescriptions.Bias(layer);
        long* strides = stackalloc long[] { g.Depth.Stride, g.Height.Stride, g.Width.Stride };
        long* dilations = stackalloc long[] { g.Depth.Dilation - 1, g.Height.Dilation - 1, g.Width.Dilation - 1 }; // 0 is none
        long* before = stackalloc long[] { g.Depth.PadBefore, g.Height.PadBefore, g.Width.PadBefore };
        long* after = stackalloc long[] { Layout.PadAfter(g.Depth), Layout.PadAfter(g.Height), Layout.PadAfter(g.Width) };
        ConvolutionDescription convolution;
        Dnnl.Check(Dnnl.DescribeConvolution(
            &convolution, Dnnl.ForwardInference, Dnnl.ConvolutionAuto, &source, &weights, &bias, &target, strides, dilations, before, after));
        return convolution;
    }
}
