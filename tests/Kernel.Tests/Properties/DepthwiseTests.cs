using Conv3DGen.Kernel.Tests.Compilation;
using Conv3DGen.Testing;
using Conv3DGen.Testing.Problems;

namespace Conv3DGen.Kernel.Tests.Properties;

/// <summary>
/// Depthwise convolutions have the promised bits, in rows and columns of every length: some tiles lie in two rows, and large planes are cut
/// into bands that are walked through all depths. Nothing beside the tensors is read or written.
/// </summary>
public class DepthwiseTests
{
    private const int MaxWidth = 22;

    private const int MaxHeight = 7;

    private static readonly ConvProblem[] s_kernels =
    [
        Of(channels: 16, kernel: 3),
        Of(channels: 36, kernel: (1, 2, 3)) with { Padding = Padding.Valid },
        Of(channels: 16, kernel: (2, 5, 2)) with { Strides = (2, 1, 1) },
        Of(channels: 16, kernel: (1, 3, 4)) with { Strides = (1, 1, 2) },
        Of(channels: 16, kernel: (2, 3, 3)) with { DilationRate = (1, 1, 2) }, // borders of two columns
        Of(channels: 16, kernel: (1, 4, 8)) with { Padding = Padding.Valid }, // all registers
        Of(channels: 16, kernel: (1, 3, 9)), // one more
        Of(channels: 16, kernel: (1, 3, 3)) with { DilationRate = (1, 2, 1) }, // rows that share nothing
        Of(channels: 16, kernel: (1, 3, 3)) with { Strides = (1, 2, 1) },
    ];

    /// <summary>Of planes that do not stay in a core's cache, one after the other.</summary>
    private static readonly ConvProblem[] s_large =
    [
        Of(channels: 48, kernel: 3) with { Input = (4, 41, 43), Batch = 2 },
        Of(channels: 32, kernel: (2, 3, 1)) with { Input = (5, 70, 60), Strides = (1, 2, 1), Padding = Padding.Valid },
        Of(channels: 64, kernel: (3, 1, 1)) with { Input = (7, 38, 40) }, // a plane is one row of pixels
        Of(channels: 17, kernel: (3, 2, 2)) with { Input = (3, 66, 65), DilationRate = (2, 1, 1) },
    ];

    private static readonly Lazy<KernelLibrary> s_library = new(() => new([.. s_kernels.Concat(s_large).Select(kernel => kernel.SpecialisedSpec).Distinct()]));

    public static TheoryData<int, string> Small() => Rows(s_kernels.Length);

    public static TheoryData<int, string> Large() => Rows(s_large.Length);

    [Theory]
    [MemberData(nameof(Small))]
    public void RowsOfEveryLengthHaveThePromisedBits(int index, string implementation)
    {
        ConvProblem kernel = s_kernels[index];
        for (int height = 1; height <= MaxHeight; height++)
        {
            for (int width = 1; width <= MaxWidth; width++)
            {
                ConvProblem problem = kernel with { Input = (kernel.KernelSize.Depth, height, width) };
                if (problem.OutputCount > 0)
                {
                    ProblemData data = ProblemData.Create(problem, seed: width);
                    float[] output = GuardedRun.Of(Layer(problem, data, implementation), data, width % 2 == 0 ? Placement.EndsAtGuard : Placement.BeginsAtGuard);
                    TensorAssert.Same(data.FmaOrderSums(), output, problem, implementation);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Large))]
    public void LargePlanesHaveThePromisedBits(int index, string implementation)
    {
        ConvProblem problem = s_large[index];
        ProblemData data = ProblemData.Create(problem, seed: index);
        float[] sums = data.FmaOrderSums();
        foreach (Activation activation in (Activation[])[Activation.Relu, Activation.Softmax]) // within the microkernels, and plane by plane after them
        {
            float[] expected = [.. sums];
            activation.Apply(expected, problem.Filters);
            Conv3D layer = Layer(problem, data, implementation, activation);
            foreach (int threads in (int[])[1, 2, 5])
            {
                layer.MaxDegreeOfParallelism = threads;
                TensorAssert.Same(expected, layer.Run(problem, data.Input), problem, $"{implementation}, {activation.Name}, {threads} threads");
            }
        }
    }

    private static Conv3D Layer(ConvProblem problem, ProblemData data, string implementation, Activation? activation = null)
        => LayerFactory.Create(problem, data.Kernel, data.Bias, activation, Implementation.Kernel(implementation, problem.SpecialisedSpec, s_library.Value));

    private static TheoryData<int, string> Rows(int problems)
    {
        var rows = new TheoryData<int, string>();
        foreach (int index in Enumerable.Range(0, problems))
        {
            foreach (string implementation in Implementation.Names)
            {
                rows.Add(index, implementation);
            }
        }

        return rows;
    }

    private static ConvProblem Of(int channels, Int3 kernel) => new()
    {
        KernelSize = kernel,
        Padding = Padding.Same,
        InputChannels = channels,
        Filters = channels,
        Groups = channels,
        Input = (2, 3, 1),
    };
}
