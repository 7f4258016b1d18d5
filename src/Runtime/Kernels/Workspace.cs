using System.Collections.Concurrent;

namespace Conv3DGen.Kernels;

/// <summary>Memory for one thread of one call. Pooled, so that a call allocates nothing once the pool has warmed up.</summary>
internal sealed unsafe class Workspace
{
    private static readonly ConcurrentBag<Workspace> s_pool = [];

    private NativeFloats? _memory;

    /// <summary>The memory; what is in it is arbitrary.</summary>
    public float* Start => _memory!.Start;

    /// <summary>Takes a workspace of at least this size; give it back with <see cref="Return"/>.</summary>
    public static Workspace Rent(nint floats)
    {
        if (!s_pool.TryTake(out Workspace? workspace))
        {
            workspace = new();
        }

        if (workspace._memory is not { } memory || memory.Count < floats)
        {
            workspace._memory = new(floats);
        }

        return workspace;
    }

    /// <summary>Puts the workspace back.</summary>
    public void Return() => s_pool.Add(this);
}
