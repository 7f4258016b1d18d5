using System.Globalization;
using Quickstart.Measuring;

namespace Quickstart.Report;

/// <summary>How measurements are spelled, on the console and on the page alike.</summary>
internal static class MeasurementText
{
    public static string Ms(double ms) => Invariant(ms < 10 ? $"{ms:0.00}" : ms < 100 ? $"{ms:0.0}" : $"{ms:0}");

    public static string Ratio(LayerMeasurement measurement) => Invariant(measurement.Ratio < 10 ? $"{measurement.Ratio:0.0}×" : $"{measurement.Ratio:0}×");

    public static string Difference(LayerMeasurement measurement) => measurement.MaxDifference == 0 ? "0" : Invariant($"{measurement.MaxDifference:0.0e+0}");

    public static string MultiplyAdds(LayerMeasurement measurement) => Invariant($"{measurement.MultiplyAdds / 1e9:0.00}");

    /// <summary>A number the same way in every country.</summary>
    public static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
