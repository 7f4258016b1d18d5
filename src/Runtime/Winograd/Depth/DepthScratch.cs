using Conv3DGen.Kernels;

namespace Conv3DGen.Winograd;

/// <summary>The parts of a thread's workspace, in floats: frequencies of inputs first.</summary>
internal readonly struct DepthScratch
{
    /// <summary>Cuts a workspace.</summary>
    public DepthScratch(DepthPlan plan, DepthChunks chunks)
    {
        ConvGeometry g = plan.Geometry;
        nint rows = (nint)Math.Min(g.Height.Span(chunks.Rows), g.Height.Input);
        nint pixels = (nint)chunks.Rows * Math.Max(g.Output.Width, 1);
        Input = Padded(rows * g.Width.Input * g.InputChannels);
        Zeros = plan.Transform.Frequencies * Input;
        Products = Zeros + Input;
        Product = Padded(pixels * DirectCode.WidestBlock);
        Outputs = Products + (plan.Transform.Frequencies * Product);
        Tile = Outputs + (DepthTransform.Outputs * Product);
        Bias = Tile + TileSink.ScratchFloats;
        Floats = Bias + DirectCode.WidestBlock + CoreCache.Line;
    }

    /// <summary>From one frequency of the inputs to the next.</summary>
    public nint Input { get; }

    /// <summary>Where an input plane in the padding is.</summary>
    public nint Zeros { get; }

    /// <summary>Where the products of a block of filters begin.</summary>
    public nint Products { get; }

    /// <summary>From one frequency of the products to the next, and from one plane of outputs to the next.</summary>
    public nint Product { get; }

    /// <summary>Where outputs go whose channels do not fill a block or do not lie side by side.</summary>
    public nint Outputs { get; }

    /// <summary>Where a microkernel's tile goes, if it must.</summary>
    public nint Tile { get; }

    /// <summary>Biases of a block that a vector may straddle, with those of the next pixel.</summary>
    public nint Bias { get; }

    /// <summary>All floats.</summary>
    public nint Floats { get; }

    /// <summary>Room for whole vectors, and a line more so that planes do not share cache sets.</summary>
    private static nint Padded(nint floats) => CoreCache.Lines(floats) + CoreCache.Line;
}
