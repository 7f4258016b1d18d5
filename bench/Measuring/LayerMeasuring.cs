using System.Diagnostics;
using Conv3DGen.Bench.Contenders;
using Conv3DGen.Bench.Layers;

namespace Conv3DGen.Bench.Measuring;

/// <summary>Measures layers one after the other: results first, then times.</summary>
/// <param name="contenders">Who runs, from <see cref="ContenderNames"/>.</param>
/// <param name="rounds">Timed rounds.</param>
/// <param name="threads">Threads of each contender.</param>
internal sealed class LayerMeasuring(IReadOnlyList<string> contenders, int rounds, int threads)
{
    /// <summary>Long enough for the runtime to recompile, in the background, what every call passes through.</summary>
    private const int TieringMs = 400;

    private readonly FmaPeak _peak = new(threads);
    private readonly List<string> _refusals = [];

    /// <summary>Who was left out of a layer so far, and why.</summary>
    public IReadOnlyList<string> Refusals => _refusals;

    /// <summary>Runs a small layer for a while: without this the first layer would meet code that is not optimised yet.</summary>
    public void WarmUp()
    {
        BenchLayer layer = LayerTable.All.MinBy(candidate => candidate.MultiplyAdds)!;
        using var data = new LayerData(layer);
        using var set = new ContenderSet(contenders, layer, data, threads);
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start).TotalMilliseconds < TieringMs)
        {
            _peak.Measure();
            foreach (IContender contender in set.Contenders)
            {
                contender.Run();
            }
        }
    }

    /// <summary>Measures one layer.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="onRound">Called after each round.</param>
    public LayerTimes Measure(BenchLayer layer, Action onRound)
    {
        using var data = new LayerData(layer);
        using var set = new ContenderSet(contenders, layer, data, threads);
        _refusals.AddRange(set.Refusals);
        double[] errors = Errors(layer, data, set.Contenders);
        (double[][] ms, double[][] peaks) = new Rounds(_peak, threads).Run(set.Contenders, rounds, onRound);
        return new(
            layer.Id,
            layer.Name,
            layer.FormatName,
            layer.Shape,
            layer.MultiplyAdds,
            [.. set.Contenders.Select((contender, i) => new ContenderTimes(contender.Name, contender.Kernel, errors[i], ms[i], peaks[i]))]);
    }

    private static double[] Errors(BenchLayer layer, LayerData data, IReadOnlyList<IContender> contenders)
    {
        double[] expected = Reference.Run(layer, data);
        float[] actual = new float[expected.Length];
        return [.. contenders.Select(contender =>
        {
            contender.Run();
            contender.CopyOutput(actual);
            return Reference.MaxError(actual, expected);
        })];
    }
}
