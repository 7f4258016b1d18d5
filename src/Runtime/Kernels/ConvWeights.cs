namespace Conv3DGen.Kernels;

/// <summary>A layer's weights as Keras lays them out.</summary>
/// <param name="Kernel">[kd, kh, kw, channels / groups, filters], dense.</param>
/// <param name="Bias">[filters], or empty for none.</param>
/// <param name="KernelSize">kd, kh, kw.</param>
/// <param name="ChannelsPerGroup">Input channels of one group.</param>
/// <param name="Filters">Output channels of all groups.</param>
/// <param name="Groups">Groups; divides <paramref name="Filters"/>.</param>
internal sealed record ConvWeights(ReadOnlyMemory<float> Kernel, ReadOnlyMemory<float> Bias, Int3 KernelSize, int ChannelsPerGroup, int Filters, int Groups)
{
    /// <summary>Steps of one output's sum: kd * kh * kw * channels.</summary>
    public int Steps => checked(KernelSize.Depth * KernelSize.Height * KernelSize.Width * ChannelsPerGroup);
}
