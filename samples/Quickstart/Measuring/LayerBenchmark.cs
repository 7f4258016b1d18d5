using System.Diagnostics;
using System.Numerics.Tensors;
using Conv3DGen;
using Quickstart.Features;

namespace Quickstart.Measuring;

/// <summary>Runs a layer on its generated kernel and on the fallback, turn by turn, so that both meet the same machine.</summary>
internal static class LayerBenchmark
{
    /// <summary>Computes <paramref name="layer"/>'s output and how long it takes.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="input">Its input.</param>
    /// <param name="rounds">Timed runs of each; the medians count.</param>
    /// <param name="onRound">Called after every round, the untimed first one included.</param>
    public static (FeatureMaps Output, LayerMeasurement Measurement) Run(FeatureLayer layer, FeatureMaps input, int rounds, Action onRound)
    {
        Conv3D special = layer.Create(input.Grid, layer.Kernel);
        Conv3D fallback = layer.Create(input.Grid, Conv3DKernel.Fallback);
        FeatureMaps output = input.Empty(layer.Bank.Outputs);
        FeatureMaps reference = input.Empty(layer.Bank.Outputs);
        var specialMs = new double[rounds];
        var fallbackMs = new double[rounds];

        // Round -1 is not timed: it compiles the code and touches the memory.
        for (int round = -1; round < rounds; round++)
        {
            double first = Time(special, input.Tensor, output.Tensor);
            double second = Time(fallback, input.Tensor, reference.Tensor);
            if (round >= 0)
            {
                (specialMs[round], fallbackMs[round]) = (first, second);
            }

            onRound();
        }

        double difference = MaxDifference(output.Values, reference.Values);
        return (output, new(special.KernelName, Median(specialMs), Median(fallbackMs), difference, input.Grid.Count * layer.Bank.Work));
    }

    /// <summary>The middle value, or the mean of the middle two.</summary>
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>The largest |a - b|; NaN where any of them is.</summary>
    public static double MaxDifference(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double max = 0;
        for (int n = 0; n < a.Length; n++)
        {
            max = Math.Max(max, Math.Abs((double)a[n] - b[n]));
        }

        return max;
    }

    private static double Time(Conv3D conv, Tensor<float> input, Tensor<float> output)
    {
        long start = Stopwatch.GetTimestamp();
        conv.Call(input.AsReadOnlyTensorSpan(), output.AsTensorSpan());
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
