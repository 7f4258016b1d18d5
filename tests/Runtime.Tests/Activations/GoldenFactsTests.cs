using System.Text.Json;
using Conv3DGen.Testing.Golden;

namespace Conv3DGen.Runtime.Tests.Activations;

/// <summary>Against facts.json: each activation on 20 points, in float64.</summary>
public class GoldenFactsTests
{
    private static readonly JsonElement s_activations = GoldenFacts.Section("activations");

    public static TheoryData<string> Names() => [.. s_activations.GetProperty("float64").EnumerateObject().Select(p => p.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void AgreesWithTheFacts(string name)
    {
        Activation activation = name == "hard_sigmoid_keras2" ? Activation.HardSigmoidKeras2 : Activation.FromName(name);
        float[] actual = Formulas.Run(activation, [.. s_activations.GetProperty("grid").Numbers().Select(x => (float)x)]);
        double[] expected = s_activations.GetProperty("float64").GetProperty(name).Numbers();
        Assert.Equal(20, expected.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            // The grid's 0.001 is not a float32: its rounding is the difference here, not the activation's.
            Assert.Equal(expected[i], actual[i], 1e-10 + (1e-7 * Math.Abs(expected[i])));
        }
    }
}
