using System.Globalization;
using Conv3DGen.Bench.Measuring;

namespace Conv3DGen.Bench.Report;

/// <summary>How figures are spelled, the same in every report and every country.</summary>
internal static class Figures
{
    /// <summary>Milliseconds to about three digits.</summary>
    public static string Ms(double ms) => ms.ToString(ms < 1 ? "0.0000" : ms < 10 ? "0.00" : ms < 100 ? "0.0" : "0", CultureInfo.InvariantCulture);

    /// <summary>"1.52".</summary>
    public static string Ratio(double ratio) => ratio.ToString(ratio < 9.995 ? "0.00" : "0.0", CultureInfo.InvariantCulture);

    /// <summary>"1.52 (1.40-1.63)".</summary>
    public static string Ratio(Spread ratio) => $"{Ratio(ratio.Median)} ({Ratio(ratio.Low)}-{Ratio(ratio.High)})";

    /// <summary>"94.1 %".</summary>
    public static string Percent(double share) => share.ToString("0.0 %", CultureInfo.InvariantCulture);

    /// <summary>"2.1e-7".</summary>
    public static string Error(double error) => error == 0 ? "0" : error.ToString("0.0e+0", CultureInfo.InvariantCulture);

    /// <summary>"1 thread".</summary>
    public static string Threads(int threads) => threads == 1 ? "1 thread" : string.Create(CultureInfo.InvariantCulture, $"{threads} threads");
}
