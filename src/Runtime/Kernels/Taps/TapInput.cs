using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Conv3DGen.Kernels;

/// <summary>The inputs of a chunk, and the pixels of a tap brought together.</summary>
internal readonly unsafe struct TapInput
{
    private readonly ConvGeometry _geometry;
    private readonly TapChunk _chunk;
    private readonly TapScratch _scratch;
    private readonly float* _workspace;
    private readonly float* _source;
    private readonly TensorStrides _strides;

    /// <summary>Prepares a chunk: where the tensors are channels first, its input planes are transposed once for all taps.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public TapInput(ConvCall tensors, TapChunk chunk, TapScratch scratch, float* workspace)
    {
        _geometry = tensors.Geometry;
        _chunk = chunk;
        _scratch = scratch;
        _workspace = workspace;
        _source = tensors.Source;
        _strides = _geometry.Source;
        if (_geometry.Format == DataFormat.ChannelsFirst)
        {
            _strides = TensorStrides.Of(DataFormat.ChannelsLast, _geometry.InputChannels, _geometry.Input);
            _source = Transposed();
        }
    }

    /// <summary>Brings the inputs of the pixels that have a tap together, and notes where their sums lie.</summary>
    /// <returns>How many pixels have it.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Gather(int kd, int kh, int kw)
    {
        ConvGeometry g = _geometry;
        (int firstPlane, int endPlane) = g.Depth.OutputsOf(kd);
        (int firstRow, int endRow) = g.Height.OutputsOf(kh);
        (int firstColumn, int endColumn) = g.Width.OutputsOf(kw);
        if (firstRow >= endRow || firstColumn >= endColumn)
        {
            return 0;
        }

        nint step = g.Width.Stride * _strides.Width;
        nint row = g.Height.Stride * _strides.Height;
        nint corner = (g.Height.Position(firstRow, new(kh, 1)) * _strides.Height) + (g.Width.Position(firstColumn, new(kw, 1)) * _strides.Width);
        float* to = _workspace;
        nint* offsets = (nint*)(_workspace + _scratch.Offsets);
        int count = 0;
        for (int plane = _chunk.BeginPlane; plane < _chunk.EndPlane; plane++)
        {
            (int image, int depth) = Math.DivRem(plane, g.Output.Depth);
            if (depth < firstPlane || depth >= endPlane)
            {
                continue;
            }

            float* fromRow = _source + (image * _strides.Batch) + (g.Depth.Position(depth, new(kd, 1)) * _strides.Depth) + corner;
            for (int oh = firstRow; oh < endRow; oh++)
            {
                float* from = fromRow;
                nint sums = (((((nint)(plane - _chunk.BeginPlane) * g.Output.Height) + oh) * g.Output.Width) + firstColumn) * _scratch.SumPixel;
                for (int ow = firstColumn; ow < endColumn; ow++)
                {
                    Copy(from, to, g.InputChannels);
                    offsets[count++] = sums;
                    from += step;
                    to += _scratch.InputPixel;
                    sums += _scratch.SumPixel;
                }

                fromRow += row;
            }
        }

        return count;
    }

    /// <summary>Transposes the input planes of the chunk.</summary>
    /// <returns>Where the first plane of the first image lies or, if the chunk has no use for that one, would lie.</returns>
    private float* Transposed()
    {
        ConvGeometry g = _geometry;
        (int firstImage, int firstDepth) = Math.DivRem(_chunk.BeginPlane, g.Output.Depth);
        (int lastImage, int lastDepth) = Math.DivRem(_chunk.EndPlane - 1, g.Output.Depth);
        nint skipped = ((nint)firstImage * _strides.Batch) + (g.Depth.Inputs(firstDepth, firstDepth + 1).First * _strides.Depth);
        float* target = _workspace + _scratch.Planes - skipped;
        for (int image = firstImage; image <= lastImage; image++)
        {
            (int first, int end) = g.Depth.Inputs(image == firstImage ? firstDepth : 0, image == lastImage ? lastDepth + 1 : g.Output.Depth);
            for (int plane = first; plane < end; plane++)
            {
                float* from = _source + (image * g.Source.Batch) + (plane * g.Source.Depth);
                float* to = target + (image * _strides.Batch) + (plane * _strides.Depth);
                ChannelCopy.Gather(from, new(g.Source.Height, g.Source.Width, g.Source.Channel), g.Height.Input, g.Width.Input, g.InputChannels, to, g.InputChannels);
            }
        }

        return target;
    }

    /// <summary>Copies the channels of a pixel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Copy(float* from, float* to, int channels)
    {
        int c = 0;
        for (; c <= channels - (2 * Vector256<float>.Count); c += 2 * Vector256<float>.Count)
        {
            Vector256<float> low = Vector256.Load(from + c);
            Vector256<float> high = Vector256.Load(from + c + Vector256<float>.Count);
            low.Store(to + c);
            high.Store(to + c + Vector256<float>.Count);
        }

        for (; c < channels; c++)
        {
            to[c] = from[c];
        }
    }
}
