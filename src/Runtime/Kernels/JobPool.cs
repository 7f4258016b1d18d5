using System.Collections.Concurrent;

namespace Conv3DGen.Kernels;

/// <summary>
/// A bounded number of jobs of one kind that calls reuse. Where helpers are so late that all jobs are still theirs, the thread pool is busy
/// and a call does better alone: so calls allocate nothing once the bound is reached.
/// </summary>
/// <param name="make">Makes a job.</param>
/// <remarks>Not generic: every kind would bring a bag of its own, with all its code, into programs.</remarks>
internal sealed class JobPool(Func<SharedJob> make)
{
    private static readonly int s_most = 4 * Environment.ProcessorCount;

    private readonly ConcurrentBag<SharedJob> _free = [];
    private int _made;

    /// <summary>A job, if one is free or may still be made; null otherwise.</summary>
    public SharedJob? Rent()
    {
        if (_free.TryTake(out SharedJob? job))
        {
            return job;
        }

        return Volatile.Read(ref _made) < s_most && Interlocked.Increment(ref _made) <= s_most ? make() : null;
    }

    /// <summary>Puts a job back that nobody uses any more.</summary>
    public void Return(SharedJob job) => _free.Add(job);
}
