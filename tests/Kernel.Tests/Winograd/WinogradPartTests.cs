using Conv3DGen.Kernel.Tests.Compilation;
using Conv3DGen.Kernels;
using Conv3DGen.Testing;
using Conv3DGen.Testing.Problems;
using Conv3DGen.Winograd;

namespace Conv3DGen.Kernel.Tests.Winograd;

/// <summary>Few outputs of many filters, which threads share by filters: the bits do not depend on how.</summary>
public class WinogradPartTests
{
    private static readonly ConvProblem[] s_problems =
    [
        new() { KernelSize = 3, Padding = Padding.Same, Filters = 277, Input = (3, 4, 5), InputChannels = 16 },
        new() { KernelSize = 3, Padding = Padding.Same, Filters = 512, Batch = 2, Input = (2, 3, 3), InputChannels = 17, DataFormat = DataFormat.ChannelsFirst },
        new() { KernelSize = 4, Strides = 2, Padding = Padding.Same, Filters = 407, Input = (8, 4, 6), InputChannels = 9 },
    ];

    private static readonly KernelLibrary s_library = new(s_problems.Select(WinogradLayers.Spec));

    public static TheoryData<int, string> Rows()
    {
        var rows = new TheoryData<int, string>();
        for (int problem = 0; problem < s_problems.Length; problem++)
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
    public void ThreadsThatShareTheFiltersGiveTheSameBits(int problem, string implementation)
    {
        ProblemData data = ProblemData.Create(s_problems[problem], seed: problem);
        foreach (WinogradForm form in WinogradLayers.Forms(data.Problem))
        {
            float[] expected = WinogradLayers.Portable(data, form).Run(data.Problem, data.Input);
            Conv3D layer = WinogradLayers.Create(data, implementation, s_library, form);
            foreach (int threads in (int[])[1, 2, 3, 7])
            {
                layer.Parallelism = new Parallelism(threads, MultiplyAddsPerHelper: 1); // small problems would not be worth a thread
                TensorAssert.Same(expected, layer.Run(data.Problem, data.Input), data.Problem, $"{layer.KernelName}, {form}, {threads} threads");
            }
        }
    }
}
