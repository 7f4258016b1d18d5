using System.Numerics.Tensors;
using Conv3DGen.Bench.Layers;

namespace Conv3DGen.Bench.Measuring;

/// <summary>The layer in float64, as plain loops over pixels and taps: what every contender's result is compared with.</summary>
internal static class Reference
{
    /// <summary>The whole output in the layer's axis order.</summary>
    public static double[] Run(BenchLayer layer, LayerData data) => Run(layer.Geometry, data.Input, data.Kernel, data.Bias);

    /// <summary>The same for any convolution.</summary>
    /// <param name="g">Its sizes.</param>
    /// <param name="input">In its axis order.</param>
    /// <param name="weights">[kd, kh, kw, channels / groups, filters].</param>
    /// <param name="biases">[filters].</param>
    public static double[] Run(ConvGeometry g, AlignedFloats input, float[] weights, float[] biases)
    {
        double[] kernel = Array.ConvertAll(weights, value => (double)value);
        double[] bias = Array.ConvertAll(biases, value => (double)value);
        var output = new double[g.OutputCount];
        int rows = g.Output.Depth * g.Output.Height;
        Parallel.For(0, rows, row =>
        {
            var sums = new double[g.Filters];
            for (int w = 0; w < g.Output.Width; w++)
            {
                (int d, int h) = Math.DivRem(row, g.Output.Height);
                Pixel(g, input.Span, kernel, d, h, w, sums);
                TensorPrimitives.Add(sums, bias, sums);
                nint first = (d * g.Target.Depth) + (h * g.Target.Height) + (w * g.Target.Width);
                for (int filter = 0; filter < sums.Length; filter++)
                {
                    output[first + (filter * g.Target.Channel)] = sums[filter];
                }
            }
        });
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

    private static void Pixel(ConvGeometry g, ReadOnlySpan<float> input, ReadOnlySpan<double> kernel, int d, int h, int w, Span<double> sums)
    {
        sums.Clear();
        for (int kd = 0; kd < g.Depth.Kernel; kd++)
        {
            for (int kh = 0; kh < g.Height.Kernel; kh++)
            {
                for (int kw = 0; kw < g.Width.Kernel; kw++)
                {
                    long id = g.Depth.Origin(d) + (kd * g.Depth.Dilation);
                    long ih = g.Height.Origin(h) + (kh * g.Height.Dilation);
                    long iw = g.Width.Origin(w) + (kw * g.Width.Dilation);
                    if (id >= 0 && id < g.Depth.Input && ih >= 0 && ih < g.Height.Input && iw >= 0 && iw < g.Width.Input)
                    {
                        int pixel = (int)((id * g.Source.Depth) + (ih * g.Source.Height) + (iw * g.Source.Width));
                        int tap = (((kd * g.Height.Kernel) + kh) * g.Width.Kernel) + kw;
                        Tap(g, input[pixel..], kernel[(tap * g.InputChannelsPerGroup * g.Filters)..], sums);
                    }
                }
            }
        }
    }

    /// <summary>Adds one input pixel times one tap, group by group.</summary>
    private static void Tap(ConvGeometry g, ReadOnlySpan<float> pixel, ReadOnlySpan<double> tap, Span<double> sums)
    {
        for (int channel = 0; channel < g.InputChannelsPerGroup; channel++)
        {
            for (int group = 0; group < g.Groups; group++)
            {
                double x = pixel[(int)(((group * g.InputChannelsPerGroup) + channel) * g.Source.Channel)];
                ReadOnlySpan<double> weights = tap.Slice((channel * g.Filters) + (group * g.FiltersPerGroup), g.FiltersPerGroup);
                Span<double> target = sums.Slice(group * g.FiltersPerGroup, g.FiltersPerGroup);
                TensorPrimitives.MultiplyAdd(weights, x, target, target);
            }
        }
    }
}
