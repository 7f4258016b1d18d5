using System.Reflection;
using System.Runtime.Versioning;
using Conv3DGen.Kernel.Tests.Compilation;
using Conv3DGen.Testing;
using Conv3DGen.Testing.Problems;

namespace Conv3DGen.Kernel.Tests;

/// <summary>Theories leave out what this machine cannot run; here it shows as skipped.</summary>
public class ImplementationTests
{
    [RunsHere("AVX-512")]
    public void Avx512RunsHere() => RunsAs("AVX-512", "AVX-512");

    [RunsHere("AVX2")]
    public void Avx2RunsHere() => RunsAs("AVX2", "AVX2");

    [RunsHere("NEON")]
    public void NeonRunsHere() => RunsAs("NEON", "NEON");

    [RunsHere("NEON stand-in")]
    public void NeonStandInRunsHere() => RunsAs("NEON stand-in", "NEON");

    [RunsHere("fallback")]
    public void FallbackRunsHere() => RunsAs("fallback", "portable");

    /// <summary>CONV3D_LIBRARY says which build is put in place (tools/net8.sh); a test of the wrong one would say nothing.</summary>
    [Fact]
    public void TheLibraryIsTheBuildThatWasAskedFor()
    {
        string asked = Environment.GetEnvironmentVariable("CONV3D_LIBRARY") ?? "net10.0";
        string built = typeof(Conv3D).Assembly.GetCustomAttribute<TargetFrameworkAttribute>()!.FrameworkName;
        Assert.Equal(asked, built.Replace(".NETCoreApp,Version=v", "net", StringComparison.Ordinal));
    }

    private static void RunsAs(string name, string isa)
    {
        ConvProblem problem = new() { KernelSize = 3, Padding = Padding.Same, Filters = 20, Input = (3, 4, 5), InputChannels = 6 };
        ProblemData data = ProblemData.Create(problem, seed: 1);
        Conv3DKernel kernel = Implementation.Kernel(name, problem.GenericSpec, new KernelLibrary([problem.GenericSpec]));
        Assert.Equal(isa, kernel.Isa);
        Conv3D layer = LayerFactory.Create(problem, data.Kernel, data.Bias, kernel: kernel);
        TensorAssert.Same(data.FmaOrderSums(), layer.Run(problem, data.Input), problem, layer.KernelName);
    }

    private sealed class RunsHereAttribute : FactAttribute
    {
        public RunsHereAttribute(string name)
            => Skip = Implementation.All.Single(i => i.Name == name).Runs ? null : $"this machine or process has no {name}";
    }
}
