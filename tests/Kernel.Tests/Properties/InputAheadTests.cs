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

    private static readonly ConvProblem s_last = new() { KernelSize = 1, InputChannels = 32, Filters = 3, Input = (16, 64, 97) };

    private static readonly CheckedProblem s_checked = new(s_problem, seed: 3), s_checkedLast = new(s_last, seed: 4);

    public static TheoryData<bool, string, Placement> Rows()
    {
        var rows = new TheoryData<bool, string, Placement>();
        foreach (string implementation in Implementation.Names)
        {
            rows.Add(false, implementation, Placement.BeginsAtGuard);
            rows.Add(false, implementation, Placement.EndsAtGuard);
            rows.Add(true, implementation, Placement.EndsAtGuard);
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void HasThePromisedBits(bool last, string implementation, Placement placement)
    {
        (ConvProblem problem, CheckedProblem check) = last ? (s_last, s_checkedLast) : (s_problem, s_checked);
        Conv3D layer = check.Layer(implementation);
        TensorAssert.Same(check.Expected, GuardedRun.Of(layer, check.Data, placement), problem, layer.KernelName);
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

    /// <summary>The rule: one tap, few filters, pixels of more than a line, an input that no cache holds.</summary>
    [Fact]
    public void OnlyDistantInputsOfALastLayerAreFetchedAhead()
    {
        Assert.Equal(Sse.IsSupported, Fetches(s_last));
        Assert.Equal(Sse.IsSupported, Fetches(s_last, batched: true));
        Assert.False(Fetches(s_problem, batched: true));
        Assert.False(Fetches(s_last with { Filters = 7 }));
        Assert.False(Fetches(s_last with { KernelSize = (3, 1, 1) }));
        Assert.False(Fetches(s_last with { KernelSize = (1, 1, 3) }));
        Assert.False(Fetches(s_last with { Input = (16, 64, 95) }));
        Assert.False(Fetches(s_last with { InputChannels = 16, Input = (32, 64, 97) }));
    }

    private static bool Fetches(ConvProblem problem, bool batched = false)
        => InputAhead.Of(new(problem.SpecialisedSpec, problem.Batch, problem.Input, problem.InputChannels, problem.DataFormat), batched).Fetches;
}
