namespace Conv3DGen.Kernels;

/// <summary>How far a call may spread over threads. The result does not depend on it.</summary>
/// <param name="MaxThreads">The most threads, the caller's included; at least 1.</param>
/// <param name="MultiplyAddsPerThread">The least work that is worth a thread.</param>
internal readonly record struct Parallelism(int MaxThreads, double MultiplyAddsPerThread)
{
    /// <summary>About 20 microseconds of work; below, waking another thread costs more than it brings.</summary>
    private const double WorthAThread = 1 << 20;

    /// <summary>More than any machine has; cuts into work multiply it.</summary>
    private const int MostThreads = 1 << 12;

    /// <summary>Up to a number of threads where the work is worth them.</summary>
    public static Parallelism UpTo(int maxThreads) => new(maxThreads, WorthAThread);

    /// <summary>The threads for a number of multiply-adds.</summary>
    public int Threads(double multiplyAdds) => (int)Math.Clamp(multiplyAdds / MultiplyAddsPerThread, 1, Math.Min(MaxThreads, MostThreads));
}
