using Conv3DGen.Kernel.Tests.Compilation;
using Conv3DGen.Kernel.Tests.Winograd;
using Conv3DGen.Kernels;
using Conv3DGen.Testing;
using Conv3DGen.Testing.Problems;
using Conv3DGen.Winograd;

namespace Conv3DGen.Kernel.Tests.Properties;

/// <summary>Outputs so large that they are stored past the cache, where that is possible, have the same bits.</summary>
public unsafe class StreamedOutputTests
{
    private static readonly ConvProblem s_problem = new()
    {
        KernelSize = (1, 3, 3),
        Padding = Padding.Same,
        InputChannels = 8,
        Filters = 64,
        Input = (4, 64, 65),
    };

    private static readonly ConvProblem s_depthwise = s_problem with { KernelSize = (3, 5, 5), InputChannels = 64, Groups = 64 };

    /// <summary>Several blocks of few steps, of an output that the last-level cache does not keep.</summary>
    private static readonly ConvProblem s_parts = s_problem with { KernelSize = (1, 1, 2), Padding = Padding.Valid, Filters = 256, Input = (4, 50, 63) };

    private static readonly Dictionary<string, CheckedProblem> s_cases = new()
    {
        ["dense"] = new(s_problem, seed: 5),
        ["depthwise"] = new(s_depthwise, seed: 5),
        ["parts"] = new(s_parts, seed: 5),
    };

    /// <summary>For filtering along the width: its last tiles are cut, and a single channel has a kernel row in place of channels.</summary>
    private static readonly ConvProblem s_rows = s_problem with { KernelSize = 3, DilationRate = (1, 2, 1), InputChannels = 1, Filters = 32, Input = (9, 64, 65) };

    private static readonly Lazy<(ProblemData Data, float[] Expected, KernelLibrary Library)> s_filteredRows = new(() =>
    {
        var data = ProblemData.Create(s_rows, seed: 5);
        return (data, WinogradLayers.Portable(data, WinogradForm.Rows).Run(s_rows, data.Input), new([WinogradLayers.Spec(s_rows)]));
    });

    public static TheoryData<string> Implementations => [.. Implementation.Names];

    public static TheoryData<string, string, int> Rows()
    {
        var rows = new TheoryData<string, string, int>();
        foreach (string implementation in Implementation.Names)
        {
            foreach (string name in s_cases.Keys)
            {
                rows.Add(implementation, name, 0);
                rows.Add(implementation, name, 1);
            }
        }

        return rows;
    }

    /// <param name="implementation">What computes.</param>
    /// <param name="name">Of what.</param>
    /// <param name="offset">Floats between a cache line and the output: only an aligned output is streamed.</param>
    [Theory]
    [MemberData(nameof(Rows))]
    public void HasThePromisedBits(string implementation, string name, int offset)
    {
        CheckedProblem checkedProblem = s_cases[name];
        AssertBits(checkedProblem.Layer(implementation), checkedProblem.Data, checkedProblem.Expected, offset);
    }

    /// <param name="implementation">What computes; the portable kernel, which never streams, has said what.</param>
    [Theory]
    [MemberData(nameof(Implementations))]
    public void FilteredRowsHaveTheBitsOfPlainStores(string implementation)
    {
        (ProblemData data, float[] expected, KernelLibrary library) = s_filteredRows.Value;
        Conv3D layer = WinogradLayers.Create(data, implementation, library, WinogradForm.Rows);
        AssertBits(layer, data, expected, offset: 0);
        AssertBits(layer, data, expected, offset: 1);
    }

    /// <summary>The rule, on one output in its memory: streamed only where it is large, aligned and not read again.</summary>
    [Fact]
    public void OnlyLargeAlignedOutputsStream()
    {
        Assert.True(Streams(s_problem, target: 64, Activation.Relu));
        Assert.False(Streams(s_problem, target: 68, Activation.Relu));
        Assert.False(Streams(s_problem, target: 64, Activation.Softmax));
        Assert.False(Streams(s_problem with { Filters = 63 }, target: 64, Activation.Relu));
        Assert.True(Streams(s_problem with { DataFormat = DataFormat.ChannelsFirst }, target: 64, Activation.Relu)); // and then piece by piece
        Assert.False(Streams(s_problem with { Input = (4, 64, 63) }, target: 64, Activation.Relu));
    }

    /// <summary>Channels of single pixels lie side by side in either layout: images of 24 of them do not begin with a cache line.</summary>
    [Fact]
    public void SinglePixelsOfChannelsFirstStreamOnlyInWholeLines()
    {
        ConvProblem pixels = s_problem with { Batch = 65536, KernelSize = 3, Padding = Padding.Valid, Input = 3, DataFormat = DataFormat.ChannelsFirst };
        Assert.True(Streams(pixels with { Filters = 32 }, target: 64, Activation.Relu));
        Assert.False(Streams(pixels with { Filters = 24 }, target: 64, Activation.Relu));
    }

    private static bool Streams(ConvProblem problem, nint target, Activation activation)
    {
        var geometry = new ConvGeometry(problem.SpecialisedSpec, problem.Batch, problem.Input, problem.InputChannels, problem.DataFormat);
        return new ConvCall(geometry, null, (float*)target, activation).OutlivesCache;
    }

    /// <summary>Runs a layer on an output so many floats behind a cache line, and looks at what follows it.</summary>
    private static void AssertBits(Conv3D layer, ProblemData data, float[] expected, int offset)
    {
        ConvProblem problem = data.Problem;
        float[] memory = GC.AllocateArray<float>(problem.OutputCount + 32, pinned: true);
        int aligned;
        fixed (float* start = memory)
        {
            aligned = (int)(-(nint)start & 63) / sizeof(float);
        }

        Span<float> output = memory.AsSpan(aligned + offset, problem.OutputCount);
        layer.Call(data.Input, problem.InputShape, output);
        TensorAssert.Same(expected, output, problem, layer.KernelName);
        Assert.All(memory[(aligned + offset + problem.OutputCount)..], behind => Assert.Equal(0, behind));
    }
}
