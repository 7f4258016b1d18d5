using System.Runtime.CompilerServices;

namespace Conv3DGen.Kernels;

/// <summary>All filters of a group for tiles of pixels: one block of weights, or several where a tile computes some of them.</summary>
internal readonly unsafe struct PixelFilters
{
    private readonly PackedWeights _weights;
    private readonly TileArgs* _args;
    private readonly int _group;
    private readonly nint _first;

    /// <summary>Prepares tiles of a group.</summary>
    /// <param name="call">The call.</param>
    /// <param name="args">Everything but weights, bias and output, which lives longer than this.</param>
    /// <param name="group">The group.</param>
    /// <param name="firstPlane">The first kernel plane that lies inside the input.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public PixelFilters(in PixelCall call, TileArgs* args, int group, int firstPlane)
    {
        ConvGeometry g = call.Plan.Geometry;
        _weights = call.Weights;
        _args = args;
        _group = group;
        args->WeightChannelStride = _weights.Blocks[0].Width; // all are of one width
        args->WeightRowStride = g.Width.Kernel * g.InputChannelsPerGroup * args->WeightChannelStride;
        args->WeightPlaneStride = g.Height.Kernel * args->WeightRowStride;
        _first = firstPlane * args->WeightPlaneStride;
        Begin(_weights.Blocks[0]);
    }

    /// <summary>The blocks.</summary>
    public BlockPlan[] Blocks => _weights.Blocks;

    /// <summary>Computes a tile for one block after another.</summary>
    /// <param name="kernel">The microkernel.</param>
    /// <param name="output">The first pixel of the first filter.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(delegate*<TileArgs*, void> kernel, float* output)
    {
        if (Blocks.Length == 1)
        {
            _args->Output = output;
            kernel(_args);
            return;
        }

        foreach (BlockPlan block in Blocks)
        {
            Begin(block);
            _args->Output = output + (block.FirstFilter * _args->OutputPixelStride);
            kernel(_args);
        }
    }

    /// <summary>Goes on to a block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Begin(BlockPlan block)
    {
        _args->Weights = _weights.Weights(_group, block) + _first;
        _args->Bias = _weights.Bias(_group, block);
    }
}
