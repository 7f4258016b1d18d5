using System.Runtime.InteropServices;

namespace Conv3DGen.Kernel.Tests.Properties;

/// <summary>Where floats lie in their pages.</summary>
public enum Placement
{
    /// <summary>The last float ends where an inaccessible page begins.</summary>
    EndsAtGuard,

    /// <summary>The first float begins where an inaccessible page ends.</summary>
    BeginsAtGuard,

    /// <summary>One float after that: aligned for a float and for nothing larger.</summary>
    Misaligned,
}

/// <summary>
/// Floats between two inaccessible pages (Linux). A kernel that reads or writes beyond them ends the test process with an access
/// violation whose stack names the kernel.
/// </summary>
internal sealed unsafe partial class GuardedFloats : IDisposable
{
    private const float Slack = -54321;
    private const int PrivateAnonymous = 0x22;

    private readonly nuint _page = (nuint)Environment.SystemPageSize;
    private readonly nuint _accessible;
    private readonly byte* _memory;
    private readonly int _first;
    private readonly int _count;

    public GuardedFloats(int count, Placement placement)
    {
        nuint needed = (nuint)(count + 1) * sizeof(float);
        _accessible = (needed + _page - 1) / _page * _page;
        _count = count;
        _first = placement switch
        {
            Placement.EndsAtGuard => All - count,
            Placement.Misaligned => 1,
            _ => 0,
        };
        _memory = (byte*)Map(0, _accessible + (2 * _page), Protection.None, PrivateAnonymous, -1, 0);
        Require(_memory != (byte*)-1, "mmap");
        Protect(Protection.ReadWrite);
        Pages.Fill(Slack);
    }

    /// <summary>Everything between the guards.</summary>
    public Span<float> Pages => new(_memory + _page, All);

    /// <summary>The floats themselves.</summary>
    public Span<float> Values => Pages.Slice(_first, _count);

    /// <summary>Whether the floats of the same pages that are not <see cref="Values"/> are as they were.</summary>
    public bool SlackIsUntouched => !Pages[.._first].ContainsAnyExcept(Slack) && !Pages[(_first + _count)..].ContainsAnyExcept(Slack);

    private int All => (int)(_accessible / sizeof(float));

    /// <summary>From now on a write anywhere in the pages is an access violation too.</summary>
    public void MakeReadOnly() => Protect(Protection.Read);

    public void Dispose() => Require(Unmap(_memory, _accessible + (2 * _page)) == 0, "munmap");

    private void Protect(Protection protection) => Require(Protect(_memory + _page, _accessible, protection) == 0, "mprotect");

    private static void Require(bool success, string call)
    {
        if (!success)
        {
            throw new InvalidOperationException($"{call} failed with errno {Marshal.GetLastPInvokeError()}.");
        }
    }

    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    private static partial void* Map(nint address, nuint length, Protection protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect", SetLastError = true)]
    private static partial int Protect(byte* address, nuint length, Protection protection);

    [LibraryImport("libc", EntryPoint = "munmap", SetLastError = true)]
    private static partial int Unmap(byte* address, nuint length);

    private enum Protection
    {
        None = 0,
        Read = 1,
        ReadWrite = 3,
    }
}
