using Conv3DGen.Bench.Legs;
using Conv3DGen.Bench.Measuring;

namespace Conv3DGen.Bench.Tests.Report;

/// <summary>A leg with known figures: 10^6 multiply-adds a call on a machine that does 10^9 a second.</summary>
internal static class Samples
{
    public static LegTimes Leg(string isa = "avx2", int threads = 2) => new(
        "A <CPU>, 2 logical cores, .NET 10.0.0, Linux",
        isa,
        threads,
        Rounds: 3,
        ["onnxruntime: not installed (bench/peers/install.sh), left out."],
        [
            new("b-first", "b", "channels_first", "3x3x3, 64->128, 8x56x56", 1e6,
            [
                Contender("auto", "B (AVX2, direct 6x2)", 2, 2, 2),
                Contender("direct", "B (AVX2, direct 6x2)", 3, 2, 4),
                Contender("fallback", "fallback: asked for", 8, 8, 8),
                Contender("onednn", "gemm:jit", 10, 10, 10),
                Contender("onednn-own", "brgconv:avx2", 2.2, 2.2, 2.2),
            ]),
        ]);

    private static ContenderTimes Contender(string name, string kernel, params double[] ms) => new(name, kernel, 1e-6, ms, [1e9, 1e9, 1e9]);
}
