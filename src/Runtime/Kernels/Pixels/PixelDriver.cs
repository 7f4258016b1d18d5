using System.Runtime.CompilerServices;

namespace Conv3DGen.Kernels;

/// <summary>Computes chunks on one thread: copies the planes that a chunk needs, then sums a plane of outputs and copies it to where it belongs.</summary>
internal readonly unsafe struct PixelDriver : IChunkDriver
{
    private readonly PixelCall _call;
    private readonly PixelScratch _scratch;
    private readonly float* _workspace;

    /// <summary>Prepares a thread of a call.</summary>
    /// <param name="call">The call.</param>
    /// <param name="workspace">Memory of <see cref="PixelScratch.Floats"/>, aligned to 64 bytes.</param>
    public PixelDriver(PixelCall call, float* workspace)
    {
        _call = call;
        _workspace = workspace;
        _scratch = new(call.Plan, call.Cut);
        if (call.Plan.Pad > 0)
        {
            Clear(workspace, _scratch.Output); // copies leave the zeros between rows as they are
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int index)
    {
        RowChunk chunk = _call.Cut[index];
        (int first, int end) = _call.Plan.Geometry.Depth.Inputs(chunk.BeginPlane, chunk.EndPlane);
        float* target = _workspace;
        for (int plane = first; plane < end; plane++)
        {
            Gather(chunk, plane, target);
            target += _scratch.Plane;
        }

        for (int plane = chunk.BeginPlane; plane < chunk.EndPlane; plane++)
        {
            Sum(chunk, plane, first);
            Scatter(chunk, plane);
        }
    }

    /// <summary>Copies the rows of an input plane, each channel to a plane of its own, and puts zeros where there are none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Gather(RowChunk chunk, int plane, float* target)
    {
        ConvGeometry g = _call.Plan.Geometry;
        nint row = _call.Plan.Row;
        (int first, int end) = g.Height.Inputs(chunk.BeginRow, chunk.EndRow);
        int before = (int)(first - g.Height.Origin(chunk.BeginRow));
        int after = (int)g.Height.Span(chunk.EndRow - chunk.BeginRow) - before - (end - first);
        float* source = _call.Tensors.Source + (chunk.Image * g.Source.Batch) + (plane * g.Source.Depth) + (first * g.Source.Height);
        float* to = target + (before * row) + g.Width.PadBefore;
        if (g.Source.Channel == 1 && g.InputChannels > 1)
        {
            ChannelCopy.Scatter(source, g.InputChannels, to, new(row, 1, _scratch.Channel), end - first, g.Width.Input, g.InputChannels, streams: false);
        }

        for (int channel = 0; channel < g.InputChannels; channel++)
        {
            Clear(target, before * row);
            Clear(to + ((end - first) * row) - g.Width.PadBefore, after * row);
            if (g.Source.Width == 1)
            {
                CopyRows(source + (channel * g.Source.Channel), g.Source.Height, to, row, end - first, g.Width.Input);
            }

            target += _scratch.Channel;
            to += _scratch.Channel;
        }
    }

    /// <summary>Sums the rows of an output plane into the band.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Sum(RowChunk chunk, int plane, int firstPlane)
    {
        ConvGeometry g = _call.Plan.Geometry;
        PixelCode code = _call.Plan.Code;
        BlockPlan block = _call.Weights.Blocks[0];
        TapRange kd = g.Depth.Taps(plane);
        TileArgs args = default;
        args.InputTapStride = g.Width.Dilation;
        args.InputChannelStride = _scratch.Channel;
        args.InputRowStride = (nint)g.Height.Dilation * _call.Plan.Row;
        args.InputPlaneStride = g.Depth.Dilation * _scratch.Plane;
        args.WeightRowStride = (nint)g.InputChannels * block.Width * g.Width.Kernel;
        args.WeightPlaneStride = g.Height.Kernel * args.WeightRowStride;
        args.Weights = _call.Weights.Weights(group: 0, block) + (kd.First * args.WeightPlaneStride);
        args.Bias = _call.Weights.Bias(group: 0, block);
        args.Planes = kd.Count;
        args.Rows = g.Height.Kernel;
        args.OutputPixelStride = _scratch.Band;
        args.Low = _call.Tensors.Epilogue.Low;
        args.High = _call.Tensors.Epilogue.High;
        args.Input = _workspace + ((g.Depth.Position(plane, kd) - firstPlane) * _scratch.Plane);
        args.Output = _workspace + _scratch.Output;
        RowSplit split = code.Split((int)_call.Plan.Vectors(chunk.EndRow - chunk.BeginRow));
        for (int tile = 0; tile < split.Count; tile++)
        {
            code.Tiles[split[tile] - 1](&args);
            args.Input += split[tile] * code.Lanes;
            args.Output += split[tile] * code.Lanes;
        }
    }

    /// <summary>Copies the pixels of the band to the output.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Scatter(RowChunk chunk, int plane)
    {
        ConvGeometry g = _call.Plan.Geometry;
        int rows = chunk.EndRow - chunk.BeginRow;
        float* band = _workspace + _scratch.Output;
        float* target = _call.Tensors.Target + (chunk.Image * g.Target.Batch) + (plane * g.Target.Depth) + (chunk.BeginRow * g.Target.Height);
        if (g.Target.Width != 1)
        {
            ChannelCopy.Gather(band, new(_call.Plan.Row, 1, _scratch.Band), rows, g.Output.Width, g.Filters, target, g.Filters);
            return;
        }

        for (int filter = 0; filter < g.Filters; filter++)
        {
            CopyRows(band, _call.Plan.Row, target, g.Target.Height, rows, g.Output.Width);
            band += _scratch.Band;
            target += g.Target.Channel;
        }
    }

    private static void CopyRows(float* source, nint sourceRow, float* target, nint targetRow, int rows, int pixels)
    {
        long bytes = (long)pixels * sizeof(float);
        for (int row = 0; row < rows; row++)
        {
            Buffer.MemoryCopy(source + (row * sourceRow), target + (row * targetRow), bytes, bytes);
        }
    }

    private static void Clear(float* start, nint count) => new Span<float>(start, checked((int)count)).Clear();
}
