using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Conv3DGen.Kernels;

/// <summary>Computes chunks on one thread: a tap after the other, of a tap one block of filters after the other.</summary>
internal readonly unsafe struct TapDriver(TapCall call, float* workspace) : IChunkDriver
{
    /// <summary>The weights of so many channels, for a usual block, fill half of a first cache: all tiles use them before the next.</summary>
    private const int ChannelsAtOnce = 128;

    private readonly TapPlan _plan = call.Plan;
    private readonly ConvCall _tensors = call.Tensors;
    private readonly TapCut _cut = call.Cut;
    private readonly TapScratch _scratch = new(call.Plan, call.Cut);
    private readonly float* _workspace = workspace;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int index)
    {
        TapChunk chunk = _cut[index];
        Int3 kernel = _plan.Geometry.KernelSize;
        var input = new TapInput(_tensors, chunk, _scratch, _workspace);
        NativeMemory.Clear(_workspace + _scratch.Sums, (nuint)((chunk.EndBlock - chunk.FirstBlock) * _scratch.Block * sizeof(float)));
        for (int kd = 0, tap = 0; kd < kernel.Depth; kd++)
        {
            for (int kh = 0; kh < kernel.Height; kh++)
            {
                for (int kw = 0; kw < kernel.Width; kw++, tap++)
                {
                    int pixels = input.Gather(kd, kh, kw);
                    if (pixels > 0)
                    {
                        Add(chunk, tap, pixels);
                    }
                }
            }
        }

        Finish(chunk);
    }

    /// <summary>Adds a tap to the sums of the pixels that have it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Add(TapChunk chunk, int tap, int pixels)
    {
        int channels = _plan.Geometry.InputChannels;
        TileArgs args = default;
        args.InputPixelStride = _scratch.InputPixel;
        args.InputChannelStride = 1;
        args.Output = _workspace + _scratch.Sums;
        for (int index = chunk.FirstBlock; index < chunk.EndBlock; index++)
        {
            TileSet tiles = _plan.Tiles[index];
            RowSplit split = tiles.Split(TileKind.Strided, pixels);
            float* weights = Weights(index, tap);
            float* next = index + 1 < chunk.EndBlock ? Weights(index + 1, tap) : Weights(chunk.FirstBlock, tap + 1); // after the last tap it is never read
            nint step = _plan.Weights.Blocks[index].Width;
            for (int channel = 0; channel < channels; channel += ChannelsAtOnce)
            {
                args.Run = Math.Min(ChannelsAtOnce, channels - channel);
                args.Input = _workspace + channel;
                args.Weights = weights + (channel * step);
                args.OutputOffsets = (nint*)(_workspace + _scratch.Offsets);
                nint ahead = channel + args.Run < channels ? args.Run * step : (nint)(next - args.Weights);
                for (int tile = 0; tile < split.Count; tile++)
                {
                    args.Prefetch = tile == 0 ? ahead : 0;
                    args.PrefetchLast = tile == Math.Min(1, split.Count - 1) ? ahead : 0;
                    tiles.Kernel(TileKind.Strided, split[tile])(&args);
                    args.Input += split[tile] * _scratch.InputPixel;
                    args.OutputOffsets += split[tile];
                }
            }

            args.Output += _scratch.Block;
        }
    }

    /// <summary>Bias, clamp, and to where the outputs belong.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Finish(TapChunk chunk)
    {
        ConvGeometry g = _plan.Geometry;
        TensorStrides target = g.Target;
        nint pixels = (nint)(chunk.EndPlane - chunk.BeginPlane) * _plan.Pixels;
        float* sums = _workspace + _scratch.Sums;
        for (int index = chunk.FirstBlock; index < chunk.EndBlock; index++)
        {
            BlockPlan block = _plan.Weights.Blocks[index];
            for (nint pixel = 0; pixel < pixels; pixel++)
            {
                Finish(sums + (pixel * _scratch.SumPixel), _plan.Weights.Bias(0, block), block.Width);
            }

            float* from = sums;
            for (int plane = chunk.BeginPlane; plane < chunk.EndPlane; plane++)
            {
                (int image, int depth) = Math.DivRem(plane, g.Output.Depth);
                float* to = _tensors.Target + (image * target.Batch) + (depth * target.Depth) + (block.FirstFilter * target.Channel);
                ChannelCopy.Scatter(
                    from, (int)_scratch.SumPixel, to, new(target.Height, target.Width, target.Channel), g.Output.Height, g.Output.Width, block.Filters, streams: false);
                from += _plan.Pixels * _scratch.SumPixel;
            }

            sums += _scratch.Block;
        }
    }

    /// <summary>Bias, then the clamp, of a pixel: vectors that divide every block. Comparisons with NaN are false, so NaN passes through.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Finish(float* sums, float* bias, int width)
    {
        Vector128<float> low = Vector128.Create(_tensors.Epilogue.Low);
        Vector128<float> high = Vector128.Create(_tensors.Epilogue.High);
        for (int lane = 0; lane < width; lane += Vector128<float>.Count)
        {
            Vector128<float> y = Vector128.Load(sums + lane) + Vector128.Load(bias + lane);
            y = Vector128.ConditionalSelect(Vector128.LessThan(y, low), low, y);
            Vector128.ConditionalSelect(Vector128.GreaterThan(y, high), high, y).Store(sums + lane);
        }
    }

    private float* Weights(int index, int tap)
    {
        BlockPlan block = _plan.Weights.Blocks[index];
        return _plan.Weights.Weights(0, block) + ((nint)tap * _plan.Geometry.InputChannels * block.Width);
    }
}
