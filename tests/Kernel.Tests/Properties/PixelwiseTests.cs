using Conv3DGen.Kernel.Tests.Compilation;
using Conv3DGen.Testing;
using Conv3DGen.Testing.Problems;

namespace Conv3DGen.Kernel.Tests.Properties;

/// <summary>Layers of so few filters that the lanes of vectors are pixels have the promised bits, whatever their sizes, and leave to others what they cannot.</summary>
public class PixelwiseTests
{
    private static readonly ConvProblem[] s_problems =
    [
        new() { KernelSize = 3, Padding = Padding.Same, InputChannels = 3, Filters = 1, Input = (3, 9, 17) },
        new() { KernelSize = 1, InputChannels = 17, Filters = 1, Input = (2, 7, 33), Batch = 2 },
        new() { KernelSize = (2, 3, 4), Strides = (2, 1, 1), InputChannels = 5, Filters = 2, Input = (5, 9, 21), Batch = 2 },
        new() { KernelSize = (1, 3, 3), DilationRate = (1, 2, 3), Padding = Padding.Same, InputChannels = 4, Filters = 2, Input = (2, 11, 19), DataFormat = DataFormat.ChannelsFirst },
        new() { KernelSize = (5, 1, 2), DilationRate = (2, 1, 1), Padding = Padding.Same, InputChannels = 8, Filters = 3, Input = (7, 5, 30) },
        new() { KernelSize = 3, Padding = Padding.Same, InputChannels = 1, Filters = 4, Input = (4, 6, 8), UseBias = false },
        new() { KernelSize = (3, 4, 2), Strides = (3, 1, 1), Padding = Padding.Same, InputChannels = 2, Filters = 5, Input = (7, 9, 13), DataFormat = DataFormat.ChannelsFirst },
        new() { KernelSize = 3, InputChannels = 6, Filters = 6, Input = (4, 12, 40) },
        new() { KernelSize = (2, 3, 4), Strides = (2, 1, 1), InputChannels = 5, Filters = 7, Input = (5, 9, 23) },
        new() { KernelSize = 3, Padding = Padding.Same, InputChannels = 16, Filters = 8, Input = (3, 20, 15) },
        new() { KernelSize = 3, Padding = Padding.Same, Groups = 5, InputChannels = 5, Filters = 5, Input = (4, 9, 21), Batch = 2, DataFormat = DataFormat.ChannelsFirst },
        new() { KernelSize = (2, 3, 3), DilationRate = (1, 1, 2), Groups = 3, InputChannels = 6, Filters = 6, Input = (3, 7, 19), DataFormat = DataFormat.ChannelsFirst },
        new() { KernelSize = (3, 2, 3), Strides = (2, 1, 1), Padding = Padding.Same, Groups = 19, InputChannels = 19, Filters = 38, Input = (4, 6, 18) },
        new() { KernelSize = 3, Groups = 2, InputChannels = 6, Filters = 4, Input = (4, 8, 33), Batch = 2 },
        new() { KernelSize = (2, 5, 7), Strides = (1, 2, 2), Padding = Padding.Same, InputChannels = 3, Filters = 2, Input = (3, 13, 29), Batch = 2 },
        new() { KernelSize = (3, 5, 3), Strides = (2, 3, 2), Padding = Padding.Same, InputChannels = 4, Filters = 1, Input = (4, 11, 41), DataFormat = DataFormat.ChannelsFirst },
        new() { KernelSize = (1, 4, 3), Strides = (1, 1, 4), InputChannels = 18, Filters = 2, Input = (2, 9, 60) }, // pixels that no tap meets
        new() { KernelSize = (2, 3, 4), Strides = (1, 2, 1), Padding = Padding.Same, Groups = 3, InputChannels = 3, Filters = 6, Input = (3, 14, 25), DataFormat = DataFormat.ChannelsFirst },
        new() { KernelSize = 3, Strides = 2, Padding = Padding.Same, InputChannels = 5, Filters = 6, Input = (5, 12, 40) },
        new() { KernelSize = (2, 3, 3), Padding = Padding.Same, InputChannels = 2, Filters = 11, Input = (3, 9, 19), Batch = 2 },
        new() { KernelSize = (1, 5, 4), InputChannels = 3, Filters = 14, Input = (2, 9, 31) },
        new() { KernelSize = 1, InputChannels = 5, Filters = 19, Input = (3, 7, 33), Batch = 2, DataFormat = DataFormat.ChannelsFirst },
        new() { KernelSize = 1, InputChannels = 9, Filters = 64, Input = (2, 5, 18), DataFormat = DataFormat.ChannelsFirst },
        new() { KernelSize = (3, 1, 1), Strides = (2, 1, 1), Padding = Padding.Same, Groups = 2, InputChannels = 6, Filters = 32, Input = (5, 6, 21), DataFormat = DataFormat.ChannelsFirst },
        new() { KernelSize = (2, 1, 1), DilationRate = (3, 1, 1), InputChannels = 3, Filters = 48, Input = (7, 4, 20), Batch = 2, DataFormat = DataFormat.ChannelsFirst },
        new() { KernelSize = (5, 1, 1), Padding = Padding.Same, InputChannels = 4, Filters = 3, Input = (2, 4, 20), DataFormat = DataFormat.ChannelsFirst },
        new() { KernelSize = (2, 3, 3), Strides = (1, 2, 2), Padding = Padding.Same, InputChannels = 3, Filters = 37, Input = (3, 20, 41), Batch = 2, DataFormat = DataFormat.ChannelsFirst },
        new() { KernelSize = 1, InputChannels = 500, Filters = 20, Input = (2, 5, 18), DataFormat = DataFormat.ChannelsFirst }, // panels of a tile
        new() { KernelSize = 1, Groups = 2, InputChannels = 80, Filters = 42, Input = (4, 9, 50), Batch = 2, DataFormat = DataFormat.ChannelsFirst },
        new() { KernelSize = 1, Strides = 2, InputChannels = 20, Filters = 33, Input = (5, 11, 43), Batch = 2, DataFormat = DataFormat.ChannelsFirst },
        new() { KernelSize = (2, 1, 3), Strides = (2, 2, 3), InputChannels = 3, Filters = 18, Input = (6, 7, 60), DataFormat = DataFormat.ChannelsFirst },
        new() { KernelSize = (1, 2, 1), Strides = (1, 3, 1), Groups = 2, InputChannels = 4, Filters = 40, Input = (2, 8, 25), DataFormat = DataFormat.ChannelsFirst },
        new() { KernelSize = (2, 4, 4), Strides = (3, 4, 5), InputChannels = 2, Filters = 16, Input = (6, 12, 80), Batch = 2, DataFormat = DataFormat.ChannelsFirst },
        new() { KernelSize = (2, 1, 1), Strides = (2, 1, 1), InputChannels = 7, Filters = 24, Input = (6, 9, 30), DataFormat = DataFormat.ChannelsFirst },
        new() { KernelSize = 2, Strides = 2, Groups = 2, InputChannels = 32, Filters = 64, Input = (5, 10, 40), DataFormat = DataFormat.ChannelsFirst },
        new() { KernelSize = 3, Padding = Padding.Same, InputChannels = 1, Filters = 32, Input = (5, 12, 46), DataFormat = DataFormat.ChannelsFirst }, // few steps, outputs that share inputs
        new() { KernelSize = (1, 3, 4), DilationRate = (1, 2, 1), InputChannels = 4, Filters = 19, Input = (3, 11, 48), Batch = 2, DataFormat = DataFormat.ChannelsFirst },
        new() { KernelSize = (3, 2, 3), Strides = (1, 1, 2), Padding = Padding.Same, Groups = 3, InputChannels = 6, Filters = 57, Input = (4, 9, 63), DataFormat = DataFormat.ChannelsFirst },
        new() { KernelSize = 2, Strides = 2, Padding = Padding.Same, InputChannels = 1, Filters = 48, Input = (5, 9, 61), DataFormat = DataFormat.ChannelsFirst }, // patches that end in the padding
    ];

