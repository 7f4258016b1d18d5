namespace Conv3DGen.Neon.Tests.Emission;

/// <summary>
/// A microkernel in the generator's manner whose 8 x 4 sums leave no register for operands. No table has it; the test of code quality
/// must reject it.
/// </summary>
internal static class OversizedTile
{
    public const string Name = "OversizedTile";

    private const int Pixels = 8;
    private const int Vectors = 4;
    private const int Lanes = 4;

    public static string Text => $$"""
        using System.Runtime.CompilerServices;
        using System.Runtime.Intrinsics;
        using System.Runtime.Intrinsics.Arm;
        using Conv3DGen.Kernels;

        namespace Conv3DGen.Generated;

        internal static unsafe class {{Name}}_Neon
        {
            // Something must take its address for the compiler to keep it.
            [ModuleInitializer]
            internal static void Keep() => Conv3DGen.Neon.Runner.KernelTable.Kept = (nint)(delegate*<TileArgs*, void>)&Strided{{Pixels}}x{{Vectors}};

            [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
            private static void Strided{{Pixels}}x{{Vectors}}(TileArgs* t)
            {
                {{Lines(Each(Pixels, m => Each(Vectors, v => $"var a{m}_{v} = Vector128<float>.Zero;")))}}
                float* p = t->Input;
                float* w = t->Weights;
                for (nint ci = t->Run; ci != 0; ci--)
                {
                    {{Lines(Each(Pixels, m => [$"var x{m} = AdvSimd.LoadVector128(p + (t->InputPixelStride * {m}));"]))}}
                    {{Lines(Each(Lanes, lane => Each(Vectors, v => Step(lane, v))))}}
                    p += {{Lanes}};
                    w += {{Lanes * Lanes * Vectors}};
                }

                float* y = t->Output;
                {{Lines(Each(Pixels, m => Each(Vectors, v => $"AdvSimd.Store(y + {((m * Vectors) + v) * Lanes}, a{m}_{v});")))}}
            }
        }

        """;

    private static string Step(int lane, int vector)
        => $"var w{lane}_{vector} = AdvSimd.LoadVector128(w + {((lane * Vectors) + vector) * Lanes}); "
            + string.Join(' ', Each(Pixels, m => $"a{m}_{vector} = AdvSimd.Arm64.FusedMultiplyAddBySelectedScalar(a{m}_{vector}, w{lane}_{vector}, x{m}, {lane});"));

    private static IEnumerable<string> Each(int count, Func<int, string> line) => Enumerable.Range(0, count).Select(line);

    private static IEnumerable<string> Each(int count, Func<int, IEnumerable<string>> lines) => Enumerable.Range(0, count).SelectMany(lines);

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines);
}
