using Conv3DGen;

namespace Embedded;

/// <summary>
/// The encoder of a 3D U-Net for volumes of one size: the channels double while the volume halves, from [1, 1, 16, 18, 17] to
/// [1, 64, 4, 4, 4], channels first. Its weights are in the program, and all its memory is taken at construction.
/// </summary>
internal sealed partial class Encoder
{
    public Encoder()
    {
        Stage last = new(Conv0, Baked.Conv0Kernel, Baked.Conv0Bias, [1, 1, 16, 18, 17]);
        Stages =
        [
            last,
            last = new(Conv1, Baked.Conv1Kernel, Baked.Conv1Bias, last.OutputShape),
            last = new(Conv2, Baked.Conv2Kernel, Baked.Conv2Bias, last.OutputShape),
            last = new(Conv3, Baked.Conv3Kernel, Baked.Conv3Bias, last.OutputShape),
            last = new(Conv4, Baked.Conv4Kernel, Baked.Conv4Bias, last.OutputShape),
            new(Conv5, Baked.Conv5Kernel, Baked.Conv5Bias, last.OutputShape),
        ];
    }

    [Conv3DSpec(3, Padding = Padding.Same, InputChannels = 1, Filters = 8, Groups = 1, DataFormat = DataFormat.ChannelsFirst)]
    public static partial Conv3DKernel Conv0 { get; }

    // The sizes are fixed and large enough for Winograd, so that direct code would never run.
    [Conv3DSpec(3, Padding = Padding.Same, InputChannels = 8, Filters = 16, Groups = 1, DataFormat = DataFormat.ChannelsFirst, Algorithm = Algorithm.Winograd)]
    public static partial Conv3DKernel Conv1 { get; }

    [Conv3DSpec(2, Strides = [2], InputChannels = 16, Filters = 16, Groups = 1, DataFormat = DataFormat.ChannelsFirst)]
    public static partial Conv3DKernel Conv2 { get; }

    [Conv3DSpec(3, Padding = Padding.Same, InputChannels = 16, Filters = 32, Groups = 1, DataFormat = DataFormat.ChannelsFirst, Algorithm = Algorithm.Winograd)]
    public static partial Conv3DKernel Conv3 { get; }

    [Conv3DSpec(2, Strides = [2], InputChannels = 32, Filters = 32, Groups = 1, DataFormat = DataFormat.ChannelsFirst)]
    public static partial Conv3DKernel Conv4 { get; }

    [Conv3DSpec(3, Padding = Padding.Same, InputChannels = 32, Filters = 64, Groups = 1, DataFormat = DataFormat.ChannelsFirst, Algorithm = Algorithm.Winograd)]
    public static partial Conv3DKernel Conv5 { get; }

    /// <summary>The layers, first to last.</summary>
    public Stage[] Stages { get; }

    /// <summary>Encodes a volume. Allocates nothing.</summary>
    /// <param name="volume">[1, 1, 16, 18, 17], row-major.</param>
    /// <returns>[1, 64, 4, 4, 4], valid until the next call.</returns>
    public ReadOnlySpan<float> Call(ReadOnlySpan<float> volume)
    {
        foreach (Stage stage in Stages)
        {
            volume = stage.Call(volume);
        }

        return volume;
    }
}
