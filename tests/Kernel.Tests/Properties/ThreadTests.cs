using Conv3DGen.Kernel.Tests.Compilation;
using Conv3DGen.Testing;
using Conv3DGen.Testing.Problems;

namespace Conv3DGen.Kernel.Tests.Properties;

/// <summary>Problems large enough to be shared between threads: the bits do not depend on how many there are.</summary>
public class ThreadTests
{
    private static readonly Dictionary<string, ConvProblem> s_problems = new()
    {
        ["rows"] = new() { KernelSize = 3, Padding = Padding.Same, Filters = 40, Batch = 2, Input = (4, 12, 13), InputChannels = 16 },
        ["pixels of one row"] = new() { KernelSize = 1, Filters = 64, Input = (8, 20, 20), InputChannels = 48 },
        ["ranges of pixels for all blocks"] = new() { KernelSize = 1, Filters = 40, Batch = 2, Input = (1, 112, 113), InputChannels = 128 },
        ["planes joined"] = new() { KernelSize = (3, 1, 1), Padding = Padding.Same, Filters = 32, Input = (8, 20, 20), InputChannels = 32 },
        ["groups, channels first"] = new()
        {
            KernelSize = 3,
            Padding = Padding.Same,
            Groups = 4,
            Filters = 48,
            Input = (6, 12, 13),
            InputChannels = 32,
            DataFormat = DataFormat.ChannelsFirst,
        },
        ["planes too large to be gathered whole, channels first"] = new()
        {
            KernelSize = 3,
            Strides = (1, 2, 1),
            Padding = Padding.Same,
            Filters = 40,
            Batch = 2,
            Input = (4, 24, 64),
            InputChannels = 64,
            DataFormat = DataFormat.ChannelsFirst,
        },
        ["one channel, channels first"] = new() { KernelSize = 3, Filters = 40, Input = (6, 40, 40), InputChannels = 1, DataFormat = DataFormat.ChannelsFirst },
        ["depthwise"] = new() { KernelSize = 5, Padding = Padding.Same, Groups = 65, Filters = 65, Input = (6, 12, 13), InputChannels = 65 },
    };

    private static readonly KernelLibrary s_library = new(s_problems.Values.Select(p => p.SpecialisedSpec));

    public static TheoryData<string, string> Rows()
    {
        var rows = new TheoryData<string, string>();
        foreach (string problem in s_problems.Keys)
        {
            foreach (string implementation in Implementation.Names)
            {
                rows.Add(problem, implementation);
            }
        }

        return rows;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void AnyNumberOfThreadsGivesTheSameBits(string name, string implementation)
    {
        ConvProblem problem = s_problems[name];
        ProblemData data = ProblemData.Create(problem, seed: 1);
        Conv3DKernel kernel = Implementation.Kernel(implementation, problem.SpecialisedSpec, s_library);
        float[] sums = data.FmaOrderSums();
        foreach (Activation activation in (Activation[])[Activation.Linear, Activation.Tanh, Activation.Softmax])
        {
            Conv3D layer = LayerFactory.Create(problem, data.Kernel, data.Bias, activation, kernel);
            float[] expected = [.. sums];
            activation.Apply(expected, (int)problem.OutputShape[^1]);
            foreach (int threads in (int[])[1, 2, 3, 8])
            {
                layer.MaxDegreeOfParallelism = threads;
                TensorAssert.Same(expected, layer.Run(problem, data.Input), problem);
            }
        }
    }
}
