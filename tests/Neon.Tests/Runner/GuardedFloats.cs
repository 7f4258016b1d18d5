using System.Runtime.InteropServices;

namespace Conv3DGen.Neon.Runner;

/// <summary>Which end of a buffer touches an inaccessible page exactly.</summary>
internal enum GuardSide
{
    /// <summary>One element past the end is a crash.</summary>
    End,

    /// <summary>One element before the beginning is a crash.</summary>
    Begin,
}

/// <summary>Floats between two inaccessible pages.</summary>
internal sealed unsafe partial class GuardedFloats : IDisposable
{
    private const int ReadWrite = 3;
    private const int PrivateAnonymous = 0x22;

    private readonly byte* _mapping;
    private readonly nuint _mapped;
    private readonly int _count;

    public GuardedFloats(int count, GuardSide side)
    {
        nuint page = (nuint)Environment.SystemPageSize;
        nuint bytes = (nuint)count * sizeof(float);
        nuint body = (bytes + page - 1) / page * page;
        _count = count;
        _mapped = body + (2 * page);
        _mapping = (byte*)Map(null, _mapped, protection: 0, PrivateAnonymous, file: -1, offset: 0);
        Require((nint)_mapping != -1);
        Require(body == 0 || Protect(_mapping + page, body, ReadWrite) == 0);
        Start = (float*)(_mapping + page + (side == GuardSide.End ? body - bytes : 0));
    }

    public float* Start { get; }

    public Span<float> Span => new(Start, _count);

    /// <summary>A guarded copy.</summary>
    public static GuardedFloats Copy(float* from, int count, GuardSide side)
    {
        var copy = new GuardedFloats(count, side);
        new Span<float>(from, count).CopyTo(copy.Span);
        return copy;
    }

    public void Dispose() => Require(Unmap(_mapping, _mapped) == 0);

    private static void Require(bool succeeded)
    {
        if (!succeeded)
        {
            throw new InvalidOperationException($"The system refused guarded memory: error {Marshal.GetLastSystemError()}.");
        }
    }

    [LibraryImport("libc", EntryPoint = "mmap")]
    private static partial void* Map(void* address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect")]
    private static partial int Protect(void* address, nuint length, int protection);

    [LibraryImport("libc", EntryPoint = "munmap")]
    private static partial int Unmap(void* address, nuint length);
}
