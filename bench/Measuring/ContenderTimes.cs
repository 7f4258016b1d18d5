namespace Conv3DGen.Bench.Measuring;

/// <summary>One contender on one layer. The rounds of all contenders of a layer belong together, number by number.</summary>
/// <param name="Name">The contender.</param>
/// <param name="Kernel">The kernel that ran.</param>
/// <param name="MaxError">The largest difference to the float64 result, over the largest value of that.</param>
/// <param name="Ms">Milliseconds a call, one figure a round.</param>
/// <param name="Peaks">The machine's peak beside each of them, in multiply-adds a second.</param>
internal sealed record ContenderTimes(string Name, string Kernel, double MaxError, double[] Ms, double[] Peaks)
{
    /// <summary>More than float32 can lose on any of these layers, with any algorithm: a result further off is a wrong one.</summary>
    private const double Tolerance = 1e-4;

    /// <summary>Whether the result is that of another convolution, so that its time means nothing.</summary>
    public bool IsWrong => !(MaxError <= Tolerance);

    /// <summary>Milliseconds a call.</summary>
    public Spread Time => Spread.Of(Ms);

    /// <summary>How many times longer <paramref name="other"/> took, round by round: both met the same neighbours.</summary>
    public Spread Lead(ContenderTimes other) => Spread.Of(Ms.Zip(other.Ms, (mine, its) => its / mine));

    /// <summary>The share of the machine's peak that <paramref name="multiplyAdds"/> multiply-adds a call were.</summary>
    public Spread EffectivePeak(double multiplyAdds) => Spread.Of(Ms.Zip(Peaks, (ms, peak) => multiplyAdds / (ms / 1000) / peak));
}
