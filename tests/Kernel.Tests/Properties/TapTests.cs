using Conv3DGen.Kernel.Tests.Compilation;
using Conv3DGen.Kernels;
using Conv3DGen.Testing;
using Conv3DGen.Testing.Problems;

namespace Conv3DGen.Kernel.Tests.Properties;

/// <summary>Convolution tap by tap has the promised bits, whatever the sizes, and is what layers of short rows and many channels run on.</summary>
public class TapTests
{
    /// <summary>Small enough that it would never be chosen: every sum is looked at.</summary>
    private static readonly ConvProblem[] s_any =
    [
        new() { KernelSize = 3, Padding = Padding.Same, InputChannels = 5, Filters = 33, Input = (2, 3, 4), Batch = 3 },
        new() { KernelSize = (1, 3, 3), Strides = (1, 2, 2), Padding = Padding.Same, InputChannels = 130, Filters = 20, Input = (2, 7, 7) },
        new() { KernelSize = 4, Strides = 2, Padding = Padding.Same, InputChannels = 7, Filters = 40, Input = (6, 5, 8), Batch = 2 },
        new() { KernelSize = (2, 3, 1), DilationRate = (2, 1, 1), InputChannels = 19, Filters = 70, Input = (5, 6, 9), UseBias = false },
        new() { KernelSize = (5, 5, 2), Padding = Padding.Same, InputChannels = 3, Filters = 17, Input = (2, 2, 3), Batch = 2 }, // taps that no pixel has
        new() { KernelSize = (2, 2, 3), DilationRate = (1, 3, 2), Padding = Padding.Same, InputChannels = 6, Filters = 64, Input = (3, 9, 5) },
        new() { KernelSize = 2, Strides = (3, 2, 4), InputChannels = 11, Filters = 9, Input = (8, 9, 14), Batch = 2 },
        new() { KernelSize = 3, Padding = Padding.Same, InputChannels = 4, Filters = 24, Input = (3, 17, 18) }, // more than one chunk
        new() { KernelSize = (3, 2, 2), Padding = Padding.Same, InputChannels = 2, Filters = 35, Input = (9, 8, 8), Batch = 3 }, // chunks that end within an image
    ];

    /// <summary>Of these it is chosen.</summary>
    private static readonly ConvProblem[] s_chosen =
    [
        new() { KernelSize = 3, Padding = Padding.Same, InputChannels = 128, Filters = 128, Input = (2, 4, 4) },
        new() { KernelSize = 4, Strides = 2, Padding = Padding.Same, InputChannels = 128, Filters = 144, Input = (4, 8, 8) },
        new() { KernelSize = 3, Strides = 2, Padding = Padding.Same, InputChannels = 96, Filters = 192, Input = (3, 8, 7), DataFormat = DataFormat.ChannelsFirst },
    ];

    private static readonly ConvSpec[] s_specs = [.. s_any.Concat(s_chosen).Select(Open).Distinct()];

    private static readonly Lazy<KernelLibrary> s_library = new(() => new(s_specs));

    private static IEnumerable<string> Code => Implementation.Names.Where(name => name != "fallback");

    public static TheoryData<int, DataFormat, string> Any()
    {
        var rows = new TheoryData<int, DataFormat, string>();
        foreach (int index in Enumerable.Range(0, s_any.Length))
        {
            foreach (DataFormat format in Enum.GetValues<DataFormat>())
            {
                foreach (string implementation in Code)
                {
                    rows.Add(index, format, implementation);
                }
            }
        }

        return rows;
    }

    public static TheoryData<string> Implementations => [.. Code];

    [Theory]
    [MemberData(nameof(Any))]
    public void EverySizeHasThePromisedBits(int index, DataFormat format, string implementation)
    {
        ConvProblem problem = s_any[index] with { DataFormat = format };
        ProblemData data = ProblemData.Create(problem, seed: index);
        float[] expected = data.FmaOrderSums();
        foreach (int threads in (int[])[1, 2, 3])
        {
            TensorAssert.Same(expected, Run(problem, data, implementation, threads), problem, $"{implementation}, {threads} threads");
        }
    }

    /// <summary>The clamp of a fused activation, which other sums than those that are zeros show.</summary>
    [Theory]
    [MemberData(nameof(Implementations))]
    public void AClampIsAppliedLast(string implementation)
    {
        ConvProblem problem = s_any[0];
        ProblemData data = ProblemData.Create(problem, seed: 1);
        data.Input[7] = float.NaN;
        float[] expected = data.FmaOrderSums();
        Activation.Relu6.Apply(expected, problem.Filters);
        Assert.Contains(expected, float.IsNaN);
        Assert.Contains(6, expected);

        TensorAssert.Same(expected, Run(problem, data, implementation, threads: 1, Activation.Relu6), problem, implementation);
    }

