namespace Conv3DGen;

/// <summary>Which direct convolutions may run tap by tap. Compiled into the runtime and linked into the generator.</summary>
internal static class TapRules
{
    /// <summary>Sums come from memory and go back there for every tap: so many multiply-adds between the two hide it.</summary>
    public const int LeastInputChannels = 64;

    /// <summary>The inputs of a tap are brought together for so many filters.</summary>
    public const int LeastFilters = 64;

    /// <summary>Whether a kernel for the spec has the code.</summary>
    public static bool Emitted(ConvSpec spec) => spec.Algorithm != Algorithm.Winograd
        && spec is { Groups: null or 1, InputChannels: null or >= LeastInputChannels, Filters: null or >= LeastFilters }
        && spec.KernelSize != 1;
}
