using Conv3DGen.Generator.Tests.Helpers;
using Conv3DGen.Winograd;

namespace Conv3DGen.Generator.Tests.Winograd;

/// <summary>Which specs Winograd convolution is for, and what is emitted for them.</summary>
public class WinogradRulesTests
{
    private static readonly string[] s_files =
    [
        "Winograd-F2.Avx2.g.cs", "Winograd-F2.Avx512.g.cs", "Winograd-F2.Neon.g.cs",
        "Winograd-F4.Avx2.g.cs", "Winograd-F4.Avx512.g.cs", "Winograd-F4.Neon.g.cs",
        "Winograd-Rows.Avx2.g.cs", "Winograd-Rows.Avx512.g.cs", "Winograd-Rows.Neon.g.cs",
        "Winograd-Shared.Avx2.g.cs", "Winograd-Shared.Avx512.g.cs", "Winograd-Shared.Neon.g.cs",
    ];

    private static readonly string[] s_filesOfFive = [.. s_files.Concat(["Winograd-F2Of5.Avx2.g.cs", "Winograd-F2Of5.Avx512.g.cs", "Winograd-F2Of5.Neon.g.cs"]).Order(StringComparer.Ordinal)];

    /// <summary>Arguments of a spec of the assembly, and the most taps of the Winograd code that the assembly gets for it; 0 for none.</summary>
    public static TheoryData<string, int> Specs => new()
    {
        { "3", 3 },
        { "3, Padding = Padding.Same, DilationRate = [1, 2, 5]", 3 },
        { "1, 3, 3", 3 },
        { "3, 1, 3, DataFormat = DataFormat.ChannelsFirst", 3 },
        { "3, 1, 1, Groups = 1", 3 },
        { "3, InputChannels = 3, Filters = 8", 3 },
        { "3, InputChannels = 1, Filters = 9", 3 }, // on rows
        { "3, InputChannels = 1, Filters = 8", 0 },
        { "3, 3, 1, InputChannels = 2", 0 }, // the transforms would cost more than they save
        { "3, DilationRate = [1, 1, 2], InputChannels = 2", 0 },
        { "3, Filters = 7", 0 },
        { "3, InputChannels = 1, Filters = 1, Algorithm = Algorithm.Winograd", 3 }, // asked for
        { "3, Algorithm = Algorithm.Direct", 0 },
        { "1", 0 },
        { "5", 5 },
        { "1, 5, 5", 5 },
        { "5, 1, 1, InputChannels = 8", 5 },
        { "5, InputChannels = 7", 0 }, // too few for the accuracy
        { "5, InputChannels = 7, Algorithm = Algorithm.Winograd", 5 },
        { "3, 3, 5", 5 },
        { "3, 5, 3", 5 },
        { "5, 3, 3, InputChannels = 1, Filters = 9", 5 }, // on rows
        { "1, 3, 5", 0 }, // no two axes have equal taps
        { "4", 0 },
        { "7, 5, 5", 0 },
        { "2, 3, 3", 0 },
        { "3, Strides = [1, 1, 2]", 0 },
        { "3, Groups = 2", 0 },
    };

    [Theory]
    [MemberData(nameof(Specs))]
    public void The_assembly_gets_the_code_where_a_spec_has_a_use_for_it(string arguments, int taps)
    {
        GeneratorRun run = GeneratorRun.Of($"[assembly: Conv3DSpec({arguments})]");

        Assert.Empty(run.Diagnostics);
        Assert.Equal(taps == 5 ? s_filesOfFive : taps == 3 ? s_files : [], Shared(run));
        string[] kernels = [.. run.Files.Where(f => f.Value.Contains("Conv3DKernel.Generated(", StringComparison.Ordinal)).Select(f => f.Value)];
        Assert.Equal(3, kernels.Length);
        Assert.All(kernels, text => Assert.Equal(taps > 0, text.Contains("winograd: global::Conv3DGen.Generated.Winograd.Shared_", StringComparison.Ordinal)));
    }

    [Fact]
    public void Several_specs_share_one_copy()
        => Assert.Equal(s_filesOfFive, Shared(GeneratorRun.Of("[assembly: Conv3DSpec(3)]\n[assembly: Conv3DSpec(1, 3, 3)]\n[assembly: Conv3DSpec(5)]\n[assembly: Conv3DSpec(7)]")));

    [Theory]
    [InlineData(1, 3, 1, 1, null, null)]
    [InlineData(3, 3, 3, 1, null, null)]
    [InlineData(3, 3, 3, 1, 1, null)]
    [InlineData(5, 5, 5, 1, null, null)]
    [InlineData(1, 5, 1, 1, null, null)]
    [InlineData(5, 3, 5, 1, null, null)]
    [InlineData(5, 1, 3, 1, null, "two axes must have equal taps")]
    [InlineData(3, 7, 3, 1, null, "KernelSize")]
    [InlineData(1, 1, 1, 1, null, "KernelSize")]
    [InlineData(3, 2, 3, 1, null, "KernelSize")]
    [InlineData(3, 3, 3, 2, null, "stride")]
    [InlineData(3, 3, 3, 1, 3, "Groups")]
    public void What_a_spec_lacks_is_said(int depth, int height, int width, int stride, int? groups, string? obstacle)
    {
        var spec = new ConvSpec((depth, height, width), (1, stride, 1), 1, Padding.Same) { Groups = groups };

        Assert.Equal(obstacle is null, WinogradRules.Fits(spec));
        Assert.Contains(obstacle ?? "", WinogradRules.Obstacle(spec) ?? "", StringComparison.Ordinal);
    }

    /// <summary>A spec that asks for Winograd exists exactly where it fits, so that what exists and asks for it is emitted.</summary>
    [Fact]
    public void Asking_for_it_is_possible_exactly_where_it_fits()
        => Assert.All(SpecGrid.All.Where(spec => spec.Algorithm == Algorithm.Auto), spec =>
        {
            ConvSpec asking = spec with { Algorithm = Algorithm.Winograd };
            Assert.Equal((spec, WinogradRules.Fits(spec)), (spec, ConvSpecRules.Check(asking).Count == 0));
            Assert.Equal((spec, WinogradRules.Fits(spec)), (spec, WinogradRules.Emitted(asking)));
            Assert.False(WinogradRules.Emitted(spec with { Algorithm = Algorithm.Direct }));
        });

    private static IEnumerable<string> Shared(GeneratorRun run)
        => run.Files.Keys.Where(name => name.StartsWith("Winograd", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
}
