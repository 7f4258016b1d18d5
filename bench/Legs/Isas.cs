using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Conv3DGen.Bench.Legs;

/// <summary>
/// The instruction sets a leg can be held to. The .NET runtime decides at its start, so a leg is a process of its own with these
/// environment variables.
/// </summary>
internal static class Isas
{
    private static readonly (string Name, bool Here, Dictionary<string, string> Environment)[] s_table =
    [
        ("avx512", Avx512F.IsSupported, []),
        ("avx2", Avx2.IsSupported && Fma.IsSupported, new() { ["DOTNET_EnableAVX512"] = "0", ["ONEDNN_MAX_CPU_ISA"] = "AVX2" }),
        ("neon", AdvSimd.Arm64.IsSupported, []),
    ];

    /// <summary>Those of this machine, widest first.</summary>
    public static IReadOnlyList<string> Here { get; } = [.. s_table.Where(isa => isa.Here).Select(isa => isa.Name)];

    /// <summary>The one that generated kernels take in this process.</summary>
    public static string Now => Here is [var widest, ..] ? widest : "portable";

    /// <summary>What holds a process to an instruction set.</summary>
    public static IReadOnlyDictionary<string, string> Environment(string name) => Array.Find(s_table, isa => isa.Name == name).Environment;
}
