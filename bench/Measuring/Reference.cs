using System.Numerics.Tensors;
using Conv3DGen.Bench.Layers;

namespace Conv3DGen.Bench.Measuring;

/// <summary>
/// The layer in float64, with nothing clever about it: each output is the dot product of a filter with the inputs under its taps, zeros
/// for those outside. What every contender's result is compared with.
/// </summary>
internal static class Reference
{
    /// <summary>Pixels that a filter meets while it is in cache.</summary>
    private const int Block = 8;

    /// <summary>The whole output in the layer's axis order.</summary>
    public static double[] Run(BenchLayer layer, LayerData data) => Run(layer.Geometry, data.Input, data.Kernel, data.Bias);

    /// <summary>The same for any convolution of one image.</summary>
    /// <param name="g">Its sizes.</param>
    /// <param name="input">In its axis order.</param>
    /// <param name="kernel">[kd, kh, kw, channels / groups, filters].</param>
    /// <param name="bias">[filters].</param>
    public static double[] Run(ConvGeometry g, AlignedFloats input, float[] kernel, float[] bias)
    {
        double[][] filters = Filters(kernel, g.Filters);
        var output = new double[g.OutputCount];
        Parallel.For(0, g.Output.Depth * g.Output.Height, () => NewPatches(filters[0].Length), (row, _, patches) =>
        {
            (int d, int h) = Math.DivRem(row, g.Output.Height);
            for (int first = 0; first < g.Output.Width; first += Block)
            {
                int count = Math.Min(Block, g.Output.Width - first);
                for (int group = 0; group < g.Groups; group++)
                {
                    for (int i = 0; i < count; i++)
                    {
                        Gather(g, input.Span, group, d, h, first + i, patches[i]);
                    }

                    nint pixel = (d * g.Target.Depth) + (h * g.Target.Height) + (first * g.Target.Width);
                    Multiply(g, filters, bias, group, patches.AsSpan(0, count), output, pixel);
                }
            }

            return patches;
        }, _ => { });
        return output;
    }

    /// <summary>The largest |actual - expected|, over the largest |expected|; not a number where any result is not.</summary>
    public static double MaxError(ReadOnlySpan<float> actual, ReadOnlySpan<double> expected)
    {
        double error = 0;
        for (int i = 0; i < actual.Length; i++)
        {
            error = Math.Max(error, Math.Abs(actual[i] - expected[i]));
        }

        return error / Math.Abs(TensorPrimitives.MaxMagnitude(expected));
    }

    private static double[][] NewPatches(int steps) => [.. Enumerable.Range(0, Block).Select(_ => new double[steps])];

    /// <summary>The inputs of one output, [kd, kh, kw, channel of the group].</summary>
    private static void Gather(ConvGeometry g, ReadOnlySpan<float> input, int group, int d, int h, int w, double[] patch)
    {
        int step = 0;
        for (int kd = 0; kd < g.Depth.Kernel; kd++)
        {
            for (int kh = 0; kh < g.Height.Kernel; kh++)
            {
                for (int kw = 0; kw < g.Width.Kernel; kw++)
                {
                    long id = g.Depth.Origin(d) + (kd * g.Depth.Dilation);
                    long ih = g.Height.Origin(h) + (kh * g.Height.Dilation);
                    long iw = g.Width.Origin(w) + (kw * g.Width.Dilation);
                    bool inside = id >= 0 && id < g.Depth.Input && ih >= 0 && ih < g.Height.Input && iw >= 0 && iw < g.Width.Input;
                    for (int channel = 0; channel < g.InputChannelsPerGroup; channel++)
                    {
                        long c = (group * g.InputChannelsPerGroup) + channel;
                        patch[step++] = inside
                            ? input[(int)((id * g.Source.Depth) + (ih * g.Source.Height) + (iw * g.Source.Width) + (c * g.Source.Channel))]
                            : 0;
                    }
                }
            }
        }
    }

    /// <summary>All filters of a group for a few pixels.</summary>
    private static void Multiply(ConvGeometry g, double[][] filters, float[] bias, int group, ReadOnlySpan<double[]> patches, double[] output, nint pixel)
    {
        for (int filter = group * g.FiltersPerGroup; filter < (group + 1) * g.FiltersPerGroup; filter++)
        {
            for (int i = 0; i < patches.Length; i++)
            {
                double sum = TensorPrimitives.Dot<double>(patches[i], filters[filter]);
                output[pixel + (i * g.Target.Width) + (filter * g.Target.Channel)] = sum + bias[filter];
            }
        }
    }

    /// <summary>The kernel as a row for each filter, [filters][kd, kh, kw, channels / groups].</summary>
    private static double[][] Filters(float[] kernel, int filters) =>
        [.. Enumerable.Range(0, filters).Select(filter =>
            Enumerable.Range(0, kernel.Length / filters).Select(step => (double)kernel[(step * filters) + filter]).ToArray())];
}
