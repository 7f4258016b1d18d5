using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using System.Text;

namespace Quickstart.Measuring;

/// <summary>One line about where the times were taken.</summary>
internal static class MachineFacts
{
    public static string Describe() =>
        $"{Processor()} ({Vectors()}, {Environment.ProcessorCount} logical cores) · {RuntimeInformation.FrameworkDescription} · {RuntimeInformation.OSDescription}";

    private static string Vectors() => Vector512.IsHardwareAccelerated && Avx512F.IsSupported ? "AVX-512"
        : Avx2.IsSupported ? "AVX2"
        : AdvSimd.IsSupported ? "NEON"
        : "no vector instructions";

    /// <summary>The brand string of an x86 processor; elsewhere the architecture.</summary>
    private static string Processor()
    {
        const int first = unchecked((int)0x80000002), last = unchecked((int)0x80000004);
        if (!X86Base.IsSupported || X86Base.CpuId(unchecked((int)0x80000000), 0).Eax < last)
        {
            return RuntimeInformation.ProcessArchitecture.ToString();
        }

        var text = new StringBuilder();
        for (int leaf = first; leaf <= last; leaf++)
        {
            (int a, int b, int c, int d) = X86Base.CpuId(leaf, 0);
            text.Append(Encoding.ASCII.GetString(MemoryMarshal.AsBytes([a, b, c, d])));
        }

        return string.Join(' ', text.ToString().Split([' ', '\0'], StringSplitOptions.RemoveEmptyEntries));
    }
}
