using System.Runtime.CompilerServices;

namespace Conv3DGen.Kernels;

/// <summary>Computes ranges of pixels on one thread, a panel after the other.</summary>
internal readonly unsafe struct PanelDriver : IChunkDriver
{
    private readonly PanelCall _call;
    private readonly float* _workspace;
    private readonly nint* _rowOffsets;
    private readonly nint* _tapOffsets;

    /// <summary>Prepares a thread of a call.</summary>
    /// <param name="call">The call.</param>
    /// <param name="workspace">Memory of <see cref="PanelPlan.Floats"/>, aligned to 64 bytes.</param>
    public PanelDriver(PanelCall call, float* workspace)
    {
        _call = call;
        _workspace = workspace;
        _rowOffsets = (nint*)(workspace + call.Plan.Tables);
        int rows = call.Plan.Geometry.Loops.Height.Kernel;
        _tapOffsets = _rowOffsets + rows;
        for (int row = 0; row < rows; row++)
        {
            _rowOffsets[row] = row * call.Plan.Taps * call.Plan.Tap;
        }

        for (int tap = 0; tap < call.Plan.Taps; tap++)
        {
            _tapOffsets[tap] = tap * call.Plan.Tap;
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int chunk)
    {
        PanelPlan plan = _call.Plan;
        ConvGeometry g = plan.Geometry;
        (int place, int part) = Math.DivRem(chunk, _call.Cut.Parts);
        (place, int range) = Math.DivRem(place, _call.Cut.Ranges);
        (int image, int group) = Math.DivRem(place, g.Groups);
        BlockPlan[] all = _call.Weights.Blocks;
        ReadOnlySpan<BlockPlan> blocks = all.AsSpan(Pieces.Begin(all.Length, part, _call.Cut.Parts)..Pieces.Begin(all.Length, part + 1, _call.Cut.Parts));
        int pixel = plan.Begin(range, _call.Cut.Ranges);
        int end = plan.Begin(range + 1, _call.Cut.Ranges);
        float* source = _call.Tensors.Source + (image * g.Source.Batch) + (group * g.InputChannelsPerGroup * g.Source.Channel);
        float* target = _call.Tensors.Target + (image * g.Target.Batch) + (group * g.FiltersPerGroup * g.Target.Channel);
        float* panel = _workspace;
        float* next = _workspace + plan.Panel;
        int pixels = Length(end - pixel);
        var runs = (PanelRun*)(_workspace + plan.Runs);
        PanelCopy first = new(plan, source, pixel, pixels, panel, runs);
        first.AdvanceTo(first.Count);
        while (pixel < end)
        {
            int following = Length(end - pixel - pixels);
            PanelCopy copy = new(plan, source, pixel + pixels, following, next, runs);
            Multiply(group, blocks, plan.ReadsTensor ? source + pixel : panel, pixels, target + pixel, ref copy);
            pixel += pixels;
            pixels = following;
            float* done = panel;
            panel = next;
            next = done;
        }
    }

    /// <summary>All filters of a panel, and meanwhile a copy of the next one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Multiply(int group, ReadOnlySpan<BlockPlan> blocks, float* panel, int pixels, float* output, ref PanelCopy copy)
    {
        PanelPlan plan = _call.Plan;
        PixelCode code = plan.Code;
        TileArgs args = default;
        args.InputChannelStride = plan.Row;
        args.Run = plan.Channels;
        args.InputTapStride = plan.Tap;
        args.InputRowStride = plan.Taps * plan.Tap;
        args.RowOffsets = _rowOffsets;
        args.TapOffsets = _tapOffsets;
        args.Rows = plan.Geometry.Loops.Height.Kernel;
        args.InputPlaneStride = args.Rows * args.InputRowStride;
        args.Planes = plan.Geometry.Loops.Depth.Kernel;
        args.OutputPixelStride = plan.Geometry.Target.Channel;
        args.Low = _call.Tensors.Epilogue.Low;
        args.High = _call.Tensors.Epilogue.High;
        PixelSplit split = new(code, pixels);
        long all = (long)split.Count * blocks.Length, done = 0;
        foreach (BlockPlan block in blocks)
        {
            args.WeightChannelStride = block.Width;
            args.WeightRowStride = plan.Taps * plan.Channels * (nint)block.Width;
            args.WeightPlaneStride = args.Rows * args.WeightRowStride;
            args.Weights = _call.Weights.Weights(group, block);
            args.Bias = _call.Weights.Bias(group, block);
            float* row = output + (block.FirstFilter * args.OutputPixelStride);
            int at = 0;
            for (int tile = 0; tile < split.Count; tile++)
            {
                int vectors = split[tile];
                at = split.Begin(at, vectors);
                copy.AdvanceTo(copy.Count * ++done / all);
                args.Input = panel + at;
                args.Output = row + at;
                at += vectors * code.Lanes;
                if (Prefetch.IsSupported && plan.FetchesOutput)
                {
                    Prefetch.ToFirst(row + at, code.Filters, args.OutputPixelStride, vectors * code.Lanes); // those of the next tile
                }

                code.Tiles[vectors - 1](&args);
            }
        }
    }

    /// <summary>Pixels of the next panel: no rest is shorter than a vector.</summary>
    private int Length(int left) => left < _call.Plan.Step + _call.Plan.Code.Lanes ? left : _call.Plan.Step;
}
