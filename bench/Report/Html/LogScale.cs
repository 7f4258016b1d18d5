namespace Conv3DGen.Bench.Report.Html;

/// <summary>A logarithmic axis: equal ratios are equally far apart, so that half and double weigh the same.</summary>
/// <param name="Low">The value at the left end; positive.</param>
/// <param name="High">The value at the right end; above <paramref name="Low"/>.</param>
/// <param name="Left">Where the axis begins.</param>
/// <param name="Width">How long it is.</param>
internal sealed record LogScale(double Low, double High, double Left, double Width)
{
    private static readonly double[] s_ticks = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100];

    /// <summary>The values worth a line.</summary>
    public IEnumerable<double> Ticks => s_ticks.Where(tick => tick >= Low && tick <= High);

    /// <summary>A scale for these values that shows 1 and ends at ticks; what lies beyond the last tick is drawn at the edge.</summary>
    public static LogScale For(IEnumerable<double> values, double left, double width)
    {
        double[] all = [.. values, 0.8, 1.25];
        double low = s_ticks.LastOrDefault(tick => tick <= all.Min(), s_ticks[0]);
        double high = s_ticks.FirstOrDefault(tick => tick >= all.Max(), s_ticks[^1]);
        return new(low, high, left, width);
    }

    /// <summary>Where a value is.</summary>
    public double Place(double value) => Left + (Width * Math.Log(Math.Clamp(value, Low, High) / Low) / Math.Log(High / Low));
}
