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
        (int place, int part) = Math.DivRem(index, _call.Plan.Parts);
        RowChunk chunk = _call.Cut[place];
        GroupRange groups = _call.Plan.Groups(part);
        (int first, int end) = _call.Plan.Geometry.Depth.Inputs(chunk.BeginPlane, chunk.EndPlane);
        float* target = _workspace;
        for (int plane = first; plane < end; plane++)
        {
            Gather(chunk, groups, plane, target);
            target += _scratch.Plane;
        }

        for (int plane = chunk.BeginPlane; plane < chunk.EndPlane; plane++)
        {
            Sum(chunk, groups, plane, first);
            Scatter(chunk, groups, plane);
        }
    }

    /// <summary>Copies the rows of an input plane, each channel to a plane of its own, and puts zeros where there are none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Gather(RowChunk chunk, GroupRange groups, int plane, float* target)
    {
        ConvGeometry g = _call.Plan.Geometry;
        nint row = _call.Plan.Row;
        (int first, int end) = g.Height.Inputs(chunk.BeginRow, chunk.EndRow);
        int before = (int)(first - g.Height.Origin(chunk.BeginRow));
        int after = (int)g.Height.Span(chunk.EndRow - chunk.BeginRow) - before - (end - first);
        int channels = groups.Count * g.InputChannelsPerGroup;
        float* source = _call.Tensors.Source + (chunk.Image * g.Source.Batch) + (plane * g.Source.Depth) + (first * g.Source.Height)
            + (groups.First * g.InputChannelsPerGroup * g.Source.Channel);
        float* to = target + (before * row) + g.Width.PadBefore;
        if (g.Source.Width != 1)
        {
            ChannelCopy.Scatter(source, g.InputChannels, to, new(row, 1, _scratch.Channel), end - first, g.Width.Input, channels, streams: false);
        }

        for (int channel = 0; channel < channels; channel++)
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

    /// <summary>Sums the rows of an output plane into the band, a group after the other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Sum(RowChunk chunk, GroupRange groups, int plane, int firstPlane)
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
        args.WeightRowStride = (nint)g.InputChannelsPerGroup * block.Width * g.Width.Kernel;
        args.WeightPlaneStride = g.Height.Kernel * args.WeightRowStride;
        args.Planes = kd.Count;
        args.Rows = g.Height.Kernel;
        args.OutputPixelStride = _scratch.Band;
        args.Low = _call.Tensors.Epilogue.Low;
        args.High = _call.Tensors.Epilogue.High;
        float* input = _workspace + ((g.Depth.Position(plane, kd) - firstPlane) * _scratch.Plane);
        float* output = _workspace + _scratch.Output;
        RowSplit split = code.Split((int)_call.Plan.Vectors(chunk.EndRow - chunk.BeginRow));
        for (int group = groups.First; group < groups.First + groups.Count; group++)
        {
            args.Weights = _call.Weights.Weights(group, block) + (kd.First * args.WeightPlaneStride);
            args.Bias = _call.Weights.Bias(group, block);
            args.Input = input;
            args.Output = output;
            for (int tile = 0; tile < split.Count; tile++)
            {
                code.Tiles[split[tile] - 1](&args);
                args.Input += split[tile] * code.Lanes;
                args.Output += split[tile] * code.Lanes;
            }

            input += g.InputChannelsPerGroup * _scratch.Channel;
            output += code.Filters * _scratch.Band;
        }
    }

    /// <summary>Copies the pixels of the band to the output.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Scatter(RowChunk chunk, GroupRange groups, int plane)
    {
        ConvGeometry g = _call.Plan.Geometry;
        int rows = chunk.EndRow - chunk.BeginRow;
        float* band = _workspace + _scratch.Output;
        int filters = groups.Count * g.FiltersPerGroup;
        float* target = _call.Tensors.Target + (chunk.Image * g.Target.Batch) + (plane * g.Target.Depth) + (chunk.BeginRow * g.Target.Height)
            + (groups.First * g.FiltersPerGroup * g.Target.Channel);
        if (g.Target.Width != 1)
        {
            ChannelCopy.Interleave(band, new(_call.Plan.Row, 1, _scratch.Band), target, new(g.Target.Height, g.Target.Width, 1), rows, g.Output.Width, filters);
            return;
        }

        for (int filter = 0; filter < filters; filter++)
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
