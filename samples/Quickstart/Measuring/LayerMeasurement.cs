namespace Quickstart.Measuring;

/// <summary>One layer on its generated kernel and on the generic fallback.</summary>
/// <param name="KernelName">The kernel that ran, or why none did.</param>
/// <param name="KernelMs">Median milliseconds with it.</param>
/// <param name="FallbackMs">Median milliseconds on the fallback.</param>
/// <param name="MaxDifference">The largest difference between the two outputs.</param>
/// <param name="MultiplyAdds">Multiply-adds of one run, those with padding included.</param>
internal sealed record LayerMeasurement(string KernelName, double KernelMs, double FallbackMs, double MaxDifference, long MultiplyAdds)
{
    /// <summary>How many times faster the kernel was.</summary>
    public double Ratio => FallbackMs / KernelMs;

    /// <summary>Everything one after the other.</summary>
    public static LayerMeasurement Total(IReadOnlyCollection<LayerMeasurement> layers) => new(
        "",
        layers.Sum(layer => layer.KernelMs),
        layers.Sum(layer => layer.FallbackMs),
        layers.Max(layer => layer.MaxDifference),
        layers.Sum(layer => layer.MultiplyAdds));
}
