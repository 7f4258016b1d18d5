using System.Runtime.Intrinsics.X86;

namespace Conv3DGen.Kernels;

/// <summary>What instruction sets do not tell of a machine. For the order of work alone: no result depends on it.</summary>
internal static class VectorUnits
{
    private const int Zen4Family = 0x19;

    /// <summary>
    /// False where every 512-bit instruction takes a 256-bit unit twice: on AMD's family 19h, of which Zen 4 has AVX-512 (Software Optimization
    /// Guide for the AMD Zen 4 Microarchitecture). A machine of unknown make counts as full.
    /// </summary>
    public static bool AreFullWidth { get; } = !IsAmd() || Family() != Zen4Family;

    private static bool IsAmd()
    {
        if (!X86Base.IsSupported)
        {
            return false;
        }

        (_, int ebx, int ecx, int edx) = X86Base.CpuId(0, 0);
        return (ebx, edx, ecx) == (0x68747541, 0x69746E65, 0x444D4163); // "AuthenticAMD"
    }

    /// <summary>The family: its base, and the extension where the base is full.</summary>
    private static int Family()
    {
        int eax = X86Base.CpuId(1, 0).Eax;
        int family = (eax >> 8) & 0xF;
        return family == 0xF ? family + ((eax >> 20) & 0xFF) : family;
    }
}
