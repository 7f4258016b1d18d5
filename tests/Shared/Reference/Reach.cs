namespace Conv3DGen.Testing.Reference;

/// <summary>Which outputs an input element reaches.</summary>
public static class Reach
{
    /// <summary>For every output, whether one of its taps reads the input element at <paramref name="inputIndex"/>.</summary>
    public static bool[] Of(ConvProblem problem, int inputIndex)
    {
        // A convolution with weights of 1 that counts how often each output reads the element.
        var input = new float[problem.InputCount];
        input[inputIndex] = 1;
        var ones = new float[problem.KernelCount];
        Array.Fill(ones, 1);
        return Array.ConvertAll(ReferenceConvolution.Run(problem, input, ones, bias: null), count => count > 0);
    }
}
