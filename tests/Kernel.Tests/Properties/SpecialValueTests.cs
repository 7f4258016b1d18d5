using Conv3DGen.Testing;
using Conv3DGen.Testing.Reference;

namespace Conv3DGen.Kernel.Tests.Properties;

/// <summary>NaN, infinities and zeros go where the convolution takes them and nowhere else.</summary>
public class SpecialValueTests
{
    public static TheoryData<string, string> Rows() => SpecifiedProblem.Rows(SpecifiedProblem.OnePerSpec.Where((_, i) => i % 3 == 0));

    [Theory]
    [MemberData(nameof(Rows))]
    public void NaNReachesExactlyTheOutputsThatSeeIt(string name, string implementation)
    {
        SpecifiedProblem random = SpecifiedProblem.Named(name);
        foreach (int place in Places(random))
        {
            SpecifiedProblem spoilt = WithInput(random, place, float.NaN);
            bool[] sees = Reach.Of(random.Data.Problem, place);
            foreach (Activation activation in (Activation[])[Activation.Linear, Activation.Relu, Activation.Relu6])
            {
                float[] output = Run(spoilt, implementation, activation);
                Assert.Equal(sees, Array.ConvertAll(output, float.IsNaN));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void InfinitiesFollowTheArithmetic(string name, string implementation)
    {
        SpecifiedProblem random = SpecifiedProblem.Named(name);
        foreach (int place in Places(random))
        {
            SpecifiedProblem infinite = WithInput(random, place, float.NegativeInfinity);
            float[] sums = infinite.Data.FmaOrderSums();
            TensorAssert.Same(sums, Run(infinite, implementation, Activation.Linear), random.Data.Problem);
            TensorAssert.Same(Array.ConvertAll(sums, x => x < 0 ? 0 : x > 6 ? 6 : x), Run(infinite, implementation, Activation.Relu6), random.Data.Problem);
        }
    }

    /// <summary>A kernel that multiplied padding by weights would make NaN of it.</summary>
    [Theory]
    [MemberData(nameof(Rows))]
    public void InfiniteWeightsDoNotMeetThePadding(string name, string implementation)
    {
        SpecifiedProblem random = SpecifiedProblem.Named(name);
        float[] kernel = [.. random.Data.Kernel];
        int tap = random.Data.Problem.ChannelsPerGroup * random.Data.Problem.Filters;
        kernel.AsSpan(0, tap).Fill(float.PositiveInfinity);
        kernel.AsSpan(kernel.Length - tap).Fill(float.PositiveInfinity);
        SpecifiedProblem infinite = random.With(kernel: kernel);
        TensorAssert.Same(infinite.Data.FmaOrderSums(), Run(infinite, implementation, Activation.Linear), random.Data.Problem);
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void ZerosOfBothSignsGiveZero(string name, string implementation)
    {
        SpecifiedProblem random = SpecifiedProblem.Named(name);
        float[] input = [.. random.Data.Input.Select(x => x < 0 ? -0f : 0f)];
        float[]? bias = random.Data.Bias is null ? null : [.. random.Data.Bias.Select(_ => -0f)];
        SpecifiedProblem zero = random.With(input, bias: bias);
        Assert.All(Run(zero, implementation, Activation.Linear), y => Assert.True(y == 0));
        Assert.All(Run(zero, implementation, Activation.Relu6), y => Assert.True(y == 0));
    }

    /// <summary>The first, a middle and the last input element.</summary>
    private static int[] Places(SpecifiedProblem random) => [0, random.Data.Input.Length / 2, random.Data.Input.Length - 1];

    private static SpecifiedProblem WithInput(SpecifiedProblem random, int place, float value)
    {
        float[] input = [.. random.Data.Input];
        input[place] = value;
        return random.With(input);
    }

    private static float[] Run(SpecifiedProblem random, string implementation, Activation activation)
        => random.Layer(implementation, activation).Run(random.Data.Problem, random.Data.Input);
}
