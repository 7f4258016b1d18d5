using System.Numerics;
using System.Runtime.CompilerServices;
using Conv3DGen.Kernels;

namespace Conv3DGen.Winograd;

/// <summary>
/// Applies G along every axis of every filter, a vector of filters at a time. Each product and sum is a double operation of its own, so
/// that the width of the machine's vectors changes no bit.
/// </summary>
internal readonly unsafe struct WeightTransform(ConvWeights weights, WinogradAxes axes, WinogradForm form)
{
    private readonly ConvWeights _weights = weights;
    private readonly AxisTransform _first = AxisTransform.Of(form.First);
    private readonly AxisTransform _row = AxisTransform.Of(form.Row);
    private readonly AxisTransform _column = AxisTransform.Of(form.Column);
    private readonly int _firstTap = (axes.First.Axis.Kernel - axes.First.As(form.First).Kernel) / 2;
    private readonly int _firstStride = TapStride(axes.First, weights.KernelSize);
    private readonly int _rowStride = TapStride(axes.Row, weights.KernelSize);
    private readonly int _columnStride = TapStride(axes.Column, weights.KernelSize);

    /// <summary>Fills the frequencies.</summary>
    public void Run(TransformedWeights target, int lanes)
    {
        int frequencies = _first.Frequencies * _row.Frequencies * _column.Frequencies;
        int width = Vector<double>.Count;
        Vector<double>* values = stackalloc Vector<double>[frequencies];
        Vector<double>* scratch = stackalloc Vector<double>[frequencies];
        double* lane = stackalloc double[width];
        for (int channel = 0; channel < _weights.ChannelsPerGroup; channel++)
        {
            for (int filter = 0; filter < _weights.Filters; filter += width)
            {
                int count = Math.Min(width, _weights.Filters - filter);
                Load(channel, filter, count, scratch, lane);
                Along(_first, 1, _row.Taps * _column.Taps, scratch, values);
                Along(_row, _first.Frequencies, _column.Taps, values, scratch);
                Along(_column, _first.Frequencies * _row.Frequencies, 1, scratch, values);
                Store(target, lanes, channel, filter, count, frequencies, values);
            }
        }
    }

    /// <summary>Taps in role order, [first][row][column].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Load(int channel, int filter, int count, Vector<double>* taps, double* lane)
    {
        ReadOnlySpan<float> kernel = _weights.Kernel.Span;
        new Span<double>(lane, Vector<double>.Count).Clear();
        for (int first = 0, at = 0; first < _first.Taps; first++)
        {
            for (int row = 0; row < _row.Taps; row++)
            {
                for (int column = 0; column < _column.Taps; column++, at++)
                {
                    int tap = ((_firstTap + first) * _firstStride) + (row * _rowStride) + (column * _columnStride);
                    ReadOnlySpan<float> from = kernel.Slice((((tap * _weights.ChannelsPerGroup) + channel) * _weights.Filters) + filter, count);
                    for (int i = 0; i < count; i++)
                    {
                        lane[i] = from[i];
                    }

                    taps[at] = Vector.Load(lane);
                }
            }
        }
    }

    /// <summary>[outer][tap][inner] to [outer][frequency][inner].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Along(AxisTransform axis, int outer, int inner, Vector<double>* source, Vector<double>* target)
    {
        for (int f = 0; f < axis.Frequencies; f++)
        {
            double[] row = axis.Weights[f];
            for (int o = 0; o < outer; o++)
            {
                Vector<double>* from = source + (o * axis.Taps * inner);
                Vector<double>* to = target + (((o * axis.Frequencies) + f) * inner);
                for (int i = 0; i < inner; i++)
                {
                    Vector<double> sum = from[i] * row[0];
                    for (int tap = 1; tap < axis.Taps; tap++)
                    {
                        sum += from[(tap * inner) + i] * row[tap];
                    }

                    to[i] = sum;
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Store(TransformedWeights target, int lanes, int channel, int filter, int count, int frequencies, Vector<double>* values)
    {
        nint frequencyStride = (nint)target.Channels * target.PaddedFilters;
        foreach (PanelRange range in target.Panels)
        {
            int first = range.FirstBlock * lanes;
            int width = range.Tiles.Vectors * lanes;
            for (int i = 0; i < count; i++)
            {
                int within = filter + i - first;
                if (within < 0 || within >= range.Count * width)
                {
                    continue;
                }

                nint panel = ((nint)first + (within / width * width)) * target.Channels;
                float* to = target.Frequency(0) + panel + ((nint)channel * width) + (within % width);
                for (int f = 0; f < frequencies; f++)
                {
                    to[f * frequencyStride] = (float)values[f][i];
                }
            }
        }
    }

    private static int TapStride(WinogradAxis axis, Int3 size) => axis.Index switch
    {
        0 => size.Height * size.Width,
        1 => size.Width,
        _ => 1,
    };
}
