using System.Globalization;

namespace Embedded;

/// <summary>Whether this build computes on this device what the model should.</summary>
internal static class SelfTest
{
    /// <summary>Compares the output for <see cref="Baked.Input"/> with the golden one, and prints the largest error.</summary>
    /// <param name="actual">[1, 64, 4, 4, 4].</param>
    /// <param name="console">What it is printed to.</param>
    /// <returns>Whether every value is within the golden tolerance; NaN is not.</returns>
    public static bool Passes(ReadOnlySpan<float> actual, TextWriter console)
    {
        ReadOnlySpan<float> expected = Baked.Output, tolerance = Baked.Tolerance;
        double error = 0, ofTolerance = 0;
        for (int i = 0; i < expected.Length; i++)
        {
            double difference = Math.Abs((double)actual[i] - expected[i]);
            error = Math.Max(error, difference);
            ofTolerance = Math.Max(ofTolerance, difference / (tolerance[0] + (tolerance[1] * Math.Abs(expected[i]))));
        }

        console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"self-test: largest error {error:0.0e0}, {ofTolerance:P1} of what is allowed"));
        return ofTolerance <= 1;
    }
}
