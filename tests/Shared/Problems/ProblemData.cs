using Conv3DGen.Testing.Reference;

namespace Conv3DGen.Testing.Problems;

/// <summary>Random tensors for a problem: full 24-bit mantissas, so that another order of additions gives other bits.</summary>
/// <param name="Problem">The problem.</param>
/// <param name="Input">The input in its axis order.</param>
/// <param name="Kernel">[kd, kh, kw, channels / groups, filters].</param>
/// <param name="Bias">[filters], or null.</param>
public sealed record ProblemData(ConvProblem Problem, float[] Input, float[] Kernel, float[]? Bias)
{
    /// <summary>Makes the tensors; the same seed gives the same values.</summary>
    public static ProblemData Create(ConvProblem problem, int seed)
    {
        var random = new Random(seed);
        float[] input = Values(random, problem.InputCount);
        float[] kernel = Values(random, problem.KernelCount);
        return new(problem, input, kernel, problem.UseBias ? Values(random, problem.Filters) : null);
    }

    /// <summary>What every implementation must give, bit for bit, under a linear activation.</summary>
    public float[] FmaOrderSums() => ReferenceConvolution.Run(Problem, Input, Kernel, Bias);

    private static float[] Values(Random random, int count)
    {
        var values = new float[count];
        foreach (ref float value in values.AsSpan())
        {
            value = (random.NextSingle() * 2) - 1;
        }

        return values;
    }
}
