using System.Runtime.CompilerServices;

namespace Conv3DGen.Kernels;

/// <summary>All filters of a group for tiles of pixels.</summary>
/// <param name="call">The call.</param>
/// <param name="group">The group.</param>
/// <param name="firstPlane">The first kernel plane that lies inside the input.</param>
/// <param name="outputStride">From one filter to the next, where outputs go.</param>
internal readonly unsafe struct PixelFilters(PixelCall call, int group, int firstPlane, nint outputStride)
{
    private readonly PixelCall _call = call;
    private readonly int _group = group;
    private readonly int _firstPlane = firstPlane;
    private readonly nint _outputStride = outputStride;

    /// <summary>Computes a tile for one filter after another. The last ones of a block of weights overlap those before.</summary>
    /// <param name="args">Everything but weights, bias and output.</param>
    /// <param name="kernel">The microkernel.</param>
    /// <param name="output">The first pixel of the first filter.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(TileArgs* args, delegate*<TileArgs*, void> kernel, float* output)
    {
        ConvGeometry g = _call.Plan.Geometry;
        int filters = _call.Plan.Code.Filters;
        args->OutputPixelStride = _outputStride;
        foreach (BlockPlan block in _call.Weights.Blocks)
        {
            args->WeightChannelStride = block.Width;
            args->WeightRowStride = (nint)g.InputChannelsPerGroup * block.Width * g.Width.Kernel;
            args->WeightPlaneStride = g.Height.Kernel * args->WeightRowStride;
            float* weights = _call.Weights.Weights(_group, block) + (_firstPlane * args->WeightPlaneStride);
            float* bias = _call.Weights.Bias(_group, block);
            for (int f = 0; f < block.Filters; f += filters)
            {
                int filter = Math.Min(f, block.Filters - filters);
                args->Weights = weights + filter;
                args->Bias = bias + filter;
                args->Output = output + ((block.FirstFilter + filter) * _outputStride);
                kernel(args);
            }
        }
    }
}
