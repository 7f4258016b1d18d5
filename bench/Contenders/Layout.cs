using Conv3DGen.Bench.Layers;

namespace Conv3DGen.Bench.Contenders;

/// <summary>The same numbers in the order, and the same padding in the terms, that other libraries want.</summary>
internal static class Layout
{
    /// <summary>[rows, columns] to [columns, rows]: channels last to channels first, with a row a pixel, and back.</summary>
    public static void Transpose(ReadOnlySpan<float> source, Span<float> target, int rows, int columns)
    {
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                target[(column * rows) + row] = source[(row * columns) + column];
            }
        }
    }

    /// <summary>The kernel as [filters, channels / groups, kd, kh, kw].</summary>
    public static float[] FiltersFirst(LayerData data)
    {
        int filters = data.Bias.Length;
        int channels = (int)data.KernelShape[3];
        int taps = data.Kernel.Length / filters / channels;
        var target = new float[data.Kernel.Length];
        for (int tap = 0; tap < taps; tap++)
        {
            for (int channel = 0; channel < channels; channel++)
            {
                for (int filter = 0; filter < filters; filter++)
                {
                    target[(((filter * channels) + channel) * taps) + tap] = data.Kernel[(((tap * channels) + channel) * filters) + filter];
                }
            }
        }

        return target;
    }

    /// <summary>Zeros after the input, so that the last output has all its taps. The library itself never needs this number.</summary>
    public static long PadAfter(ConvAxis axis) => Math.Max(axis.Origin(axis.Output - 1) + axis.Extent - axis.Input, 0);
}