    [Theory]
    [MemberData(nameof(Implementations))]
    public void ShortRowsOfManyChannelsRunSo(string implementation)
        => Assert.All(s_chosen, problem =>
        {
            ProblemData data = ProblemData.Create(problem, seed: 1);
            foreach (Activation activation in (Activation[])[Activation.Linear, Activation.Softmax])
            {
                Conv3D layer = LayerFactory.Create(problem, data.Kernel, data.Bias, activation, Kernel(problem, implementation), Algorithm.Direct);
                float[] expected = data.FmaOrderSums();
                activation.Apply(expected, (int)problem.OutputShape[^1]);
                foreach (int threads in (int[])[1, 2])
                {
                    layer.MaxDegreeOfParallelism = threads;
                    TensorAssert.Same(expected, layer.Run(problem, data.Input), problem, layer.KernelName);
                    Assert.Contains("direct by taps ", layer.KernelName);
                }
            }
        });

    [Theory]
    [MemberData(nameof(Implementations))]
    public void ACallAllocatesNothing(string implementation)
        => Assert.All(s_chosen, problem =>
        {
            ProblemData data = ProblemData.Create(problem, seed: 1);
            Conv3D layer = LayerFactory.Create(problem, data.Kernel, data.Bias, kernel: Kernel(problem, implementation));
            foreach (int threads in (int[])[1, 2])
            {
                layer.MaxDegreeOfParallelism = threads;
                Assert.Equal(0, AllocatedBytes.OfACall(layer, problem, data.Input));
            }
        });

    /// <summary>Long rows and few channels are left to tiles along rows.</summary>
    [Theory]
    [MemberData(nameof(Implementations))]
    public void OthersDoNot(string implementation)
        => Assert.All(s_any, problem =>
        {
            ProblemData data = ProblemData.Create(problem, seed: 1);
            Conv3D layer = LayerFactory.Create(problem, data.Kernel, data.Bias, kernel: Kernel(problem, implementation), algorithm: Algorithm.Direct);
            layer.Run(problem, data.Input);
            Assert.DoesNotContain("by taps", layer.KernelName);
        });

    /// <summary>A workspace that is too small by a page, or is written before its start, would end the process or show in the output.</summary>
    [Theory]
    [MemberData(nameof(Any))]
    public unsafe void TheWorkspaceIsLargeEnough(int index, DataFormat format, string implementation)
    {
        ConvProblem problem = s_any[index] with { DataFormat = format };
        ProblemData data = ProblemData.Create(problem, seed: index);
        TapPlan plan = Plan(problem, data, implementation);
        foreach (int threads in (int[])[1, 4])
        {
            TapCut cut = plan.Cut(threads);
            int floats = (int)new TapScratch(plan, cut).Floats;
            using var workspace = new GuardedFloats(floats, Placement.EndsAtGuard);
            using var output = new GuardedFloats(problem.OutputCount, Placement.EndsAtGuard);
            workspace.Values.Fill(float.NaN);
            fixed (float* input = data.Input, scratch = workspace.Values, target = output.Values)
            {
                var driver = new TapDriver(new(plan, new(plan.Geometry, input, target, Activation.Linear), cut), scratch);
                for (int chunk = 0; chunk < cut.Count; chunk++)
                {
                    driver.Run(chunk);
                }
            }

            GC.KeepAlive(plan);
            Assert.True(workspace.SlackIsUntouched && output.SlackIsUntouched);
            TensorAssert.Same(data.FmaOrderSums(), output.Values.ToArray(), problem, implementation);
        }
    }

    private static unsafe float[] Run(ConvProblem problem, ProblemData data, string implementation, int threads, Activation? activation = null)
    {
        TapPlan plan = Plan(problem, data, implementation);
        float[] result = new float[problem.OutputCount];
        Array.Fill(result, float.NaN);
        fixed (float* input = data.Input, output = result)
        {
            TapCall.Run(new(plan.Geometry, input, output, activation ?? Activation.Linear), plan, new(threads, MultiplyAddsPerHelper: 1));
        }

        GC.KeepAlive(plan);
        return result;
    }

    private static TapPlan Plan(ConvProblem problem, ProblemData data, string implementation)
    {
        DirectCode direct = Kernel(problem, implementation).Direct;
        var geometry = new ConvGeometry(problem.SpecialisedSpec, problem.Batch, problem.Input, problem.InputChannels, problem.DataFormat);
        var weights = new ConvWeights(data.Kernel, data.Bias ?? [], problem.KernelSize, problem.InputChannels, problem.Filters, Groups: 1);
        Assert.True(TapPlan.Takes(geometry));
        return TapPlan.Create(geometry, direct.Taps!, direct.Pack(weights, problem.DataFormat))!;
    }

    private static Conv3DKernel Kernel(ConvProblem problem, string implementation) => Implementation.Kernel(implementation, Open(problem), s_library.Value);

    /// <summary>A spec that leaves the channels and the format open.</summary>
    private static ConvSpec Open(ConvProblem problem) => problem.SpecialisedSpec with { InputChannels = null, Filters = null, Groups = null, DataFormat = null };
}
