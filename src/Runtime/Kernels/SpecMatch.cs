namespace Conv3DGen.Kernels;

/// <summary>Compares the spec of a kernel with the spec of a layer, in words.</summary>
internal static class SpecMatch
{
    /// <summary>The options in which a kernel's spec excludes a layer; empty where the kernel serves it.</summary>
    /// <param name="kernel">A kernel's spec; null options match anything.</param>
    /// <param name="layer">A layer's spec, every option given.</param>
    public static IReadOnlyList<SpecDifference> Differences(ConvSpec kernel, ConvSpec layer)
    {
        var found = new List<SpecDifference>();
        Compare("kernel size", (Int3?)kernel.KernelSize, layer.KernelSize);
        Compare("strides", (Int3?)kernel.Strides, layer.Strides);
        Compare("dilation rate", (Int3?)kernel.DilationRate, layer.DilationRate);
        Compare("padding", (Padding?)kernel.Padding, layer.Padding);
        Compare("data format", kernel.DataFormat, layer.DataFormat);
        Compare("groups", kernel.Groups, layer.Groups);
        Compare("input channels", kernel.InputChannels, layer.InputChannels);
        Compare("filters", kernel.Filters, layer.Filters);
        Compare("algorithm", kernel.Algorithm == Algorithm.Auto || layer.Algorithm == Algorithm.Auto ? null : (Algorithm?)kernel.Algorithm, layer.Algorithm);
        return found;

        void Compare<T>(string option, T? has, T? wants)
            where T : struct
        {
            if (has is { } value && !value.Equals(wants))
            {
                found.Add(new(option, Text(value), Text(wants!.Value)));
            }
        }
    }

    /// <summary>How many optional constants a spec fixes; of two matching kernels the more special one is taken.</summary>
    public static int FixedOptions(ConvSpec spec)
        => (spec.InputChannels is null ? 0 : 1) + (spec.Filters is null ? 0 : 1) + (spec.Groups is null ? 0 : 1) + (spec.DataFormat is null ? 0 : 1)
            + (spec.Algorithm == Algorithm.Auto ? 0 : 1);

    /// <summary>"no spec has strides 1,2,2 (nearest: 2,2,2)".</summary>
    public static string ExplainMiss(IEnumerable<ConvSpec> kernels, ConvSpec layer)
    {
        IReadOnlyList<SpecDifference>? nearest = kernels.Select(k => Differences(k, layer)).MinBy(d => d.Count);
        if (nearest is null)
        {
            return $"no [assembly: Conv3DSpec] is registered (wanted: {layer})";
        }

        return "no spec has " + string.Join(" and ", nearest.Select(d => $"{d.Option} {d.Wanted}"))
            + " (nearest: " + string.Join(" and ", nearest.Select(d => d.Has)) + ")";
    }

    private static string Text(object value) => value switch
    {
        Int3 i => i.ToString(","),
        DataFormat.ChannelsLast => "channels_last",
        DataFormat.ChannelsFirst => "channels_first",
        Algorithm.Direct => "direct",
        Algorithm.Winograd => "winograd",
        Padding p => p == Padding.Same ? "same" : "valid",
        _ => value.ToString()!,
    };
}

/// <summary>One option in which a kernel's spec differs from a layer.</summary>
/// <param name="Option">The option, in words.</param>
/// <param name="Has">The kernel's value.</param>
/// <param name="Wanted">The layer's value.</param>
internal readonly record struct SpecDifference(string Option, string Has, string Wanted);
