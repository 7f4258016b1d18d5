using Conv3DGen.Kernel.Tests.Compilation;
using Conv3DGen.Testing;
using Conv3DGen.Testing.Problems;

namespace Conv3DGen.Kernel.Tests.Properties;

/// <summary>A problem with what it takes to check direct convolution of it, made when it is first asked for.</summary>
internal sealed class CheckedProblem(ConvProblem problem, int seed)
{
    private readonly Lazy<(ProblemData Data, float[] Expected, KernelLibrary Library)> _made = new(() =>
    {
        var data = ProblemData.Create(problem, seed);
        return (data, data.FmaOrderSums(), new([problem.SpecialisedSpec]));
    });

    public ProblemData Data => _made.Value.Data;

    /// <summary>The promised bits.</summary>
    public float[] Expected => _made.Value.Expected;

    /// <summary>A layer with the problem's weights on an implementation, whose kernel is made for everything that the problem is.</summary>
    public Conv3D Layer(string implementation)
        => LayerFactory.Create(problem, Data.Kernel, Data.Bias, kernel: Implementation.Kernel(implementation, problem.SpecialisedSpec, _made.Value.Library));
}
