using System.Text;

namespace Conv3DGen;

/// <summary>
/// What a convolution kernel is made for: the constants that a <c>[Conv3DSpec]</c> gives.
/// A null option is not fixed: the kernel takes any value.
/// </summary>
/// <param name="KernelSize">Taps per axis; every entry is positive.</param>
/// <param name="Strides">Output steps per axis; every entry is positive.</param>
/// <param name="DilationRate">Distance between taps per axis; every entry is positive.</param>
/// <param name="Padding">The border rule.</param>
#if CONV3DGEN_GENERATOR
internal
#else
public
#endif
sealed record ConvSpec(Int3 KernelSize, Int3 Strides, Int3 DilationRate, Padding Padding)
{
    /// <summary>Total input channels (all groups together), or null for any.</summary>
    public int? InputChannels { get; init; }

    /// <summary>Output channels (Keras <c>filters</c>), or null for any.</summary>
    public int? Filters { get; init; }

    /// <summary>Groups of the convolution, or null for any.</summary>
    public int? Groups { get; init; }

    /// <summary>Axis order, or null for either.</summary>
    public DataFormat? DataFormat { get; init; }

    /// <summary>The algorithms a kernel has code for, or a layer may run. Auto: all.</summary>
    public Algorithm Algorithm { get; init; }

    /// <summary>One line for people: "3x3x3 same, strides 1,2,2, 16-&gt;32".</summary>
    public override string ToString()
    {
        var text = new StringBuilder(KernelSize.ToString("x"));
        text.Append(Padding == Padding.Same ? " same" : " valid");
        if (Strides != 1)
        {
            text.Append(", strides ").Append(Strides);
        }

        if (DilationRate != 1)
        {
            text.Append(", dilation ").Append(DilationRate);
        }

        if (InputChannels is not null || Filters is not null)
        {
            text.Append(", ").Append(InputChannels?.ToString() ?? "any").Append("->").Append(Filters?.ToString() ?? "any");
        }

        if (Groups is { } groups)
        {
            text.Append(", groups ").Append(groups);
        }

        if (DataFormat is { } format)
        {
            text.Append(format == Conv3DGen.DataFormat.ChannelsLast ? ", channels_last" : ", channels_first");
        }

        return (Algorithm == Algorithm.Auto ? text : text.Append(Algorithm == Algorithm.Direct ? ", direct" : ", winograd")).ToString();
    }
}
