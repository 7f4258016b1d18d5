using Conv3DGen.Kernels;

namespace Conv3DGen.Winograd;

/// <summary>
/// A layer's weights with F(4,3) along the width, [block of filters][kernel plane][kernel row][input channel][frequency][filter of the
/// block], filters padded with zeros to whole blocks; then one bias per padded filter. Computed in double and rounded once.
/// </summary>
internal sealed unsafe class RowWeights
{
    private readonly NativeFloats _memory;
    private readonly nint _block;
    private readonly nint _biasOffset;
    private readonly int _width;

    /// <summary>Transforms a layer's weights.</summary>
    /// <param name="weights">One group, three taps along the width.</param>
    /// <param name="width">Filters of a block.</param>
    public RowWeights(ConvWeights weights, int width)
    {
        PaddedFilters = (weights.Filters + width - 1) / width * width;
        int rows = weights.KernelSize.Depth * weights.KernelSize.Height;
        _width = width;
        _block = (nint)rows * weights.ChannelsPerGroup * RowPlan.Transform.Frequencies * width;
        _biasOffset = PaddedFilters / width * _block;
        _memory = new(_biasOffset + PaddedFilters);
        _memory.Clear();
        weights.Bias.Span.CopyTo(new Span<float>(Bias(0), weights.Filters));
        for (int row = 0; row < rows; row++)
        {
            for (int channel = 0; channel < weights.ChannelsPerGroup; channel++)
            {
                Fill(weights, row, channel);
            }
        }
    }

    /// <summary>Filters, rounded up to whole blocks.</summary>
    public int PaddedFilters { get; }

    public long Bytes => _memory.Bytes;

    /// <summary>The weights of a block of filters.</summary>
    public float* Block(int block) => _memory.Start + (block * _block);

    /// <summary>The biases of a block of filters.</summary>
    public float* Bias(int block) => _memory.Start + _biasOffset + ((nint)block * _width);

    /// <summary>The taps of one kernel row and channel to frequencies.</summary>
    private void Fill(ConvWeights weights, int row, int channel)
    {
        AxisTransform transform = RowPlan.Transform;
        nint offset = ((nint)row * weights.ChannelsPerGroup + channel) * transform.Frequencies * _width;
        ReadOnlySpan<float> kernel = weights.Kernel.Span;
        for (int filter = 0; filter < weights.Filters; filter++)
        {
            float* to = Block(filter / _width) + offset + (filter % _width);
            for (int f = 0; f < transform.Frequencies; f++)
            {
                double sum = 0;
                for (int tap = 0; tap < transform.Taps; tap++)
                {
                    int at = (((((row * transform.Taps) + tap) * weights.ChannelsPerGroup) + channel) * weights.Filters) + filter;
                    sum += kernel[at] * transform.Weights[f][tap];
                }

                to[f * _width] = (float)sum;
            }
        }
    }
}
