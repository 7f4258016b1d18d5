using System.Runtime.CompilerServices;

namespace Conv3DGen.Kernels;

/// <content>Rows of outputs that are stored where they belong.</content>
internal readonly unsafe partial struct PixelDriver
{
    /// <summary>
    /// Sums the rows of an output plane in the tensor: some rows of a few filters, then the same rows of the next filters, while their inputs are in
    /// cache. Rows of a channel follow each other, and are stored so.
    /// </summary>
    /// <param name="chunk">The rows.</param>
    /// <param name="group">The group.</param>
    /// <param name="plane">The output plane.</param>
    /// <param name="firstPlane">The first input plane of the chunk.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void StoreRows(RowChunk chunk, int group, int plane, int firstPlane)
    {
        PixelPlan plan = _call.Plan;
        ConvGeometry g = plan.Geometry;
        TapRange kd = g.Depth.Taps(plane);
        TileArgs args = Args(kd.Count, g.Target.Channel);
        float* input = _workspace + ((g.Depth.Position(plane, kd) - firstPlane) * _scratch.Plane);
        float* output = _call.Tensors.Target + (chunk.Image * g.Target.Batch) + (plane * g.Target.Depth) + (chunk.BeginRow * g.Target.Height)
            + (group * g.FiltersPerGroup * g.Target.Channel);
        var filters = new PixelFilters(_call, &args, group, kd.First);
        PixelSplit split = new(plan.Code, g.Output.Width);
        int rows = chunk.EndRow - chunk.BeginRow;
        int step = plan.RowsAtOnce(rows, kd.Count);
        for (int row = 0; row < rows; row += step)
        {
            foreach (BlockPlan block in filters.Blocks)
            {
                filters.Begin(block);
                StoreRows(&args, split, Math.Min(step, rows - row), input, output + (block.FirstFilter * g.Target.Channel));
            }

            input += step * (nint)plan.Row;
            output += step * g.Target.Height;
        }
    }

    /// <summary>The same of a block of filters.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void StoreRows(TileArgs* args, PixelSplit split, int rows, float* input, float* output)
    {
        PixelCode code = _call.Plan.Code;
        for (int row = 0; row < rows; row++)
        {
            int at = 0;
            for (int tile = 0; tile < split.Count; tile++)
            {
                int vectors = split[tile];
                at = split.Begin(at, vectors);
                args->Input = input + at;
                args->Output = output + at;
                at += vectors * code.Lanes;
                code.Tiles[vectors - 1](args);
            }

            input += _call.Plan.Row;
            output += _call.Plan.Geometry.Target.Height;
        }
    }
}