    private static readonly ConvProblem s_depthwise = new() { KernelSize = 3, Padding = Padding.Same, Groups = 16, InputChannels = 16, Filters = 16, Input = (3, 8, 20) };

    /// <summary>Of specs that leave everything open, and all but the axis order.</summary>
    private static readonly (ConvSpec Spec, ConvProblem Problem)[] s_open =
    [
        (Open(1, 1, format: null), new() { KernelSize = 1, InputChannels = 9, Filters = 64, Input = (2, 5, 18), DataFormat = DataFormat.ChannelsFirst }),
        (Open(1, 1, format: null), new() { KernelSize = 1, Groups = 2, InputChannels = 80, Filters = 42, Input = (4, 30, 50), Batch = 2, DataFormat = DataFormat.ChannelsFirst }),
        (Open(1, 1, format: null), new() { KernelSize = 1, InputChannels = 7, Filters = 4, Input = (3, 9, 11), DataFormat = DataFormat.ChannelsFirst }), // too few filters
        (Open(1, 1, format: null), new() { KernelSize = 1, InputChannels = 7, Filters = 40, Input = (3, 9, 11) }),
        (Open(2, 2, DataFormat.ChannelsFirst), new() { KernelSize = 2, Strides = 2, InputChannels = 3, Filters = 20, Input = (4, 8, 40), DataFormat = DataFormat.ChannelsFirst }),
        (Open(2, 2, DataFormat.ChannelsFirst), new() { KernelSize = 2, Strides = 2, InputChannels = 5, Filters = 33, Input = (4, 8, 10), DataFormat = DataFormat.ChannelsFirst }), // short rows
    ];

