using System.Diagnostics;

namespace Embedded.Tests;

public class LatenciesTests
{
    private static readonly long s_millisecond = Stopwatch.Frequency / 1000;

    [Fact]
    public void APercentileIsTheShortestTimeThatSoManyDidNotExceed()
    {
        var latencies = new Latencies(200);
        for (int ms = 200; ms > 0; ms--)
        {
            latencies.Add(ms * s_millisecond);
        }

        Assert.Equal("p50 100.000 ms, p90 180.000 ms, p99 198.000 ms, max 200.000 ms", latencies.ToString());
    }

    [Fact]
    public void OneTimeIsAllOfThem()
    {
        var latencies = new Latencies(5);
        latencies.Add(3 * s_millisecond);

        Assert.Equal("p50 3.000 ms, p90 3.000 ms, p99 3.000 ms, max 3.000 ms", latencies.ToString());
    }
}
