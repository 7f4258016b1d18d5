using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Embedded;

/// <summary>
/// The same program compiled for CPUs with AVX-512, which publishing for Linux x64 puts beside this one: NativeAOT does not choose between
/// AVX-512 and less in one program.
/// </summary>
internal static partial class WideBuild
{
    /// <summary>What x86-64-v4 asks of a CPU beyond AVX2, in the words of Linux.</summary>
    private static readonly string[] s_features = ["avx512f", "avx512bw", "avx512cd", "avx512dq", "avx512vl"];

    /// <summary>Becomes the wide build, and does not return, where it is there and the CPU runs it.</summary>
    /// <param name="args">The arguments of this program.</param>
    public static void HandOver(string[] args)
    {
        string program = Environment.ProcessPath + ".avx512";
        if (!Avx512F.IsSupported && OperatingSystem.IsLinux() && File.Exists(program) && CpuRunsIt())
        {
            _ = Execute(program, [program, .. args, null]); // Returns only if it fails; then this program is still good.
        }
    }

    /// <summary>Linux names a feature here if the CPU has it and the kernel saves its registers.</summary>
    private static bool CpuRunsIt()
    {
        string flags = File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("flags", StringComparison.Ordinal), "");
        return s_features.All(flags.Split(' ').Contains);
    }

    [LibraryImport("libc", EntryPoint = "execv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Execute(string path, string?[] arguments);
}