    private static readonly Lazy<KernelLibrary> s_library = new(() => new(
        [.. s_problems.Select(p => p.SpecialisedSpec), s_depthwise.SpecialisedSpec with { DataFormat = null }, .. s_open.Select(open => open.Spec).Distinct()]));

    private static IEnumerable<string> Code => Implementation.Names.Where(name => name != "fallback");

    public static TheoryData<int, string> Rows()
    {
        var rows = new TheoryData<int, string>();
        foreach (int problem in Enumerable.Range(0, s_problems.Length))
        {
            foreach (string implementation in Code)
            {
                rows.Add(problem, implementation);
            }
        }

        return rows;
    }

    public static TheoryData<string> Implementations => [.. Code];

    [Theory]
    [MemberData(nameof(Rows))]
    public void RowsOfAnyLengthHaveThePromisedBits(int index, string implementation)
    {
        ConvProblem any = s_problems[index];
        foreach (int width in (int[])[Extent(any.KernelSize.Width, any.DilationRate.Width), 15, 17, 34, 70, any.Input.Width])
        {
            foreach (int height in (int[])[Extent(any.KernelSize.Height, any.DilationRate.Height), any.Input.Height])
            {
                ConvProblem problem = any with { Input = any.Input with { Height = height, Width = width } };
                ProblemData data = ProblemData.Create(problem, seed: width);
                Conv3D layer = Layer(problem, data, implementation);
                Placement placement = (width + height) % 2 == 0 ? Placement.EndsAtGuard : Placement.BeginsAtGuard;
                TensorAssert.Same(data.FmaOrderSums(), GuardedRun.Of(layer, data, placement), problem, layer.KernelName);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void ThreadsAndActivationsDoNotChangeThem(int index, string implementation)
    {
        ConvProblem problem = s_problems[index] with { Input = s_problems[index].Input with { Height = 30, Width = 70 }, Batch = 2 };
        ProblemData data = ProblemData.Create(problem, seed: index);
        foreach (Activation activation in (Activation[])[Activation.Relu6, Activation.Softmax])
        {
            Conv3D layer = Layer(problem, data, implementation, activation);
            float[] expected = data.FmaOrderSums();
            activation.Apply(expected, (int)problem.OutputShape[^1]);
            foreach (int threads in (int[])[1, 2, 3])
            {
                layer.MaxDegreeOfParallelism = threads;
                TensorAssert.Same(expected, layer.Run(problem, data.Input), problem, layer.KernelName);
            }
        }
    }

    /// <summary>With a filter or two they are faster on every instruction set, and are what the other tests test.</summary>
    [Theory]
    [MemberData(nameof(Implementations))]
    public void AFewFiltersAreComputedSo(string implementation)
        => Assert.All(s_problems.Where(p => p.FiltersPerGroup <= 2), problem =>
        {
            ProblemData data = ProblemData.Create(problem, seed: 1);
            Assert.Contains($"direct pixelwise {problem.FiltersPerGroup}x", Ran(problem, data, implementation, out _).KernelName);
        });

    /// <summary>A spec that leaves the format open has code for both.</summary>
    [Theory]
    [MemberData(nameof(Implementations))]
    public void DepthwiseLayersAreComputedSoWhereChannelsLieApart(string implementation)
    {
        Conv3DKernel kernel = Implementation.Kernel(implementation, s_depthwise.SpecialisedSpec with { DataFormat = null }, s_library.Value);
        foreach (DataFormat format in Enum.GetValues<DataFormat>())
        {
            ConvProblem problem = s_depthwise with { DataFormat = format };
            ProblemData data = ProblemData.Create(problem, seed: 1);
            Conv3D layer = LayerFactory.Create(problem, data.Kernel, data.Bias, kernel: kernel);
            TensorAssert.Same(data.FmaOrderSums(), layer.Run(problem, data.Input), problem, layer.KernelName);
            Assert.Contains(format == DataFormat.ChannelsFirst ? "direct pixelwise 1x" : "depthwise", layer.KernelName);
        }
    }

    /// <summary>Without taps in the plane, planes of channels that lie apart are rows of pixels as they are, for any number of filters.</summary>
    [Theory]
    [MemberData(nameof(Implementations))]
    public void RowsOfPixelsAreComputedSo(string implementation)
        => Assert.All(s_problems.Where(p => p is { FiltersPerGroup: 48 or 64, DataFormat: DataFormat.ChannelsFirst }), problem =>
        {
            ProblemData data = ProblemData.Create(problem, seed: 1);
            Assert.Contains("direct pixelwise ", Ran(problem, data, implementation, out _).KernelName);
        });

    /// <summary>Short sums of more filters than a tile are stored row by row where channels lie apart, on x86.</summary>
    [Theory]
    [MemberData(nameof(Implementations))]
    public void ShortSumsAreComputedSoWhereChannelsLieApart(string implementation)
        => Assert.All(s_problems.Where(p => PixelRules.AreShort(p.SpecialisedSpec) && p.FiltersPerGroup > 14), problem =>
        {
            ProblemData data = ProblemData.Create(problem, seed: 1);
            Assert.Equal(!implementation.StartsWith("NEON"), Ran(problem, data, implementation, out _).KernelName.Contains("direct pixelwise "));
        });

    /// <summary>A spec that leaves channels and filters open has code for any number of channels and more filters than a tile.</summary>
    [Theory]
    [MemberData(nameof(Implementations))]
    public void OpenSpecsAreComputedSoWherePanelsAre(string implementation)
        => Assert.All(s_open, open =>
        {
            ConvProblem problem = open.Problem;
            ProblemData data = ProblemData.Create(problem, seed: 1);
            Conv3D layer = LayerFactory.Create(problem, data.Kernel, data.Bias, kernel: Implementation.Kernel(implementation, open.Spec, s_library.Value));
            TensorAssert.Same(data.FmaOrderSums(), layer.Run(problem, data.Input), problem, layer.KernelName);
            bool panels = problem is { DataFormat: DataFormat.ChannelsFirst, Filters: > 4, Input.Width: > 10 };
            Assert.Equal(panels, layer.KernelName.Contains("direct pixelwise "));
        });

    [Theory]
    [MemberData(nameof(Implementations))]
    public void AWeightThatIsNotFiniteDoesNotMeetThePadding(string implementation)
    {
        ConvProblem problem = s_problems[0];
        foreach (float weight in (float[])[float.NaN, float.PositiveInfinity, float.NegativeInfinity])
        {
            ProblemData data = ProblemData.Create(problem, seed: 1);
            data.Kernel[4] = weight;
            Conv3D layer = Ran(problem, data, implementation, out float[] output);
            Assert.DoesNotContain("pixelwise", layer.KernelName);
            TensorAssert.Same(data.FmaOrderSums(), output, problem, layer.KernelName);
        }
    }

    /// <summary>Sums that underflow to -0 stay so beside a bias of -0: zeros added in the padding would lose the sign.</summary>
    [Theory]
    [MemberData(nameof(Implementations))]
    public void ANegativeZeroKeepsItsSign(string implementation)
    {
        ConvProblem problem = s_problems[0];
        ProblemData data = ProblemData.Create(problem, seed: 1);
        data.Input.AsSpan().Fill(-float.Epsilon);
        data.Kernel.AsSpan().Fill(0.25f);
        data.Bias!.AsSpan().Fill(-0f);
        Conv3D layer = Ran(problem, data, implementation, out float[] output);
        Assert.DoesNotContain("pixelwise", layer.KernelName);
        Assert.All(output, y => Assert.True(y == 0 && float.IsNegative(y)));
    }

    private static ConvSpec Open(Int3 kernel, Int3 strides, DataFormat? format) => new(kernel, strides, 1, Padding.Valid) { DataFormat = format };

    private static int Extent(int taps, int dilation) => ((taps - 1) * dilation) + 1;

    private static Conv3D Ran(ConvProblem problem, ProblemData data, string implementation, out float[] output)
    {
        Conv3D layer = Layer(problem, data, implementation);
        output = layer.Run(problem, data.Input);
        return layer;
    }

    private static Conv3D Layer(ConvProblem problem, ProblemData data, string implementation, Activation? activation = null)
        => LayerFactory.Create(problem, data.Kernel, data.Bias, activation, Implementation.Kernel(implementation, problem.SpecialisedSpec, s_library.Value));
}
