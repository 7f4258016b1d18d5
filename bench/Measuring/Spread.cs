namespace Conv3DGen.Bench.Measuring;

/// <summary>A figure taken in several rounds.</summary>
/// <param name="Median">The middle round, or the mean of the middle two.</param>
/// <param name="Low">The lowest round.</param>
/// <param name="High">The highest round.</param>
internal readonly record struct Spread(double Median, double Low, double High)
{
    /// <summary>The spread of at least one value.</summary>
    public static Spread Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return new((sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2, sorted[0], sorted[^1]);
    }
}
