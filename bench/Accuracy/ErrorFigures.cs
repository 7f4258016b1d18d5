namespace Conv3DGen.Bench.Accuracy;

/// <summary>How far results are from the exact ones.</summary>
/// <param name="Rms">Root mean square of the differences.</param>
/// <param name="Largest">The largest difference, relative to the largest exact result.</param>
internal readonly record struct ErrorFigures(double Rms, double Largest)
{
    /// <summary>Compares results with exact ones.</summary>
    public static ErrorFigures Of(ReadOnlySpan<float> actual, ReadOnlySpan<double> exact)
    {
        double squares = 0;
        double largest = 0;
        double magnitude = 0;
        for (int i = 0; i < actual.Length; i++)
        {
            double difference = Math.Abs(actual[i] - exact[i]);
            squares += difference * difference;
            largest = Math.Max(largest, difference);
            magnitude = Math.Max(magnitude, Math.Abs(exact[i]));
        }

        return new(Math.Sqrt(squares / actual.Length), largest / magnitude);
    }
}
