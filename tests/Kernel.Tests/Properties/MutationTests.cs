using Conv3DGen.Kernel.Tests.Compilation;
using Conv3DGen.Testing;
using Conv3DGen.Testing.Problems;

namespace Conv3DGen.Kernel.Tests.Properties;

/// <summary>
/// Kernels broken on purpose, each in the emitted text: the comparison that all the other tests rest on must notice. (That reads beyond a
/// tensor stop at a guard page is shown where kernels run in a process of their own, in the NEON tests.)
/// </summary>
public class MutationTests
{
    private static readonly ConvProblem s_problem = new() { KernelSize = 3, Padding = Padding.Same, Filters = 16, InputChannels = 5, Input = (3, 5, 17) };

    /// <summary>Two taps in the padding at either end of a row: its outermost pixels are tiled along the columns.</summary>
    private static readonly ConvProblem s_borders = s_problem with { KernelSize = (3, 3, 5) };

    /// <summary>Of so few filters that lanes are pixels.</summary>
    private static readonly ConvProblem s_pixels = s_problem with { Filters = 3, Input = (3, 7, 17) };

    /// <summary>The same with strides, whose rows and taps begin where tables say.</summary>
    private static readonly ConvProblem s_phases = s_pixels with { Strides = (1, 2, 2), Input = (3, 13, 33) };

    private static readonly Mutants s_mutants = new(s_problem.SpecialisedSpec);

    private static readonly Mutants s_bordersMutants = new(s_borders.SpecialisedSpec);

    private static readonly Mutants s_pixelsMutants = new(s_pixels.SpecialisedSpec);

    private static readonly Mutants s_phasesMutants = new(s_phases.SpecialisedSpec);

    private static readonly Dictionary<string, (string From, string To)> s_mutations = new()
    {
        ["none"] = ("", ""),
        ["the last input of a run is dropped"] = ("for (nint ci = 15;", "for (nint ci = 14;"),
        ["a run reads one input too many"] = ("for (nint ci = 15;", "for (nint ci = 16;"),
        ["a pixel reads its neighbour's column"] = ("p0 + 10", "p0 + 15"),
        ["a pixel reads the next channel"] = ("p0 + 10", "p0 + 11"),
        ["a kernel row is dropped"] = ("nint kh = t->Rows;", "nint kh = t->Rows - (t->Rows > 2 ? 1 : 0);"),
        ["kernel planes do not advance"] = ("inputPlane += t->InputPlaneStride;", ""),
        ["the left end of a row reads the padding"] = ("if (t->Left != 0)", "if (t->Left == 0)"),
        ["the right end of a row drops its last tap"] = ("if (t->Right != 0)", "if (t->Right > 1)"),
        ["border pixels lie a row apart"] = ("nint pixel2 = t->InputPixelStride * 2;", "nint pixel2 = t->InputPixelStride;"),
        ["the second vector has the first one's bias"] = ("bias + 8", "bias"),
        ["the clamp's bounds are swapped"] = ("t->Low", "t->High"),
        ["pixels are stored on each other"] = ("y += pixel;", "y += 0;"),
        ["pixels for lanes"] = ("", ""),
        ["pixels for lanes, a filter with its neighbour's weights"] = ("BroadcastScalarToVector256(w + 1)", "BroadcastScalarToVector256(w)"),
        ["pixels for lanes, a filter with its neighbour's bias"] = ("BroadcastScalarToVector256(bias + 1)", "BroadcastScalarToVector256(bias)"),
        ["pixels for lanes, a vector that repeats the one before"] = ("LoadVector256(x + 8)", "LoadVector256(x)"),
        ["pixels for lanes, one channel for all"] = ("x += channel; ", ""),
        ["pixels for lanes, one tap for all"] = ("tap += t->InputTapStride;", ""),
        ["pixels for lanes, filters stored on each other"] = ("y += pixel;", "y += 0;"),
        ["phases"] = ("", ""),
        ["phases, one tap for all"] = ("tapOffset++;", ""),
        ["phases, one kernel row for all"] = ("rowOffset++;", ""),
        ["phases, rows for taps"] = ("nint* tapOffset = t->TapOffsets;", "nint* tapOffset = t->RowOffsets;"),
    };

    public static TheoryData<string> Mutations() => new(s_mutations.Keys);

    [Theory]
    [MemberData(nameof(Mutations))]
    public void ABrokenKernelIsCaught(string name)
    {
        if (!Mutants.Run)
        {
            return; // another architecture
        }

        bool border = name.StartsWith("border", StringComparison.Ordinal); // whose code all kernels of an assembly share
        (ConvProblem problem, Mutants mutants) = name.Split(',')[0] switch
        {
            "pixels for lanes" => (s_pixels, s_pixelsMutants),
            "phases" => (s_phases, s_phasesMutants),
            _ => border ? (s_borders, s_bordersMutants) : (s_problem, s_mutants),
        };
        ProblemData data = ProblemData.Create(problem, seed: 1);
        (string from, string to) = s_mutations[name];
        mutants.AssertCaught(border, from, to, kernels =>
        {
            Conv3D layer = LayerFactory.Create(problem, data.Kernel, data.Bias, activation: null, kernels[0]);
            TensorAssert.Same(data.FmaOrderSums(), layer.Run(problem, data.Input), problem);
        });
    }
}
