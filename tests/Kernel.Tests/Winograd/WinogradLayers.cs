using Conv3DGen.Kernel.Tests.Compilation;
using Conv3DGen.Testing;
using Conv3DGen.Testing.Problems;
using Conv3DGen.Testing.Reference;
using Conv3DGen.Winograd;

namespace Conv3DGen.Kernel.Tests.Winograd;

/// <summary>Layers that compute a problem by Winograd, on any implementation and in any form.</summary>
internal static class WinogradLayers
{
    /// <summary>Every form that can compute a problem.</summary>
    public static IReadOnlyList<WinogradForm> Forms(ConvProblem problem)
    {
        var geometry = new ConvGeometry(problem.SpecialisedSpec, problem.Batch, problem.Input, problem.InputChannels, problem.DataFormat);
        return [.. WinogradChoice.Possible(WinogradAxes.Of(geometry), geometry, weightLimit: long.MaxValue, EveryAxis(problem))];
    }

    /// <summary>
    /// The spec of a kernel that has Winograd code for the problem, whatever its channels are; or, where the depth is filtered over direct
    /// microkernels, of one with those for the problem's own channels.
    /// </summary>
    public static ConvSpec Spec(ConvProblem problem) => EveryAxis(problem) ? problem.GenericSpec : problem.SpecialisedSpec;

    /// <summary>A built layer.</summary>
    /// <param name="data">The problem and its weights.</param>
    /// <param name="implementation">An implementation's name.</param>
    /// <param name="library">Where the problem's <see cref="Spec"/> is compiled.</param>
    /// <param name="form">The form; null for the one the library chooses.</param>
    /// <param name="activation">The activation; null is linear.</param>
    public static Conv3D Create(ProblemData data, string implementation, KernelLibrary library, WinogradForm? form, Activation? activation = null)
        => Create(data, Implementation.Kernel(implementation, Spec(data.Problem), library), form, activation);

    /// <summary>A built layer on the portable kernel, whose bits all others must have.</summary>
    public static Conv3D Portable(ProblemData data, WinogradForm? form, Activation? activation = null) => Create(data, Conv3DKernel.Fallback, form, activation);

    /// <summary>A built layer on a kernel.</summary>
    public static Conv3D Create(ProblemData data, Conv3DKernel kernel, WinogradForm? form, Activation? activation = null)
    {
        ConvProblem problem = data.Problem;
        return new Conv3D(
            problem.Filters,
            problem.KernelSize,
            problem.Strides,
            problem.Padding,
            problem.DataFormat,
            problem.DilationRate,
            problem.Groups,
            activation,
            problem.UseBias,
            kernel: kernel,
            algorithm: EveryAxis(problem) ? Algorithm.Winograd : Algorithm.Auto)
        {
            RequestedForm = form,
        }.WithWeights(problem, data.Kernel, data.Bias);
    }

    private static bool EveryAxis(ConvProblem problem) => WinogradRules.Fits(problem.SpecialisedSpec);

    /// <summary>The exact sums, and the largest of them.</summary>
    public static (double[] Sums, double Largest) Exact(ProblemData data)
    {
        double[] sums = ReferenceConvolution.Run(
            data.Problem,
            ReferenceConvolution.Widen(data.Input),
            ReferenceConvolution.Widen(data.Kernel),
            data.Bias is null ? null : ReferenceConvolution.Widen(data.Bias));
        return (sums, sums.Max(Math.Abs));
    }
}
