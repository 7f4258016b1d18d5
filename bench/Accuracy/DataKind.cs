namespace Conv3DGen.Bench.Accuracy;

/// <summary>What numbers a convolution is measured on.</summary>
/// <param name="Name">For people.</param>
/// <param name="Input">A number of the input.</param>
/// <param name="Weight">A weight, given how many meet in one sum.</param>
internal sealed record DataKind(string Name, Func<Random, double> Input, Func<Random, int, double> Weight)
{
    public static IReadOnlyList<DataKind> All { get; } =
    [
        new("inputs and weights uniform in [-1, 1)", Uniform, (random, _) => Uniform(random)),
        new("inputs half-rectified normal, weights normal with He's scale: a layer after ReLU", random => Math.Max(Normal(random), 0), He),
        new("inputs 100 + normal, weights normal with He's scale: data that nobody has centred", random => 100 + Normal(random), He),
    ];

    /// <summary>Fills an input and the weights; the same numbers at every run.</summary>
    public void Fill(Span<float> input, Span<float> weights, int taps)
    {
        var random = new Random(1);
        foreach (ref float value in input)
        {
            value = (float)Input(random);
        }

        foreach (ref float value in weights)
        {
            value = (float)Weight(random, taps);
        }
    }

    private static double Uniform(Random random) => (random.NextDouble() * 2) - 1;

    private static double He(Random random, int taps) => Normal(random) * Math.Sqrt(2.0 / taps);

    /// <summary>A standard normal number (Box and Muller).</summary>
    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
