using System.Diagnostics;
using Conv3DGen.Bench.Contenders;

namespace Conv3DGen.Bench.Measuring;

/// <summary>
/// Takes turns: every round times each contender once, in an order of its own, with the machine's peak measured in between.
/// Neighbours on a shared machine make code swing for seconds; within a round all meet the same machine.
/// </summary>
internal sealed class Rounds(FmaPeak peak, int threads)
{
    /// <summary>A sample lasts at least this long: short calls are repeated.</summary>
    private const double SampleMs = 10;

    /// <summary>Time for the threads of the contender before to stop spinning and fall asleep.</summary>
    private const int PauseMs = 5;

    /// <summary>Times the contenders.</summary>
    /// <param name="contenders">Each has run before: its code is compiled and its memory touched.</param>
    /// <param name="rounds">How many rounds, at least 1.</param>
    /// <param name="onRound">Called after each.</param>
    /// <returns>Milliseconds a call and peaks beside them, [contender][round].</returns>
    public (double[][] Ms, double[][] Peaks) Run(IReadOnlyList<IContender> contenders, int rounds, Action onRound)
    {
        int[] calls = [.. contenders.Select(CallsPerSample)];
        double[][] ms = [.. contenders.Select(_ => new double[rounds])];
        double[][] peaks = [.. contenders.Select(_ => new double[rounds])];
        int[] order = [.. Enumerable.Range(0, contenders.Count)];
        var random = new Random(1);
        for (int round = 0; round < rounds; round++)
        {
            random.Shuffle(order);
            double before = PeakNow();
            foreach (int i in order)
            {
                ms[i][round] = Sample(contenders[i], calls[i]);
                double after = PeakNow();
                peaks[i][round] = Math.Max(before, after);
                before = after;
            }

            onRound();
        }

        return (ms, peaks);
    }

    /// <summary>How many calls make a sample.</summary>
    private static int CallsPerSample(IContender contender)
    {
        double once = Math.Min(Time(contender, 1), Time(contender, 1));
        return once >= SampleMs ? 1 : (int)Math.Ceiling(SampleMs / (Time(contender, (int)(SampleMs / once) + 1) + 1e-6));
    }

    /// <summary>Milliseconds a call. Short calls are led in by one that wakes the threads and fetches the data.</summary>
    private static double Sample(IContender contender, int calls)
    {
        if (calls > 1)
        {
            contender.Run();
        }

        return Time(contender, calls);
    }

    private static double Time(IContender contender, int calls)
    {
        long start = Stopwatch.GetTimestamp();
        for (int call = 0; call < calls; call++)
        {
            contender.Run();
        }

        return Stopwatch.GetElapsedTime(start).TotalMilliseconds / calls;
    }

    private double PeakNow()
    {
        if (threads > 1)
        {
            Thread.Sleep(PauseMs);
        }

        return peak.Measure();
    }
}
