using System.Runtime.Intrinsics.X86;
using Conv3DGen.Kernels;
using Conv3DGen.Testing;

namespace Conv3DGen.Kernel.Tests.Properties;

/// <summary>Inputs and outputs so large and far apart that they are fetched ahead, which changes no result and touches nothing outside them.</summary>
public unsafe class FetchAheadTests
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

    /// <summary>Its blocks go range by range, too.</summary>
    private static readonly ConvProblem s_wide = new() { KernelSize = (2, 1, 1), InputChannels = 128, Filters = 40, Input = (5, 70, 71) };

    private static readonly ConvProblem s_narrow = new() { KernelSize = (1, 3, 3), Padding = Padding.Same, InputChannels = 2, Filters = 256, Input = (3, 24, 25) };

    /// <summary>On panels, the last of which has a pixel that fills no vector.</summary>
    private static readonly ConvProblem s_panels = new() { KernelSize = 1, InputChannels = 33, Filters = 37, Input = (3, 61, 51), DataFormat = DataFormat.ChannelsFirst };

    /// <summary>Rows of pixels in place.</summary>
    private static readonly ConvProblem s_rows = s_last with { DataFormat = DataFormat.ChannelsFirst };

    /// <summary>Vectors of several groups, in rows that take a tile and a half, and more.</summary>
    private static readonly ConvProblem s_groups = new() { KernelSize = 3, Padding = Padding.Same, InputChannels = 32, Filters = 32, Groups = 4, Input = (8, 46, 47) };

    /// <summary>Vectors of one group, which read a part of each pixel.</summary>
    private static readonly ConvProblem s_wideGroups = new() { KernelSize = (2, 3, 3), Strides = (1, 2, 2), InputChannels = 48, Filters = 32, Groups = 2, Input = (6, 45, 47) };

    private static readonly Dictionary<string, CheckedProblem> s_checked = new()
    {
        ["strided"] = new(s_problem, seed: 3),
        ["last"] = new(s_last, seed: 4),
        ["wide"] = new(s_wide, seed: 5),
        ["narrow"] = new(s_narrow, seed: 6),
        ["rows"] = new(s_rows, seed: 8),
        ["panels"] = new(s_panels, seed: 7),
        ["groups"] = new(s_groups, seed: 9),
        ["wideGroups"] = new(s_wideGroups, seed: 10),
    };

    public static TheoryData<string, string, Placement> Rows()
    {
        var rows = new TheoryData<string, string, Placement>();
        foreach (string implementation in Implementation.Names)
        {
            rows.Add("strided", implementation, Placement.BeginsAtGuard);
            rows.Add("groups", implementation, Placement.BeginsAtGuard);
            foreach (string name in s_checked.Keys)
            {
                rows.Add(name, implementation, Placement.EndsAtGuard);
            }
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void HasThePromisedBits(string name, string implementation, Placement placement)
    {
        CheckedProblem check = s_checked[name];
        Conv3D layer = check.Layer(implementation);
        TensorAssert.Same(check.Expected, GuardedRun.Of(layer, check.Data, placement), check.Data.Problem, layer.KernelName);
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

    /// <summary>The rule: planes of a single row, wide pixels, an input that no cache holds.</summary>
    [Fact]
    public void OnlyDistantInputsOfWidePixelsAreFetchedAhead()
    {
        Assert.Equal(Sse.IsSupported, Fetches(s_wide));
        Assert.Equal(Sse.IsSupported, Fetches(s_wide with { InputChannels = 64, Input = (10, 70, 71) }));
        Assert.False(Fetches(s_wide with { InputChannels = 63, Input = (12, 70, 71) }));
        Assert.False(Fetches(s_wide with { Input = (4, 70, 71) }));
        Assert.False(Fetches(s_wide with { KernelSize = (2, 3, 1) }));
        Assert.Equal(Sse.IsSupported, Fetches(s_wide with { KernelSize = 1, InputChannels = 96, Input = (8, 70, 71) }));
        Assert.False(Fetches(s_wide with { KernelSize = 1, InputChannels = 95, Input = (8, 70, 71) }));
    }

    /// <summary>The rule: a quarter of each pixel at most, rows that end, an output that no core's own cache holds.</summary>
    [Fact]
    public void OnlyOutputsOfNarrowBlocksAreFetchedAhead()
    {
        Assert.Equal(Sse.IsSupported, FetchesOutput(s_narrow, width: 64));
        Assert.False(FetchesOutput(s_narrow, width: 80));
        Assert.False(FetchesOutput(s_narrow, width: 24));
        Assert.False(FetchesOutput(s_narrow with { KernelSize = 1 }, width: 64));
        Assert.False(FetchesOutput(s_narrow with { Input = (3, 13, 25) }, width: 64));
    }

    /// <summary>The rule: one tap, more channels than a few, no copies, an input that no cache holds.</summary>
    [Fact]
    public void OnlyDistantRowsOfManyChannelsAreFetchedAhead()
    {
        Assert.True(FetchesRows(s_rows));
        Assert.False(FetchesRows(s_rows with { InputChannels = 11, Input = (64, 64, 97) }));
        Assert.False(FetchesRows(s_rows with { Filters = 16 }));
        Assert.False(FetchesRows(s_rows with { KernelSize = (3, 1, 1) }));
        Assert.False(FetchesRows(s_rows with { Input = (16, 64, 95) }));
        Assert.False(FetchesRows(s_rows with { DataFormat = DataFormat.ChannelsLast }));

        static bool FetchesRows(ConvProblem problem)
        {
            delegate*<TileArgs*, void>[] one = [null];
            return new PixelPlan(Geometry(problem), new(lanes: 8, problem.InputChannels, filters: 3, one)).FetchesInput;
        }
    }

    /// <summary>The rule: an input of twice what a core's own cache holds, all pixels of which are used.</summary>
    [Fact]
    public void OnlyLargeInputsOfGroupsAreFetchedAhead()
    {
        Assert.Equal(Sse.IsSupported, FetchesGroups(s_groups));
        Assert.Equal(Sse.IsSupported, FetchesGroups(s_groups with { KernelSize = 1 }));
        Assert.Equal(Sse.IsSupported, FetchesGroups(s_wideGroups));
        Assert.False(FetchesGroups(s_wideGroups with { KernelSize = 1 }));
        Assert.False(FetchesGroups(s_groups with { Input = (8, 43, 47) }));

        static bool FetchesGroups(ConvProblem problem) => InputAhead.OfGroups(Geometry(problem), lanewise: false).Fetches;
    }

    private static bool Fetches(ConvProblem problem, bool batched = false) => InputAhead.Of(Geometry(problem), batched).Fetches;

    private static bool FetchesOutput(ConvProblem problem, int width)
    {
        delegate*<TileArgs*, void>[] one = [&NoTile];
        return OutputAhead.Of(Geometry(problem)).Fetches(new(new(1, one), 0, width, width, 0));

        static void NoTile(TileArgs* args) => throw new InvalidOperationException();
    }

    private static ConvGeometry Geometry(ConvProblem problem)
        => new(problem.SpecialisedSpec, problem.Batch, problem.Input, problem.InputChannels, problem.DataFormat);
}
