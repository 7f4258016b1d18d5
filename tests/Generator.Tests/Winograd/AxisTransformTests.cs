using Conv3DGen.Winograd;

namespace Conv3DGen.Generator.Tests.Winograd;

/// <summary>The transforms as mathematics, in double: filtering is what they compute, and their coefficients are what their names say.</summary>
public class AxisTransformTests
{
    private const double Exact = 1e-14;

    public static TheoryData<string> Forms => [.. Enum.GetNames<AxisForm>()];

    /// <summary>
    /// Filtering is linear in the inputs and in the taps, so that it is right for all numbers where it is right for one input and one tap at
    /// a time: input j and tap k meet in output j - k and in no other.
    /// </summary>
    [Theory]
    [MemberData(nameof(Forms))]
    public void Every_input_meets_every_tap_in_the_output_where_it_should(string form)
    {
        AxisTransform axis = AxisTransform.Of(Enum.Parse<AxisForm>(form));
        foreach (int input in Enumerable.Range(0, axis.Window).Where(j => !IsPadding(axis, j)))
        {
            for (int tap = 0; tap < axis.Taps; tap++)
            {
                double[] outputs = Filter(axis, Unit(axis.Window, input), Unit(axis.Taps, tap));
                for (int i = 0; i < axis.Outputs; i++)
                {
                    Assert.Equal(i + tap == input ? 1 : 0, outputs[i], Exact);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Random_inputs_and_taps_give_the_direct_sums(string form)
    {
        AxisTransform axis = AxisTransform.Of(Enum.Parse<AxisForm>(form));
        var random = new Random(3);
        for (int trial = 0; trial < 100; trial++)
        {
            double[] inputs = [.. Enumerable.Range(0, axis.Window).Select(j => IsPadding(axis, j) ? 0 : (random.NextDouble() * 2) - 1)];
            double[] taps = [.. Enumerable.Range(0, axis.Taps).Select(_ => (random.NextDouble() * 2) - 1)];

            double[] outputs = Filter(axis, inputs, taps);

            for (int i = 0; i < axis.Outputs; i++)
            {
                Assert.Equal(taps.Select((tap, k) => tap * inputs[i + k]).Sum(), outputs[i], 1e-12);
            }
        }
    }

    /// <summary>F(m, r) of the literature: m outputs of r taps with m + r - 1 products from as many inputs; the pair saves one more.</summary>
    [Theory]
    [InlineData("One", 1, 1, 1, 1)]
    [InlineData("F2", 2, 3, 4, 4)]
    [InlineData("F4", 4, 3, 6, 6)]
    [InlineData("Pair", 2, 3, 4, 3)]
    [InlineData("F2Of5", 2, 5, 6, 6)]
    [InlineData("F4Of2", 4, 2, 5, 5)]
    public void Each_form_has_its_sizes(string form, int outputs, int taps, int window, int products)
    {
        AxisTransform axis = AxisTransform.Of(Enum.Parse<AxisForm>(form));

        Assert.Equal((axis.Form, outputs, taps, window, products), (Enum.Parse<AxisForm>(form), axis.Outputs, axis.Taps, axis.Window, axis.Frequencies));
        Assert.All(axis.Weights, row => Assert.Equal(taps, row.Length));
        Assert.Equal(products, axis.Weights.Count);
        Assert.Equal(products, axis.Output.Inputs.Count);
    }

    [Theory]
    [InlineData("F4", "A,AA,AAA,B,BB,BBB,S")]
    [InlineData("F2Of5", "A,AA,B,BB,S")]
    [InlineData("F4Of2", "C,CC,CCC,CCDD,D,DD,DDD,T")]
    public void Coefficients_are_the_powers_that_their_names_spell(string form, string names)
    {
        AxisTransform axis = AxisTransform.Of(Enum.Parse<AxisForm>(form));
        var points = new Dictionary<char, double> { ['A'] = 2 / 3.0, ['B'] = 3 / 2.0, ['C'] = 1 / 2.0, ['D'] = 3 / 2.0 };
        var sums = new Dictionary<string, double> { ["S"] = (4 / 9.0) + (9 / 4.0), ["T"] = (1 / 4.0) + (9 / 4.0) };
        List<Coefficient> all = [.. axis.Input.Steps.Concat(axis.Output.Steps).Select(s => s.Factor).OfType<Coefficient>().Distinct()];

        Assert.Equal(names.Split(','), all.Select(c => c.Name).Order(StringComparer.Ordinal));
        Assert.All(all, c => Assert.Equal(sums.TryGetValue(c.Name, out double sum) ? sum : c.Name.Aggregate(1.0, (product, letter) => product * points[letter]), c.Value, 1e-15));
    }

    /// <summary>Groups are computed apart; a step that two of them need would be computed twice.</summary>
    [Theory]
    [MemberData(nameof(Forms))]
    public void Groups_of_frequencies_have_every_frequency_once_and_share_no_step(string form)
    {
        AxisTransform axis = AxisTransform.Of(Enum.Parse<AxisForm>(form));
        IEnumerable<LineStep> steps = axis.InputGroups.SelectMany(group => axis.Input.StepsFor(group.Select(i => axis.Input.Results[i])));

        Assert.Equal(Enumerable.Range(0, axis.Frequencies), axis.InputGroups.SelectMany(group => group).Order());
        Assert.Equal(axis.Input.Steps.Select(s => s.Name).Order(StringComparer.Ordinal), steps.Select(s => s.Name).Order(StringComparer.Ordinal));
    }

    /// <summary>F(4,3) and F(2,5) have one set of points, so that the passes of their inputs are one.</summary>
    [Fact]
    public void F2Of5_transforms_its_inputs_as_F4_does()
        => Assert.Same(AxisTransform.Of(AxisForm.F4).Input, AxisTransform.Of(AxisForm.F2Of5).Input);

    private static double[] Filter(AxisTransform axis, double[] inputs, double[] taps)
    {
        double[] frequencies = LineEvaluation.Run(axis.Input, inputs);
        return LineEvaluation.Run(axis.Output, [.. frequencies.Zip(axis.Weights, (r, row) => r * row.Zip(taps, (g, tap) => g * tap).Sum())]);
    }

    /// <summary>The pair is for windows whose ends lie in the padding.</summary>
    private static bool IsPadding(AxisTransform axis, int input) => axis.Form == AxisForm.Pair && (input == 0 || input == axis.Window - 1);

    private static double[] Unit(int length, int place) => [.. Enumerable.Range(0, length).Select(i => i == place ? 1.0 : 0)];
}
