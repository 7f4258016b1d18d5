namespace Conv3DGen;

/// <summary>
/// Which convolutions of channels that lie apart sum pixels rather than filters, though outputs share inputs. Compiled into the runtime and
/// linked into the generator.
/// </summary>
internal static class PixelRules
{
    /// <summary>Steps of a sum, at most: of more of them, bringing outputs to where they belong takes a small part of the time.</summary>
    private const int MostSteps = 64;

    /// <summary>Whether a sum is so short. A spec that leaves the axis order open is mostly met by channels_last, and not worth the text.</summary>
    public static bool AreShort(ConvSpec spec)
        => spec is { DataFormat: DataFormat.ChannelsFirst, InputChannels: { } channels, Filters: not null }
            && RowRules.Gathers(spec.KernelSize, spec.Strides) && spec.KernelSize.Product * (channels / (spec.Groups ?? 1)) <= MostSteps;
}
