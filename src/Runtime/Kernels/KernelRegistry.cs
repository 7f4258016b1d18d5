using System.Collections.Immutable;
using System.ComponentModel;

namespace Conv3DGen.Kernels;

/// <summary>
/// The kernels of assembly-level specs. Each assembly's generated module initializer adds its own; a <see cref="Conv3D"/> layer
/// without an explicit kernel looks here. Thread-safe.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class KernelRegistry
{
    private static ImmutableArray<Entry> s_entries = [];

    /// <summary>The specs registered so far, in order of registration.</summary>
    public static IReadOnlyList<ConvSpec> Specs => [.. s_entries.Select(e => e.Spec)];

    /// <summary>Adds a kernel. Called by generated code. The first of two equal specs wins.</summary>
    /// <param name="spec">What the kernel is made for.</param>
    /// <param name="create">Makes it; called once, when a layer first needs it.</param>
    public static void Register(ConvSpec spec, Func<Conv3DKernel> create)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(create);
        var entry = new Entry(spec, new Lazy<Conv3DKernel>(create));
        ImmutableInterlocked.Update(ref s_entries, entries => entries.Any(e => e.Spec == spec) ? entries : entries.Add(entry));
    }

    /// <summary>The kernel that fixes the most options among those that match.</summary>
    /// <param name="wanted">A layer's spec, every option given.</param>
    /// <param name="kernel">The kernel, or null.</param>
    /// <param name="reason">Why there is none, naming the nearest spec; empty for a hit.</param>
    internal static bool TryFind(ConvSpec wanted, out Conv3DKernel? kernel, out string reason)
    {
        ImmutableArray<Entry> entries = s_entries;
        Entry? best = entries
            .Where(e => SpecMatch.Differences(e.Spec, wanted).Count == 0)
            .MaxBy(e => SpecMatch.FixedOptions(e.Spec));
        kernel = best?.Kernel.Value;
        reason = kernel is null ? SpecMatch.ExplainMiss(entries.Select(e => e.Spec), wanted) : "";
        return kernel is not null;
    }

    private sealed record Entry(ConvSpec Spec, Lazy<Conv3DKernel> Kernel);
}
