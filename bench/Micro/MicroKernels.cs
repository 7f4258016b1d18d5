namespace Conv3DGen.Bench.Micro;

/// <summary>Kernels that only the micro benchmarks use.</summary>
internal static partial class MicroKernels
{
    [Conv3DSpec(1, InputChannels = 16, Filters = 16, DataFormat = DataFormat.ChannelsLast)]
    public static partial Conv3DKernel Pixel { get; }
}
