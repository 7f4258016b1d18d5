namespace Conv3DGen.Winograd;

/// <summary>Which specs Winograd's filtering can compute. Compiled into the runtime and linked into the generator.</summary>
internal static class WinogradRules
{
    /// <summary>
    /// Fewer input channels than this leave the transforms nothing to save: Auto never chooses Winograd then
    /// (<c>WinogradCost</c> holds it for every size), and no code is emitted for it. Three, as an image has, to 64 filters save a third.
    /// </summary>
    public const int LeastInputChannels = 3;

    /// <summary>The same of kernels with five taps on an axis, whose error is too large below (docs/accuracy.md).</summary>
    public const int LeastInputChannelsOfFive = 8;

    /// <summary>The same for filters: transformed inputs must serve enough of them.</summary>
    public const int LeastFilters = 8;

    /// <summary>
    /// Where the width alone is filtered, fewer filters leave half of each vector empty, and direct convolution has shorter vectors for them.
    /// </summary>
    public const int LeastFiltersOfRows = 9;

    /// <summary>Whether the filtering exists for a spec: 1, 3 or 5 taps an axis, as many on two axes, not 1 on all; stride 1, one group.</summary>
    public static bool Fits(ConvSpec spec) => Obstacle(spec) is null;

    /// <summary>What a spec lacks, as the end of "it must be ..."; null where it fits.</summary>
    public static string? Obstacle(ConvSpec spec)
        => !spec.KernelSize.All(k => k is 1 or 3 or 5) || spec.KernelSize == 1 ? "Direct or Auto where KernelSize is other than 1, 3 or 5 on an axis, or 1 on all"
        : spec.KernelSize is var (depth, height, width) && depth != height && height != width && width != depth ? "Direct or Auto where KernelSize is 1, 3 and 5 in any order: two axes must have equal taps"
        : spec.Strides != 1 ? "Direct or Auto where a stride is above 1"
        : spec.Groups is > 1 ? "Direct or Auto where Groups is above 1"
        : null;

    /// <summary>Whether the width can be filtered alone, which pays from one input channel on: three taps side by side along it.</summary>
    private static bool FitsRows(ConvSpec spec) => spec is { KernelSize.Width: 3, DilationRate.Width: 1, Filters: null or >= LeastFiltersOfRows };

    /// <summary>Whether a kernel for the spec has Winograd code.</summary>
    public static bool Emitted(ConvSpec spec) => Fits(spec) && spec.Algorithm switch
    {
        Algorithm.Winograd => true,
        Algorithm.Auto => (FitsChannels(spec) && spec.Filters is null or >= LeastFilters) || FitsRows(spec),
        _ => false,
    };

    /// <summary>The most taps of an axis that Winograd code is for, 3 or 5; 0 where a kernel for the spec has none.</summary>
    public static int EmittedTaps(ConvSpec spec) => !Emitted(spec) ? 0 : HasFive(spec) ? 5 : 3;

    private static bool FitsChannels(ConvSpec spec)
        => spec.InputChannels is null || spec.InputChannels >= (HasFive(spec) ? LeastInputChannelsOfFive : LeastInputChannels);

    private static bool HasFive(ConvSpec spec) => !spec.KernelSize.All(k => k != 5);
}
