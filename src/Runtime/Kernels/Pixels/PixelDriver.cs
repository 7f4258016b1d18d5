using System.Runtime.CompilerServices;

namespace Conv3DGen.Kernels;

/// <summary>Computes chunks on one thread: copies the planes that a chunk needs, then sums a plane of outputs and copies it to where it belongs.</summary>
internal readonly unsafe partial struct PixelDriver : IChunkDriver
{
    private readonly PixelCall _call;
    private readonly PixelScratch _scratch;
    private readonly PixelInput _input;
    private readonly float* _workspace;
    private readonly nint* _rowOffsets;
    private readonly nint* _tapOffsets;

    /// <summary>Prepares a thread of a call.</summary>
    /// <param name="call">The call.</param>
    /// <param name="workspace">Memory of <see cref="PixelScratch.Floats"/>, aligned to 64 bytes.</param>
    public PixelDriver(PixelCall call, float* workspace)
    {
        _call = call;
        _workspace = workspace;
        _scratch = new(call.Plan, call.Cut);
        _input = new(call.Plan, _scratch);
        _rowOffsets = (nint*)(workspace + _scratch.Tables);
        _tapOffsets = _rowOffsets + call.Plan.Geometry.Height.Kernel;
        _input.Tables(_rowOffsets, _tapOffsets);
        if (call.Plan.HasZeros)
        {
            PixelInput.Clear(workspace, _scratch.Output); // copies leave the zeros between pixels as they are
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int index)
    {
        (int place, int part) = Math.DivRem(index, _call.Plan.Parts);
        RowChunk chunk = _call.Cut[place];
        GroupRange groups = _call.Plan.Groups(part);
        if (_call.Plan.InPlace)
        {
            new PixelRows(_call, _scratch, _workspace).Run(chunk, groups.First);
            return;
        }

        ConvGeometry g = _call.Plan.Geometry;
        (int first, int end) = g.Depth.Inputs(chunk.BeginPlane, chunk.EndPlane);
        float* source = _call.Tensors.Source + (chunk.Image * g.Source.Batch) + (groups.First * g.InputChannelsPerGroup * g.Source.Channel);
        for (int plane = first; plane < end; plane++)
        {
            _input.Gather(source + (plane * g.Source.Depth), chunk, groups.Count * g.InputChannelsPerGroup, _workspace + ((plane - first) * _scratch.Plane));
        }

        int rows = chunk.EndRow - chunk.BeginRow;
        int step = _call.Plan.BandRows(rows);
        for (int plane = chunk.BeginPlane; plane < chunk.EndPlane; plane++)
        {
            if (_call.Plan.StoresRows)
            {
                StoreRows(chunk, groups.First, plane, first);
                continue;
            }

            for (int row = 0; row < rows; row += step)
            {
                int count = Math.Min(step, rows - row);
                Sum(groups, plane, first, row, count);
                Scatter(chunk, groups, plane, row, count);
            }
        }
    }

    /// <summary>Sums rows of an output plane into the band, a group after the other.</summary>
    /// <param name="groups">The groups.</param>
    /// <param name="plane">The output plane.</param>
    /// <param name="firstPlane">The first input plane of the chunk.</param>
    /// <param name="row">The first row, from the chunk's on.</param>
    /// <param name="rows">How many.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Sum(GroupRange groups, int plane, int firstPlane, int row, int rows)
    {
        PixelCode code = _call.Plan.Code;
        ConvGeometry g = _call.Plan.Geometry;
        TapRange kd = g.Depth.Taps(plane);
        TileArgs args = Args(kd.Count, _scratch.Band);
        float* input = _workspace + ((g.Depth.Position(plane, kd) - firstPlane) * _scratch.Plane) + (row * (nint)_call.Plan.Row);
        float* output = _workspace + _scratch.Output;
        RowSplit split = code.Split((int)_call.Plan.Vectors(rows));
        for (int group = groups.First; group < groups.First + groups.Count; group++)
        {
            var filters = new PixelFilters(_call, &args, group, kd.First);
            nint pixel = 0;
            for (int tile = 0; tile < split.Count; tile++)
            {
                args.Input = input + pixel;
                filters.Run(code.Tiles[split[tile] - 1], output + pixel);
                pixel += split[tile] * code.Lanes;
            }

            input += g.InputChannelsPerGroup * _scratch.Channel;
            output += g.FiltersPerGroup * _scratch.Band;
        }
    }

    /// <summary>What tiles of a plane have in common.</summary>
    /// <param name="planes">Kernel planes inside the input.</param>
    /// <param name="outputStride">From one filter of the output to the next.</param>
    private TileArgs Args(int planes, nint outputStride)
    {
        ConvGeometry g = _call.Plan.Geometry;
        return new()
        {
            RowOffsets = _rowOffsets,
            TapOffsets = _tapOffsets,
            InputTapStride = g.Width.Dilation,
            InputChannelStride = _scratch.Channel,
            InputRowStride = (nint)g.Height.Dilation * _call.Plan.Row,
            InputPlaneStride = g.Depth.Dilation * _scratch.Plane,
            Planes = planes,
            Rows = g.Height.Kernel,
            OutputPixelStride = outputStride,
            Low = _call.Tensors.Epilogue.Low,
            High = _call.Tensors.Epilogue.High,
        };
    }

    /// <summary>Copies the pixels of the band to the output.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Scatter(RowChunk chunk, GroupRange groups, int plane, int row, int rows)
    {
        ConvGeometry g = _call.Plan.Geometry;
        float* band = _workspace + _scratch.Output;
        int filters = groups.Count * g.FiltersPerGroup;
        float* target = _call.Tensors.Target + (chunk.Image * g.Target.Batch) + (plane * g.Target.Depth) + ((chunk.BeginRow + row) * g.Target.Height)
            + (groups.First * g.FiltersPerGroup * g.Target.Channel);
        if (g.Target.Width != 1)
        {
            ChannelCopy.Transpose(band, new(_call.Plan.Row, 1, _scratch.Band), target, new(g.Target.Height, g.Target.Width, 1), rows, g.Output.Width, filters);
            return;
        }

        for (int filter = 0; filter < filters; filter++)
        {
            PixelInput.CopyRows(band, _call.Plan.Row, target, g.Target.Height, rows, g.Output.Width);
            band += _scratch.Band;
            target += g.Target.Channel;
        }
    }
}
