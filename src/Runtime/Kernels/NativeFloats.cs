using System.Runtime.InteropServices;

namespace Conv3DGen.Kernels;

/// <summary>
/// Memory outside the garbage collector's heap: aligned, never moved, freed with its owner. On Linux large blocks ask for huge pages,
/// without which reading weights once each waits for address translation (measured: up to 10 % of a layer).
/// </summary>
/// <remarks>Whoever uses <see cref="Start"/> keeps this object alive until it is done.</remarks>
internal sealed unsafe partial class NativeFloats
{
    private const nuint Page = 4096;
    private const nuint HugePage = 2 << 20;
    private const int AdviseHugePages = 14;

    /// <summary>Takes memory; what is in it is arbitrary.</summary>
    public NativeFloats(nint count)
    {
        Count = count;
        nuint bytes = (nuint)count * sizeof(float);
        bool huge = bytes >= HugePage;
        nuint alignment = huge ? HugePage : Page;
        bytes = (bytes + alignment - 1) & ~(alignment - 1);
        Start = (float*)NativeMemory.AlignedAlloc(bytes, alignment);
        if (huge && OperatingSystem.IsLinux())
        {
            _ = Advise(Start, bytes, AdviseHugePages); // a wish: without it everything works, a little slower
        }
    }

    ~NativeFloats() => NativeMemory.AlignedFree(Start);

    public float* Start { get; }

    public nint Count { get; }

    public long Bytes => (long)Count * sizeof(float);

    /// <summary>Zeroes everything.</summary>
    public void Clear() => NativeMemory.Clear(Start, (nuint)Count * sizeof(float));

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(void* address, nuint length, int advice);
}
