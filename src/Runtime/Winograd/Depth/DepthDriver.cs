using System.Numerics;
using System.Runtime.CompilerServices;
using Conv3DGen.Kernels;

namespace Conv3DGen.Winograd;

/// <summary>
/// Computes chunks on one thread: input planes to frequencies, a direct convolution of each, and products to output planes, a block of
/// filters after the other.
/// </summary>
internal readonly unsafe struct DepthDriver : IChunkDriver
{
    /// <summary>Pixels whose outputs stay in the first cache until they are stored past all of them.</summary>
    private const int StreamedPixels = 32;

    private readonly DepthCall _call;
    private readonly DepthScratch _scratch;
    private readonly float* _workspace;
    private readonly bool _streams;

    /// <summary>Prepares a thread of a call.</summary>
    /// <param name="call">The call.</param>
    /// <param name="workspace">Memory of <see cref="DepthScratch.Floats"/>, aligned to 64 bytes.</param>
    public DepthDriver(DepthCall call, float* workspace)
    {
        _call = call;
        _scratch = new(call.Plan, call.Cut);
        _workspace = workspace;
        _streams = call.Tensors.OutlivesCache && StreamedCopy.IsSupported;
        new Span<float>(workspace + _scratch.Zeros, checked((int)_scratch.Input)).Clear();
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int index)
    {
        DepthChunk chunk = _call.Cut[index];
        ConvGeometry plane = _call.Plan.Plane;
        (int first, int end) = plane.Height.Inputs(chunk.Begin, chunk.End);
        float** frequencies = stackalloc float*[_call.Plan.Transform.Frequencies];
        if (first < end)
        {
            Transform(chunk, first, end, frequencies);
        }

        bool byPixels = plane.Loops.IsSingleRow; // a plane of one tap is
        int unit = byPixels ? plane.Output.Width : 1;
        int planes = _call.Plan.Tiles.Outputs(chunk.Tile);
        (int firstBlock, int endBlock) = _call.Cut.BlocksOf(chunk.Part, _call.Packed.Blocks.Length);
        for (int block = firstBlock; block < endBlock; block++)
        {
            foreach (DepthPhase phase in _call.Plan.Transform.Phases)
            {
                for (int f = phase.FirstFrequency; f < phase.FirstFrequency + phase.Needed(planes); f++)
                {
                    float* source = first < end ? frequencies[f] - (first * plane.Source.Height) : null;
                    var driver = new DirectDriver(new(plane, source, null, Activation.Linear), _call.Weights[f], _workspace + _scratch.Tile);
                    driver.RunInto(new(0, 0, 1, 0, block, 1, chunk.Begin * unit, chunk.End * unit), _workspace + _scratch.Products + (f * _scratch.Product), byPixels);
                }
            }

            Finish(chunk, _call.Packed.Blocks[block]);
        }

        if (_streams)
        {
            StreamedCopy.Fence();
        }
    }

    /// <summary>Input rows [first, end) of the window's planes to frequencies, channels side by side; where those are, in order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Transform(DepthChunk chunk, int first, int end, float** frequencies)
    {
        ConvGeometry g = _call.Plan.Geometry;
        AxisTiles tiles = _call.Plan.Tiles;
        float* source = _call.Tensors.Source + (chunk.Image * g.Source.Batch) + (tiles.InputOrigin(chunk.Tile) * g.Source.Depth) + (first * g.Source.Height);
        nint count = (nint)(end - first) * g.Width.Input * g.InputChannels;
        bool gathers = g.Source.Channel != 1 || count < Vector<float>.Count;
        (int begin, int past) = tiles.Inside(chunk.Tile, _call.Plan.Transform.Window);
        foreach (DepthPhase phase in _call.Plan.Transform.Phases)
        {
            float** planes = frequencies + phase.FirstFrequency;
            float* own = _workspace + (phase.FirstFrequency * _scratch.Input);
            for (int i = 0; i < phase.Needed(tiles.Outputs(chunk.Tile)); i++)
            {
                int plane = phase.First + (i * phase.Stride);
                float* from = source + ((nint)plane * tiles.Step * g.Source.Depth);
                float* to = own + (i * _scratch.Input);
                bool inside = plane >= begin && plane < past;
                planes[i] = !inside ? _workspace + _scratch.Zeros : gathers ? to : from;
                if (inside && gathers)
                {
                    ChannelCopy.Gather(from, new(g.Source.Height, g.Source.Width, g.Source.Channel), end - first, g.Width.Input, g.InputChannels, to, g.InputChannels);
                }
            }

            if (phase.IsCopy)
            {
                continue; // the microkernels read the planes where they are
            }

            DepthInput.Run(phase.Transform.Form, planes, gathers, own, _scratch.Input, count);
            for (int i = 0; i < phase.Frequencies; i++)
            {
                planes[i] = own + (i * _scratch.Input);
            }
        }
    }

    /// <summary>The products of a block of filters to outputs.</summary>
    private void Finish(DepthChunk chunk, BlockPlan block)
    {
        ConvGeometry g = _call.Plan.Geometry;
        TensorStrides strides = g.Target;
        AxisTiles tiles = _call.Plan.Tiles;
        int planes = tiles.Outputs(chunk.Tile);
        int rows = chunk.End - chunk.Begin;
        nint pixels = (nint)rows * g.Output.Width;
        nint step = tiles.Step * strides.Depth;
        float* target = _call.Tensors.Target + (chunk.Image * strides.Batch) + (tiles.Origin(chunk.Tile) * strides.Depth) + (chunk.Begin * strides.Height) + (block.FirstFilter * strides.Channel);
        float* products = _workspace + _scratch.Products;
        float* scratch = _workspace + _scratch.Outputs;
        bool whole = strides.Channel == 1 && block.Filters == block.Width && block.Width % Vector<float>.Count == 0;
        if (whole && !(_streams && StreamedCopy.Fits(target, block.Width)))
        {
            Output(products, pixels, block, target, strides.Width, step, planes);
            return;
        }

        nint run = whole ? StreamedPixels : pixels;
        for (nint pixel = 0; pixel < pixels; pixel += run)
        {
            int count = (int)Math.Min(run, pixels - pixel);
            Output(products + (pixel * block.Width), count, block, scratch, block.Width, _scratch.Product, planes);
            for (int plane = 0; plane < planes; plane++)
            {
                float* from = scratch + (plane * _scratch.Product);
                float* to = target + (plane * step) + (pixel * strides.Width);
                if (whole)
                {
                    StreamedCopy.Run(from, block.Width, to, strides.Width, count);
                }
                else
                {
                    ChannelCopy.Scatter(from, block.Width, to, new(strides.Height, strides.Width, strides.Channel), rows, g.Output.Width, block.Filters, _streams);
                }
            }
        }
    }

    private void Output(float* products, nint pixels, BlockPlan block, float* target, nint targetPixel, nint targetPlane, int planes)
    {
        float* bias = _call.Packed.Bias(0, block);
        if (block.Width % Vector<float>.Count != 0)
        {
            float* repeated = _workspace + _scratch.Bias;
            for (int i = 0; i < block.Width + Vector<float>.Count; i++)
            {
                repeated[i] = bias[i % block.Width];
            }

            bias = repeated;
        }

        var result = new DepthBlock(target, targetPixel, targetPlane, planes, bias, block.Width, _call.Tensors.Epilogue);
        ReadOnlySpan<DepthPhase> phases = _call.Plan.Transform.Phases;
        DepthPhase last = phases[^1];
        DepthOutput.Run(phases[0].Transform.Form, last.Transform.Form, last.FirstFrequency, products, _scratch.Product, pixels * block.Width, in result);
    }
}
