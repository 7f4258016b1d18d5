namespace Conv3DGen.Generator.Planning;

/// <summary>The instruction sets that kernels are emitted for.</summary>
internal static class Isas
{
    private static readonly Isa s_avx2 = new("Avx2", "AVX2", Lanes: 8, Registers: 16, "Avx2.IsSupported && Fma.IsSupported", "System.Runtime.Intrinsics.X86", "Vector256")
    {
        Load = "Avx.LoadVector256({0})",
        LoadSplat = "Avx.BroadcastScalarToVector256({0})",
        Store = "Avx.Store({0}, {1})",
        MultiplyAdd = "Fma.MultiplyAdd({0}, {1}, {2})",
        MultiplySubtract = "Fma.MultiplyAddNegated({0}, {1}, {2})",
        Add = "Avx.Add({0}, {1})",
        PermuteQuads = "Avx.Permute({0}, {1})",
        Stream = "Avx.StoreAlignedNonTemporal({0}, {1})",
        Prefetch = "Sse.Prefetch1({0})",
        Max = "Avx.Max({0}, {1})",
        Min = "Avx.Min({0}, {1})",
    };

    private static readonly Isa s_avx512 = new("Avx512", "AVX-512", Lanes: 16, Registers: 32, "Avx512F.IsSupported", "System.Runtime.Intrinsics.X86", "Vector512")
    {
        Load = "Avx512F.LoadVector512({0})",
        LoadSplat = "Vector512.Create(*({0}))",
        FoldsSplats = true,
        Store = "Avx512F.Store({0}, {1})",
        MultiplyAdd = "Avx512F.FusedMultiplyAdd({0}, {1}, {2})",
        MultiplySubtract = "Avx512F.FusedMultiplyAddNegated({0}, {1}, {2})",
        Add = "Avx512F.Add({0}, {1})",
        PermuteQuads = "Avx512F.Permute4x32({0}, {1})",
        ShuffleQuads = "Avx512F.Shuffle4x128({0}, {0}, {1})",
        Stream = "Avx512F.StoreAlignedNonTemporal({0}, {1})",
        Prefetch = "Sse.Prefetch1({0})",
        Max = "Avx512F.Max({0}, {1})",
        Min = "Avx512F.Min({0}, {1})",

        // AVX-512VL: the AVX2 intrinsics, which the JIT then encodes with 32 registers.
        Narrow = Wide(s_avx2),
    };

    private static readonly Isa s_neon = new("Neon", "NEON", Lanes: 4, Registers: 32, "AdvSimd.Arm64.IsSupported", "System.Runtime.Intrinsics.Arm", "Vector128")
    {
        Load = "AdvSimd.LoadVector128({0})",
        LoadSplat = "AdvSimd.LoadAndReplicateToVector128({0})",
        Store = "AdvSimd.Store({0}, {1})",
        MultiplyAdd = "AdvSimd.FusedMultiplyAdd({2}, {0}, {1})",
        MultiplyAddLane = "AdvSimd.Arm64.FusedMultiplyAddBySelectedScalar({2}, {0}, {1}, {3})",
        MultiplySubtract = "AdvSimd.FusedMultiplySubtract({2}, {0}, {1})",
        Add = "AdvSimd.Add({0}, {1})",
        Max = "AdvSimd.Max({0}, {1})",
        Min = "AdvSimd.Min({0}, {1})",
    };

    /// <summary>Best first: the order in which they are tried at run time.</summary>
    public static readonly IReadOnlyList<Isa> All = [s_avx512, s_avx2, s_neon];

    private static Isa Wide(Isa avx2) => avx2 with { Id = "Avx512", Name = "AVX-512", Registers = 32, Guard = "Avx512F.IsSupported" };
}
