using System.Diagnostics;

namespace Conv3DGen.Bench.Measuring;

/// <summary>
/// The arithmetic peak right now: how many multiply-adds a second the widest vectors of this process do when nothing else is in
/// their way. Neighbours on the machine and clock steps change it from second to second, so it is measured beside every sample.
/// </summary>
internal sealed class FmaPeak(int threads)
{
    /// <summary>About a quarter of a millisecond.</summary>
    private const int Iterations = 25_000;

    private const int Attempts = 3;

    /// <summary>Multiply-adds a second of all threads together, the best of a few attempts.</summary>
    public double Measure()
    {
        double best = 0;
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            best = Math.Max(best, threads == 1 ? One() : All());
        }

        return best;
    }

    private static double One()
    {
        long start = Stopwatch.GetTimestamp();
        double multiplyAdds = PeakLoop.Run(Iterations);
        return multiplyAdds / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>All threads at the same time: each starts when the last one is there.</summary>
    private double All()
    {
        int waiting = threads;
        var rates = new double[threads];
        var helpers = new Thread[threads - 1];
        for (int i = 0; i < helpers.Length; i++)
        {
            int number = i + 1;
            helpers[i] = new(() => rates[number] = Together());
            helpers[i].Start();
        }

        rates[0] = Together();
        foreach (Thread helper in helpers)
        {
            helper.Join();
        }

        return rates.Sum();

        double Together()
        {
            Interlocked.Decrement(ref waiting);
            while (Volatile.Read(ref waiting) > 0)
            {
                Thread.SpinWait(1);
            }

            return One();
        }
    }
}
