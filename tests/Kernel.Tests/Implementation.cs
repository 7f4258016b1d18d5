using System.Runtime.Intrinsics.X86;
using Conv3DGen.Kernel.Tests.Compilation;

namespace Conv3DGen.Kernel.Tests;

/// <summary>A way to compute a convolution that tests hold to the reference. The table <see cref="All"/> is the list of them.</summary>
/// <param name="Name">For people and test names.</param>
/// <param name="Isa">The id of the emitted code's instruction set; null for the fallback.</param>
/// <param name="Runs">Whether this machine can run it.</param>
/// <param name="NeonStandIn">Whether the code is compiled against the portable NEON.</param>
public sealed record Implementation(string Name, string? Isa, bool Runs, bool NeonStandIn = false)
{
    public static IReadOnlyList<Implementation> All { get; } =
    [
        new("fallback", null, Runs: true),
        new("AVX-512", "Avx512", Avx512F.IsSupported),
        new("AVX2", "Avx2", Avx2.IsSupported && Fma.IsSupported),
        new("NEON", "Neon", System.Runtime.Intrinsics.Arm.AdvSimd.Arm64.IsSupported),
        new("NEON stand-in", "Neon", Runs: true, NeonStandIn: true),
    ];

    /// <summary>Those that run here, for theories.</summary>
    public static IEnumerable<string> Names => All.Where(i => i.Runs).Select(i => i.Name);

    /// <summary>The kernel for a spec.</summary>
    /// <param name="name">An implementation's name.</param>
    /// <param name="spec">The spec.</param>
    /// <param name="library">Where the spec is compiled.</param>
    public static Conv3DKernel Kernel(string name, ConvSpec spec, KernelLibrary library)
    {
        Implementation implementation = All.Single(i => i.Name == name);
        return implementation.Isa is { } isa ? library.Kernel(spec, isa, implementation.NeonStandIn) : Conv3DKernel.Fallback;
    }
}
