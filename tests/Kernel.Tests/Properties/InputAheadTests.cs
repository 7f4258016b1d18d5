using System.Runtime.Intrinsics.X86;
using Conv3DGen.Kernels;
using Conv3DGen.Testing;

namespace Conv3DGen.Kernel.Tests.Properties;

/// <summary>Inputs so large and far apart that they are fetched ahead, which changes no result and touches nothing outside them.</summary>
public class InputAheadTests
{
    private static readonly ConvProblem s_problem = new()
    {
        KernelSize = (2, 3, 3),
        Strides = 2,
        Padding = Padding.Same,
        InputChannels = 64,
        Filters = 40,
        Input = (3, 40, 41),
    };

    private static readonly CheckedProblem s_checked = new(s_problem, seed: 3);

    public static TheoryData<string, Placement> Rows()
    {
        var rows = new TheoryData<string, Placement>();
        foreach (string implementation in Implementation.Names)
        {
            rows.Add(implementation, Placement.BeginsAtGuard);
            rows.Add(implementation, Placement.EndsAtGuard);
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void HasThePromisedBits(string implementation, Placement placement)
    {
        Conv3D layer = s_checked.Layer(implementation);
        TensorAssert.Same(s_checked.Expected, GuardedRun.Of(layer, s_checked.Data, placement), s_problem, layer.KernelName);
    }

    /// <summary>The rule: pixels lines apart, all of them used, of an input that no core's own cache holds.</summary>
    [Fact]
    public void OnlyLargeStridedInputsAreFetchedAhead()
    {
        Assert.Equal(Sse.IsSupported, Fetches(s_problem));
        Assert.False(Fetches(s_problem with { Strides = 1 }));
        Assert.False(Fetches(s_problem with { KernelSize = 1 }));
        Assert.False(Fetches(s_problem with { Input = (3, 40, 34) }));
        Assert.False(Fetches(s_problem with { InputChannels = 8, Input = (24, 40, 41) }));
    }

    private static bool Fetches(ConvProblem problem)
        => InputAhead.Of(new(problem.SpecialisedSpec, problem.Batch, problem.Input, problem.InputChannels, problem.DataFormat)).Fetches;
}
