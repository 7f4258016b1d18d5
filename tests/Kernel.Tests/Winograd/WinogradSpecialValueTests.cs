using Conv3DGen.Testing;
using Conv3DGen.Testing.Problems;
using Conv3DGen.Testing.Reference;
using Conv3DGen.Winograd;

namespace Conv3DGen.Kernel.Tests.Winograd;

/// <summary>NaN and infinities reach at least the outputs that see them; the transforms carry them through their whole tile.</summary>
public class WinogradSpecialValueTests
{
    private static readonly IReadOnlyList<ConvProblem> s_problems = WinogradProblems.Create(24, seed: 9);

    public static TheoryData<int> Problems => [.. Enumerable.Range(0, s_problems.Count)];

    [Theory]
    [MemberData(nameof(Problems))]
    public void NoneIsSwallowed(int index)
    {
        ProblemData data = ProblemData.Create(s_problems[index], seed: index);
        foreach (int place in (int[])[0, data.Input.Length / 2, data.Input.Length - 1])
        {
            bool[] sees = Reach.Of(data.Problem, place);
            foreach (float value in (float[])[float.NaN, float.PositiveInfinity, float.NegativeInfinity])
            {
                ProblemData spoilt = data with { Input = [.. data.Input] };
                spoilt.Input[place] = value;
                foreach (WinogradForm form in WinogradLayers.Forms(data.Problem))
                {
                    float[] output = WinogradLayers.Portable(spoilt, form).Run(data.Problem, spoilt.Input);
                    Assert.All(output.Zip(sees), pair => Assert.True(!pair.Second || !float.IsFinite(pair.First), $"{data.Problem} by {form}: {value} was swallowed"));
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Problems))]
    public void NaNPassesTheFusedActivation(int index)
    {
        ProblemData data = ProblemData.Create(s_problems[index], seed: index);
        data.Input[data.Input.Length / 2] = float.NaN;
        bool[] sees = Reach.Of(data.Problem, data.Input.Length / 2);
        foreach (WinogradForm form in WinogradLayers.Forms(data.Problem))
        {
            float[] output = WinogradLayers.Portable(data, form, Activation.Relu6).Run(data.Problem, data.Input);
            Assert.All(output.Zip(sees), pair => Assert.True(float.IsNaN(pair.First) || (!pair.Second && pair.First is >= 0 and <= 6)));
        }
    }

    [Theory]
    [MemberData(nameof(Problems))]
    public void ZerosGiveZero(int index)
    {
        ProblemData data = ProblemData.Create(s_problems[index], seed: index);
        data = data with { Input = Array.ConvertAll(data.Input, x => x < 0 ? -0f : 0f), Bias = null, Problem = data.Problem with { UseBias = false } };
        foreach (WinogradForm form in WinogradLayers.Forms(data.Problem))
        {
            Assert.All(WinogradLayers.Portable(data, form).Run(data.Problem, data.Input), y => Assert.True(y == 0));
        }
    }
}
