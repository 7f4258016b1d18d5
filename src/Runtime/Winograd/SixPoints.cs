namespace Conv3DGen.Winograd;

/// <summary>
/// Interpolation at 0, +-2/3, +-3/2 and infinity: what F(4,3) and F(2,5), which differ in how they share six inputs between outputs and taps,
/// have in common.
/// </summary>
internal static class SixPoints
{
    public static readonly Coefficient A = new("A", 2 / 3.0, "a = 2/3, an interpolation point");
    public static readonly Coefficient B = new("B", 3 / 2.0, "b = 3/2, an interpolation point; a b = 1");
    public static readonly Coefficient AA = new("AA", 4 / 9.0, "a^2");
    public static readonly Coefficient BB = new("BB", 9 / 4.0, "b^2");
    public static readonly Coefficient AAA = new("AAA", 8 / 27.0, "a^3");
    public static readonly Coefficient BBB = new("BBB", 27 / 8.0, "b^3");
    public static readonly Coefficient Sum = new("S", (4 / 9.0) + (9 / 4.0), "a^2 + b^2");

    /// <summary>Six inputs (d) to frequencies (r).</summary>
    public static readonly StraightLine Input = new(
        ["d0", "d1", "d2", "d3", "d4", "d5"],
        [
            new("u0", LineOperation.Add, "d0", "d4"),
            new("r0", LineOperation.SubtractScaled, "u0", "d2", Sum),
            new("u5", LineOperation.Add, "d1", "d5"),
            new("r5", LineOperation.SubtractScaled, "u5", "d3", Sum),
            new("e1", LineOperation.SubtractScaled, "d4", "d2", BB),
            new("q1", LineOperation.SubtractScaled, "d3", "d1", BB),
            new("t1", LineOperation.Scale, "", "q1", A),
            new("r1", LineOperation.Add, "e1", "t1"),
            new("r2", LineOperation.Subtract, "e1", "t1"),
            new("e3", LineOperation.SubtractScaled, "d4", "d2", AA),
            new("q3", LineOperation.SubtractScaled, "d3", "d1", AA),
            new("t3", LineOperation.Scale, "", "q3", B),
            new("r3", LineOperation.Add, "e3", "t3"),
            new("r4", LineOperation.Subtract, "e3", "t3"),
        ],
        ["r0", "r1", "r2", "r3", "r4", "r5"]);

    /// <summary>G, for taps enough to leave an output: frequency x tap.</summary>
    public static double[][] Weights(int taps)
    {
        double[] zero = new double[taps];
        double[] infinity = new double[taps];
        zero[0] = 1;
        infinity[^1] = 1;
        return [zero, Row(2 / 3.0, 3 / 2.0, taps), Row(-2 / 3.0, 3 / 2.0, taps), Row(3 / 2.0, 2 / 3.0, taps), Row(-3 / 2.0, 2 / 3.0, taps), infinity];
    }

    /// <summary>The row of G for the point p beside +-q: [1, p, p^2, ...] / (2 p^2 (p^2 - q^2)).</summary>
    private static double[] Row(double p, double q, int taps)
    {
        double scale = 2 * p * p * ((p * p) - (q * q));
        double[] row = new double[taps];
        double power = 1;
        for (int tap = 0; tap < taps; tap++, power *= p)
        {
            row[tap] = power / scale;
        }

        return row;
    }
}
