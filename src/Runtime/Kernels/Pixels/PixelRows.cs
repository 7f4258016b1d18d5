using System.Runtime.CompilerServices;

namespace Conv3DGen.Kernels;

/// <summary>
/// Convolutions of planes that are rows of pixels already, each channel a row: kernels without taps in the plane, channels_first. Tiles lie
/// on the tensors themselves. Where several tiles of filters read the same inputs, these are copied first: in the tensors, channels are
/// often a multiple of a page apart, and would share a few sets of a cache.
/// </summary>
internal readonly unsafe struct PixelRows(PixelCall call, PixelScratch scratch, float* workspace)
{
    /// <summary>How far the pixels of a channel are fetched ahead, in floats: half or twice as far is as good.</summary>
    private const int Ahead = 512;

    private readonly PixelCall _call = call;
    private readonly PixelScratch _scratch = scratch;
    private readonly float* _workspace = workspace;

    /// <summary>The geometry with rows as long as the tensor allows, at least a vector; null where that is no such convolution.</summary>
    public static ConvGeometry? Of(ConvGeometry geometry, int lanes)
    {
        if (geometry.Format != DataFormat.ChannelsFirst || !geometry.Height.IsPointwise || !geometry.Width.IsPointwise)
        {
            return null;
        }

        (int depth, int height, int width) = (geometry.Depth.Input, geometry.Height.Input, geometry.Width.Input);
        (depth, height) = geometry.Depth.IsPointwise ? (1, depth * height) : (depth, height);
        (height, width) = width >= lanes ? (height, width) : (1, height * width);
        var spec = new ConvSpec((geometry.Depth.Kernel, 1, 1), (geometry.Depth.Stride, 1, 1), (geometry.Depth.Dilation, 1, 1), geometry.Depth.Padding)
        {
            Filters = geometry.Filters,
            Groups = geometry.Groups,
        };
        return width >= lanes ? new(spec, geometry.Batch, (depth, height, width), geometry.InputChannels, DataFormat.ChannelsFirst) : null;
    }

    /// <summary>Computes a chunk of a group.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(RowChunk chunk, int group)
    {
        ConvGeometry g = _call.Plan.Geometry;
        int pixels = (chunk.EndRow - chunk.BeginRow) * g.Width.Input;
        (int first, int end) = g.Depth.Inputs(chunk.BeginPlane, chunk.EndPlane);
        float* input = _call.Tensors.Source + (chunk.Image * g.Source.Batch) + (first * g.Source.Depth) + (chunk.BeginRow * g.Source.Height)
            + (group * g.InputChannelsPerGroup * g.Source.Channel);
        TileArgs args = default;
        args.InputChannelStride = g.Source.Channel;
        nint planeStride = g.Source.Depth;
        if (_call.Plan.Packs)
        {
            for (int plane = first; plane < end; plane++)
            {
                float* from = input + ((plane - first) * g.Source.Depth);
                float* to = _workspace + ((plane - first) * _scratch.Plane);
                PixelInput.CopyRows(from, g.Source.Channel, to, _scratch.Channel, g.InputChannelsPerGroup, pixels);
            }

            input = _workspace;
            args.InputChannelStride = _scratch.Channel;
            planeStride = _scratch.Plane;
        }

        args.InputPlaneStride = g.Depth.Dilation * planeStride;
        args.Rows = 1;
        args.OutputPixelStride = g.Target.Channel;
        args.Low = _call.Tensors.Epilogue.Low;
        args.High = _call.Tensors.Epilogue.High;
        float* output = _call.Tensors.Target + (chunk.Image * g.Target.Batch) + (chunk.BeginRow * g.Target.Height) + (group * g.FiltersPerGroup * g.Target.Channel);
        for (int plane = chunk.BeginPlane; plane < chunk.EndPlane; plane++)
        {
            TapRange kd = g.Depth.Taps(plane);
            args.Planes = kd.Count;
            float* at = input + ((g.Depth.Position(plane, kd) - first) * planeStride);
            Sum(&args, new(_call, &args, group, kd.First), at, output + (plane * g.Target.Depth), pixels);
        }
    }

    /// <summary>Sums the pixels of an output plane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Sum(TileArgs* args, PixelFilters filters, float* input, float* output, int pixels)
    {
        PixelCode code = _call.Plan.Code;
        PixelSplit split = new(code, pixels);
        int at = 0;
        for (int tile = 0; tile < split.Count; tile++)
        {
            int vectors = split[tile];
            at = split.Begin(at, vectors);
            if (Prefetch.IsSupported && _call.Plan.FetchesInput)
            {
                Prefetch.ToSecond(input + at + Ahead, _call.Plan.Geometry.InputChannelsPerGroup, args->InputChannelStride, vectors * code.Lanes);
            }

            args->Input = input + at;
            filters.Run(code.Tiles[vectors - 1], output + at);
            at += vectors * code.Lanes;
        }
    }
}
