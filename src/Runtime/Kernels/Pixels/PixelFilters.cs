using System.Runtime.CompilerServices;

namespace Conv3DGen.Kernels;

/// <summary>All filters of a group for tiles of pixels.</summary>
internal readonly unsafe struct PixelFilters
{
    private readonly PixelPlan _plan;
    private readonly PackedWeights _weights;
    private readonly TileArgs* _args;
    private readonly int _group;
    private readonly int _firstPlane;

    /// <summary>Prepares tiles of a group.</summary>
    /// <param name="call">The call.</param>
    /// <param name="args">Everything but weights, bias and output, which lives longer than this.</param>
    /// <param name="group">The group.</param>
    /// <param name="firstPlane">The first kernel plane that lies inside the input.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public PixelFilters(in PixelCall call, TileArgs* args, int group, int firstPlane)
    {
        _plan = call.Plan;
        _weights = call.Weights;
        _args = args;
        _group = group;
        _firstPlane = firstPlane;
        if (!_plan.Packs)
        {
            Begin(_weights.Blocks[0], 0); // once for all tiles
        }
    }

    /// <summary>Computes a tile for one filter after another. The last ones of a block of weights overlap those before.</summary>
    /// <param name="kernel">The microkernel.</param>
    /// <param name="output">The first pixel of the first filter.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(delegate*<TileArgs*, void> kernel, float* output)
    {
        if (!_plan.Packs)
        {
            _args->Output = output;
            kernel(_args);
            return;
        }

        int filters = _plan.Code.Filters;
        foreach (BlockPlan block in _weights.Blocks)
        {
            for (int f = 0; f < block.Filters; f += filters)
            {
                int filter = Math.Min(f, block.Filters - filters);
                Begin(block, filter);
                _args->Output = output + ((block.FirstFilter + filter) * _args->OutputPixelStride);
                kernel(_args);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Begin(BlockPlan block, int filter)
    {
        ConvGeometry g = _plan.Geometry;
        _args->WeightChannelStride = block.Width;
        _args->WeightRowStride = (nint)g.InputChannelsPerGroup * block.Width * g.Width.Kernel;
        _args->WeightPlaneStride = g.Height.Kernel * _args->WeightRowStride;
        _args->Weights = _weights.Weights(_group, block) + (_firstPlane * _args->WeightPlaneStride) + filter;
        _args->Bias = _weights.Bias(_group, block) + filter;
    }
}
