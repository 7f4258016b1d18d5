using Conv3DGen.Testing;
using Conv3DGen.Testing.Problems;

namespace Conv3DGen.Runtime.Tests.Layers;

/// <summary>Each option on its own, with each axis unlike the others, against the reference: an option that is ignored or mixed up shows.</summary>
public class OptionTests
{
    private static readonly ConvProblem s_plain = new() { KernelSize = (2, 3, 2), Filters = 4, Batch = 2, Input = (7, 8, 9), InputChannels = 4 };

    private static readonly Dictionary<string, ConvProblem> s_options = new()
    {
        ["none"] = s_plain,
        ["kernel size"] = s_plain with { KernelSize = (3, 1, 4) },
        ["filters"] = s_plain with { Filters = 5 },
        ["strides"] = s_plain with { Strides = (1, 2, 3) },
        ["same padding"] = s_plain with { Padding = Padding.Same },
        ["same padding and strides"] = s_plain with { Padding = Padding.Same, Strides = (3, 1, 2) },
        ["same padding, strides above the kernel"] = s_plain with { Padding = Padding.Same, KernelSize = (1, 2, 1), Strides = (4, 3, 2) },
        ["channels first"] = s_plain with { DataFormat = DataFormat.ChannelsFirst },
        ["dilation"] = s_plain with { DilationRate = (3, 1, 2) },
        ["groups"] = s_plain with { Groups = 2 },
        ["depthwise"] = s_plain with { Groups = 4, Filters = 8 },
        ["no bias"] = s_plain with { UseBias = false },
        ["all that go together"] = s_plain with { Padding = Padding.Same, DataFormat = DataFormat.ChannelsFirst, DilationRate = (1, 2, 3), Groups = 2, UseBias = false },
    };

    public static TheoryData<string> Names() => [.. s_options.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void GivesTheReferencesNumbers(string option)
    {
        ConvProblem problem = s_options[option];
        ProblemData data = ProblemData.Create(problem, seed: 1);
        float[] output = LayerFactory.Create(problem, data.Kernel, data.Bias).Run(problem, data.Input);
        TensorAssert.Within(new(1e-5, 1e-5), data.FmaOrderSums(), output, problem);
    }
}
