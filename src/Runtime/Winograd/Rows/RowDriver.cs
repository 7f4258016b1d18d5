using System.Runtime.CompilerServices;
using Conv3DGen.Kernels;

namespace Conv3DGen.Winograd;

/// <summary>Computes chunks on one thread: transforms the input rows of a chunk, then multiplies, sums and transforms back a run of tiles at a time.</summary>
internal readonly unsafe struct RowDriver : IChunkDriver
{
    /// <summary>Floats of an output that memory takes, not a cache: plain stores are then best side by side (one to 64 channels: by 1.4).</summary>
    private const long LargeOutput = 2 << 20;

    /// <summary>Weights that stay in the first cache when they are used up every run of tiles.</summary>
    private const long FewWeightBytes = 16 << 10;

    private readonly RowCall _call;
    private readonly RowScratch _scratch;
    private readonly RowInput _input;
    private readonly float* _workspace;
    private readonly int _pixels;
    private readonly bool _streams;

    /// <summary>Prepares a thread of a call.</summary>
    /// <param name="call">The call.</param>
    /// <param name="workspace">Memory of <see cref="RowScratch.Floats"/>, aligned to 64 bytes.</param>
    public RowDriver(RowCall call, float* workspace)
    {
        _call = call;
        _workspace = workspace;
        _scratch = new(call.Plan, call.Cut);
        _input = new(call.Plan, _scratch, call.Tensors.Source, workspace);
        _streams = call.Tensors.OutlivesCache && call.Plan.Code.Rows.Streams;
        bool sideBySide = !_streams && call.Plan.Geometry.OutputCount >= LargeOutput && call.Weights.Bytes <= FewWeightBytes;
        _pixels = sideBySide ? call.Plan.Code.Rows.Tiles * RowPlan.Transform.Outputs : call.Plan.Geometry.Output.Width;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int index)
    {
        RowChunk chunk = _call.Cut[index];
        ConvGeometry g = _call.Plan.Geometry;
        (int firstPlane, int endPlane) = g.Depth.Inputs(chunk.BeginPlane, chunk.EndPlane);
        (int firstRow, int endRow) = g.Height.Inputs(chunk.BeginRow, chunk.EndRow);
        float* target = _workspace;
        for (int plane = firstPlane; plane < endPlane; plane++)
        {
            _input.Run((chunk.Image * g.Source.Batch) + (plane * g.Source.Depth), firstRow, endRow, target);
            target += _scratch.InputRows * _call.Plan.RowFloats;
        }

        for (int plane = chunk.BeginPlane; plane < chunk.EndPlane; plane++)
        {
            RunRows(chunk, plane, firstPlane, firstRow);
        }

        if (_streams)
        {
            StreamedCopy.Fence();
        }
    }

    /// <summary>The rows of a chunk in one plane. All filters of a row, or of a run of tiles, follow each other, which is how memory takes them best.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RunRows(RowChunk chunk, int plane, int firstPlane, int firstRow)
    {
        RowPlan plan = _call.Plan;
        ConvGeometry g = plan.Geometry;
        TapRange kd = g.Depth.Taps(plane);
        WinogradRow args = default;
        args.Coefficients = RowPlan.Coefficients;
        args.Products = _workspace + _scratch.Products;
        args.InputRowStride = g.Height.Dilation * plan.RowFloats;
        args.InputPlaneStride = g.Depth.Dilation * _scratch.InputRows * plan.RowFloats;
        args.WeightRowStride = (nint)g.InputChannels * plan.ChannelFloats * plan.Code.Rows.Vectors;
        args.WeightPlaneStride = g.Height.Kernel * args.WeightRowStride;
        args.InputChannelStride = plan.ChannelFloats;
        args.Channels = g.InputChannels;
        args.Low = _call.Tensors.Epilogue.Low;
        args.High = _call.Tensors.Epilogue.High;
        float* input = _workspace + ((g.Depth.Position(plane, kd) - firstPlane) * _scratch.InputRows * plan.RowFloats);
        float* target = _call.Tensors.Target + (chunk.Image * g.Target.Batch) + (plane * g.Target.Depth);
        for (int row = chunk.BeginRow; row < chunk.EndRow; row++)
        {
            TapRange kh = g.Height.Taps(row);
            args.Rows = kh.Count;
            args.Planes = kh.Count == 0 ? 0 : kd.Count;
            if (g.InputChannels == 1) // whose rows are then what a microkernel loops over innermost, in place of a channel
            {
                (args.Rows, args.Channels, args.InputChannelStride) = (1, kh.Count, args.InputRowStride);
            }

            nint firstWeight = (kd.First * args.WeightPlaneStride) + (kh.First * args.WeightRowStride);
            float* inputRow = input + ((g.Height.Position(row, kh) - firstRow) * plan.RowFloats);
            float* targetRow = target + (row * g.Target.Height);
            for (int x = 0; x < g.Output.Width; x += _pixels)
            {
                float* inputs = inputRow + InputOf(x / RowPlan.Transform.Outputs);
                for (int block = 0; block < plan.FilterBlocks; block++)
                {
                    args.Weights = _call.Weights.Block(block) + firstWeight;
                    args.Bias = _call.Weights.Bias(block);
                    args.Input = inputs;
                    RunPixels(ref args, targetRow + (x * g.Target.Width), Math.Min(_pixels, g.Output.Width - x), block);
                }
            }
        }
    }

    /// <summary>Pixels of a row of one block of filters: in place where they are whole vectors side by side, else by way of scratch.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RunPixels(ref WinogradRow args, float* target, int count, int block)
    {
        RowPlan plan = _call.Plan;
        TensorStrides strides = plan.Geometry.Target;
        int width = plan.FilterBlock;
        int run = plan.Code.Rows.Tiles * RowPlan.Transform.Outputs;
        int filters = Math.Min(width, plan.Geometry.Filters - (block * width));
        bool inPlace = filters == width && strides.Channel == 1;
        target += (nint)block * width * strides.Channel;
        float* scratch = _workspace + _scratch.Outputs;
        float* output = inPlace ? target : scratch;
        var t = (WinogradRow*)Unsafe.AsPointer(ref args); // args lives on the caller's stack
        t->Streams = inPlace && _streams;
        t->OutputPixelStride = inPlace ? strides.Width : width;
        t->OutputEnd = output + (count * t->OutputPixelStride);
        int tile = 0;
        for (int x = 0; x < count; x += run)
        {
            t->Output = output + (x * t->OutputPixelStride);
            plan.Code.Rows.Kernel(t);
            tile += plan.Code.Rows.Tiles;
            t->Input += plan.Code.Rows.Tiles;
            if (tile == plan.Code.Lanes)
            {
                t->Input += (plan.Geometry.InputChannels * plan.ChannelFloats) - plan.Code.Lanes; // the next block of tiles
                tile = 0;
            }
        }

        if (!inPlace)
        {
            ChannelCopy.Scatter(scratch, width, target, new(0, strides.Width, strides.Channel), 1, count, filters, _streams);
        }
    }

    /// <summary>Where a tile is in a transformed row.</summary>
    private nint InputOf(int tile)
    {
        (int block, int within) = Math.DivRem(tile, _call.Plan.Code.Lanes);
        return ((nint)block * _call.Plan.Geometry.InputChannels * _call.Plan.ChannelFloats) + within;
    }
}
