using System.Globalization;
using Quickstart.Measuring;

namespace Quickstart.Report;

/// <summary>How measurements are spelled, on the console and on the page alike.</summary>
internal static class MeasurementText
{
    /// <summary>Milliseconds, to about three digits.</summary>
    public static string Ms(double ms) => ms.ToString(ms < 10 ? "0.00" : ms < 100 ? "0.0" : "0", CultureInfo.InvariantCulture);

    public static string Ratio(LayerMeasurement measurement) =>
        measurement.Ratio.ToString(measurement.Ratio < 10 ? "0.0×" : "0×", CultureInfo.InvariantCulture);

    public static string Difference(LayerMeasurement measurement) => measurement.MaxDifference == 0 ? "0" : Invariant($"{measurement.MaxDifference:0.0e+0}");

    public static string MultiplyAdds(LayerMeasurement measurement) => Invariant($"{measurement.MultiplyAdds / 1e9:0.00}");

    /// <summary>A number the same way in every country.</summary>
    public static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
