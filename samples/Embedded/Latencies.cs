using System.Diagnostics;
using System.Globalization;

namespace Embedded;

/// <summary>Times of calls, in memory that is taken before the first.</summary>
/// <param name="capacity">How many there will be.</param>
internal sealed class Latencies(int capacity)
{
    private readonly long[] _ticks = new long[capacity];
    private int _count;

    /// <summary>Adds a time.</summary>
    /// <param name="ticks">In ticks of <see cref="Stopwatch"/>.</param>
    public void Add(long ticks) => _ticks[_count++] = ticks;

    /// <summary>"p50 0.101 ms, p90 0.102 ms, p99 0.110 ms, max 0.150 ms". Sorts the times.</summary>
    public override string ToString()
    {
        Array.Sort(_ticks, 0, _count);
        return string.Create(CultureInfo.InvariantCulture, $"p50 {Milliseconds(50):0.000} ms, p90 {Milliseconds(90):0.000} ms, p99 {Milliseconds(99):0.000} ms, max {Milliseconds(100):0.000} ms");
    }

    /// <summary>The shortest time that so many percent of the calls did not exceed.</summary>
    private double Milliseconds(int percent)
        => Stopwatch.GetElapsedTime(0, _ticks[(((percent * _count) + 99) / 100) - 1]).TotalMilliseconds;
}
