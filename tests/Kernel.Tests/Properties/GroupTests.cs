using Conv3DGen.Kernel.Tests.Compilation;
using Conv3DGen.Testing;
using Conv3DGen.Testing.Problems;

namespace Conv3DGen.Kernel.Tests.Properties;

/// <summary>
/// Groups of as many filters as channels, of which several share a vector or each has its own: every size of a group, channels that do and
/// do not fill the vectors, rows of every length, strides, dilation and padding have the same bits.
/// </summary>
public class GroupTests
{
    private const int MaxWidth = 33;

    private static readonly ConvProblem[] s_sharing =
    [
        Of(group: 2, channels: 16, taps: 3),
        Of(group: 2, channels: 34, taps: 5) with { DilationRate = (1, 1, 2), Padding = Padding.Valid },
        Of(group: 4, channels: 24, taps: 3),
        Of(group: 4, channels: 16, taps: 3) with { Strides = (1, 1, 2) },
        Of(group: 4, channels: 16, taps: 1),
        Of(group: 4, channels: 20, taps: 10),
        Of(group: 8, channels: 40, taps: 3),
        Of(group: 8, channels: 16, taps: 4) with { Strides = (1, 2, 3) },
        Of(group: 8, channels: 16, taps: 4) with { Strides = (1, 1, 2) },
        Of(group: 8, channels: 16, taps: 9),
    ];

    private static readonly ConvProblem[] s_kernels =
    [
        .. s_sharing,
        Of(group: 1, channels: 20, taps: 3) with { Strides = (1, 1, 2) },
        Of(group: 1, channels: 16, taps: 4) with { Strides = (2, 1, 2) },
        Of(group: 5, channels: 20, taps: 3),
        Of(group: 16, channels: 48, taps: 3),
        Of(group: 16, channels: 32, taps: 3) with { DilationRate = (1, 1, 3) },
        Of(group: 32, channels: 64, taps: 4) with { Strides = (1, 1, 2) },
        Of(group: 24, channels: 48, taps: 1),
        Of(group: 12, channels: 48, taps: 3) with { Filters = 64 },
    ];

    private static readonly Lazy<KernelLibrary> s_library = new(() => new([.. s_kernels.Select(kernel => kernel.SpecialisedSpec)]));

    public static TheoryData<string, int> Cases()
    {
        var cases = new TheoryData<string, int>();
        foreach (string implementation in Implementation.Names)
        {
            for (int kernel = 0; kernel < s_kernels.Length; kernel++)
            {
                cases.Add(implementation, kernel);
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void HaveThePromisedBits(string implementation, int kernel)
    {
        ConvProblem layout = s_kernels[kernel];
        Conv3DKernel code = Implementation.Kernel(implementation, layout.SpecialisedSpec, s_library.Value);
        for (int width = 1; width <= MaxWidth; width++)
        {
            ConvProblem problem = layout with { Input = (2, 3, width) };
            if (problem.Padding == Padding.Valid && (width - 1) / problem.DilationRate.Width < problem.KernelSize.Width - 1)
            {
                continue;
            }

            ProblemData data = ProblemData.Create(problem, seed: width);
            Conv3D layer = LayerFactory.Create(problem, data.Kernel, data.Bias, kernel: code);
            TensorAssert.Same(data.FmaOrderSums(), layer.Run(problem, data.Input), problem, layer.KernelName);
        }
    }

    /// <summary>That the cases above run what they are about.</summary>
    [Fact]
    public void ShareVectors()
    {
        foreach (Implementation implementation in Implementation.All.Where(i => i is { Isa: "Avx512", Runs: true }))
        {
            Assert.All(s_sharing, kernel => Assert.StartsWith("grouped ", Implementation.Kernel(implementation.Name, kernel.SpecialisedSpec, s_library.Value).Plan, StringComparison.Ordinal));
        }
    }

    private static ConvProblem Of(int group, int channels, int taps) => new()
    {
        KernelSize = (1, 2, taps),
        Padding = Padding.Same,
        InputChannels = channels,
        Filters = channels,
        Groups = channels / group,
        Input = (2, 3, 1),
    };
}
