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
        "Winograd.Avx2.g.cs", "Winograd.Avx512.g.cs", "Winograd.Neon.g.cs",
    ];

    /// <summary>Arguments of a spec of the assembly, and whether the assembly gets the Winograd code for it.</summary>
    public static TheoryData<string, bool> Specs => new()
    {
        { "3", true },
        { "3, Padding = Padding.Same, DilationRate = [1, 2, 5]", true },
        { "1, 3, 3", true },
        { "3, 1, 3, DataFormat = DataFormat.ChannelsFirst", true },
        { "3, 1, 1, Groups = 1", true },
        { "3, InputChannels = 3, Filters = 8", true },
        { "3, InputChannels = 1, Filters = 9", true }, // on rows
        { "3, InputChannels = 1, Filters = 8", false },
        { "3, 3, 1, InputChannels = 2", false }, // the transforms would cost more than they save
        { "3, DilationRate = [1, 1, 2], InputChannels = 2", false },
        { "3, Filters = 7", false },
        { "3, InputChannels = 1, Filters = 1, Algorithm = Algorithm.Winograd", true }, // asked for
        { "3, Algorithm = Algorithm.Direct", false },
        { "1", false },
        { "3, 3, 5", false },
        { "2, 3, 3", false },
        { "3, Strides = [1, 1, 2]", false },
        { "3, Groups = 2", false },
    };

    [Theory]
    [MemberData(nameof(Specs))]
    public void The_assembly_gets_the_code_where_a_spec_has_a_use_for_it(string arguments, bool emitted)
    {
        GeneratorRun run = GeneratorRun.Of($"[assembly: Conv3DSpec({arguments})]");

        Assert.Empty(run.Diagnostics);
        Assert.Equal(emitted ? s_files : [], Shared(run));
        string[] kernels = [.. run.Files.Where(f => f.Value.Contains("Conv3DKernel.Generated(", StringComparison.Ordinal)).Select(f => f.Value)];
        Assert.Equal(3, kernels.Length);
        Assert.All(kernels, text => Assert.Equal(emitted, text.Contains("winograd: global::Conv3DGen.Generated.Winograd.Code_", StringComparison.Ordinal)));
    }

    [Fact]
    public void Several_specs_share_one_copy()
        => Assert.Equal(s_files, Shared(GeneratorRun.Of("[assembly: Conv3DSpec(3)]\n[assembly: Conv3DSpec(1, 3, 3)]\n[assembly: Conv3DSpec(5)]")));

    [Theory]
    [InlineData(1, 3, 1, 1, null, null)]
    [InlineData(3, 3, 3, 1, null, null)]
    [InlineData(3, 3, 3, 1, 1, null)]
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
