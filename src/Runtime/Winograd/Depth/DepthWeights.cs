using Conv3DGen.Kernels;

namespace Conv3DGen.Winograd;

/// <summary>A layer's weights with F(4,3) along the depth: a kernel of one plane for every frequency. Computed in double and rounded once.</summary>
internal sealed class DepthWeights
{
    private readonly PackedWeights[] _frequencies;

    /// <summary>Transforms a layer's weights.</summary>
    /// <param name="weights">One group, three kernel planes.</param>
    /// <param name="code">The microkernels that the frequencies are packed for.</param>
    public DepthWeights(ConvWeights weights, DirectCode code)
    {
        AxisTransform transform = DepthPlan.Transform;
        Int3 plane = (1, weights.KernelSize.Height, weights.KernelSize.Width);
        var kernel = new float[weights.Kernel.Length / transform.Taps];
        _frequencies = new PackedWeights[transform.Frequencies];
        for (int f = 0; f < transform.Frequencies; f++)
        {
            ReadOnlySpan<float> taps = weights.Kernel.Span;
            for (int i = 0; i < kernel.Length; i++)
            {
                double sum = 0;
                for (int tap = 0; tap < transform.Taps; tap++)
                {
                    sum += taps[(tap * kernel.Length) + i] * transform.Weights[f][tap];
                }

                kernel[i] = (float)sum;
            }

            _frequencies[f] = code.Pack(weights with { Kernel = kernel, Bias = default, KernelSize = plane }, DataFormat.ChannelsLast);
        }

        Bytes = (long)transform.Frequencies * kernel.Length * sizeof(float);
    }

    public long Bytes { get; }

    /// <summary>The weights of a frequency.</summary>
    public PackedWeights this[int frequency] => _frequencies[frequency];
}
