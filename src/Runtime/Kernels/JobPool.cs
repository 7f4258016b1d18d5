using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Conv3DGen.Kernels;

/// <summary>
/// A bounded number of jobs that calls reuse. Where helpers are so late that all jobs are still theirs, the thread pool is busy and a call
/// does better alone: so calls allocate nothing once the bound is reached.
/// </summary>
internal sealed class JobPool<T>
    where T : class, new()
{
    private static readonly int s_most = 4 * Environment.ProcessorCount;

    private readonly ConcurrentBag<T> _free = [];
    private int _made;

    /// <summary>Takes a job, if one is free or may still be made.</summary>
    public bool TryRent([NotNullWhen(true)] out T? job)
    {
        if (_free.TryTake(out job))
        {
            return true;
        }

        if (Volatile.Read(ref _made) < s_most && Interlocked.Increment(ref _made) <= s_most)
        {
            job = new();
            return true;
        }

        return false;
    }

    /// <summary>Puts a job back that nobody uses any more.</summary>
    public void Return(T job) => _free.Add(job);
}
