namespace Conv3DGen.Kernels;

/// <summary>How far a call may spread over threads. The result does not depend on it.</summary>
/// <param name="MaxThreads">The most threads, the caller's included; at least 1.</param>
/// <param name="MultiplyAddsPerHelper">The least work that is worth a thread beside the caller's.</param>
internal readonly record struct Parallelism(int MaxThreads, double MultiplyAddsPerHelper)
{
    /// <summary>
    /// About 15 microseconds of work. With one helper such layers take 0.55 to 0.65 of the time when calls follow each other within 0.2 ms;
    /// after pauses, when a helper has to be woken, 3 to 5 microseconds more than alone. Less work would lose more by it.
    /// </summary>
    private const double WorthAHelper = 1 << 20;

    /// <summary>More than any machine has; cuts into work multiply it.</summary>
    private const int MostThreads = 1 << 12;

    /// <summary>Up to a number of threads where the work is worth them.</summary>
    public static Parallelism UpTo(int maxThreads) => new(maxThreads, WorthAHelper);

    /// <summary>The threads for a number of multiply-adds.</summary>
    public int Threads(double multiplyAdds) => (int)Math.Clamp(1 + (multiplyAdds / MultiplyAddsPerHelper), 1, Math.Min(MaxThreads, MostThreads));
}
