using Conv3DGen.Kernels;

namespace Conv3DGen.Winograd;

/// <summary>A layer's weights, transformed along the depth: a kernel of one plane for every frequency. Computed in double and rounded once.</summary>
internal sealed class DepthWeights
{
    private readonly PackedWeights[] _frequencies;

    /// <summary>Transforms a layer's weights.</summary>
    /// <param name="weights">One group.</param>
    /// <param name="transform">What filtering does on the depth; of as many taps as the kernel has planes.</param>
    /// <param name="code">The microkernels that the frequencies are packed for.</param>
    public DepthWeights(ConvWeights weights, DepthTransform transform, DirectCode code)
    {
        Int3 plane = (1, weights.KernelSize.Height, weights.KernelSize.Width);
        var kernel = new float[weights.Kernel.Length / transform.Kernel];
        _frequencies = new PackedWeights[transform.Frequencies];
        foreach (DepthPhase phase in transform.Phases)
        {
            Span<PackedWeights> packed = _frequencies.AsSpan(phase.FirstFrequency, phase.Frequencies);
            for (int f = 0; f < packed.Length; f++)
            {
                if (f >= phase.Transform.Frequencies)
                {
                    packed[f] = packed[0];
                    continue;
                }

                Combine(weights.Kernel.Span, phase, phase.Transform.Weights[f], kernel);
                packed[f] = code.Pack(weights with { Kernel = kernel, Bias = default, KernelSize = plane }, DataFormat.ChannelsLast);
            }
        }

        Bytes = (long)transform.DistinctWeights * kernel.Length * sizeof(float);
    }

    /// <summary>Bytes of all frequencies, those of the same weights once.</summary>
    public long Bytes { get; }

    /// <summary>The weights of a frequency.</summary>
    public PackedWeights this[int frequency] => _frequencies[frequency];

    /// <summary>Sums the planes of a phase.</summary>
    private static void Combine(ReadOnlySpan<float> planes, DepthPhase phase, double[] factors, Span<float> kernel)
    {
        for (int i = 0; i < kernel.Length; i++)
        {
            double sum = 0;
            for (int tap = 0; tap < factors.Length; tap++)
            {
                sum += planes[((phase.First + (tap * phase.Stride)) * kernel.Length) + i] * factors[tap];
            }

            kernel[i] = (float)sum;
        }
    }
}
