using Conv3DGen.Generator.Tests.Helpers;
using Microsoft.CodeAnalysis;

namespace Conv3DGen.Generator.Tests.Diagnostics;

/// <summary>Specs that are right -> what the analyzer says of their plans.</summary>
public class AdviceTests
{
    [Theory]
    [InlineData("3", null, "C3D017 Conv3x3x3Valid: direct 14x2 or winograd on AVX-512, direct 6x2 or winograd on AVX2, direct 6x4 or winograd on NEON; 6 KB of generated code")]
    [InlineData("3, Algorithm = Algorithm.Winograd", null, "C3D017 Conv3x3x3ValidWinograd: winograd on AVX-512, winograd on AVX2, winograd on NEON; 3 KB of generated code")]
    [InlineData("5, InputChannels = 4, Filters = 8", "Avx2", "C3D017 Conv5x5x5ValidFrom4To8: direct 12x1 on AVX2; 18 KB of generated code")]
    [InlineData("1, 1, 9, InputChannels = 8, Filters = 8, Groups = 8, DataFormat = DataFormat.ChannelsLast", "Avx2", "C3D017 Conv1x1x9ValidFrom8To8Groups8ChannelsLast: depthwise 6x1 on AVX2; 24 KB of generated code")]
    [InlineData("3, Padding = Padding.Same, InputChannels = 8", "Avx2,Neon", "C3D017 Conv3x3x3SameFrom8: direct 6x2 or winograd on AVX2, direct 6x4 or winograd on NEON; 98 KB of generated code")]
    public async Task The_plan_is_told(string arguments, string? isas, string expected)
        => Assert.Equal(expected, Assert.Single(await Messages(arguments, isas)));

    [Theory]
    [InlineData("1, 1, 10, InputChannels = 8, Filters = 8, Groups = 8", "C3D015 KernelSize is 1,1,10; the 10 taps of a row are looped over, up to 9 would stay in registers")]
    [InlineData("3, 3, 25, InputChannels = 64, Filters = 64, Groups = 64", "C3D015 KernelSize is 3,3,25; the 25 taps of a row are looped over, up to 9 would stay in registers")]
    [InlineData("3, Padding = Padding.Same, InputChannels = 6", "C3D016 Conv3x3x3SameFrom6 takes 197 KB of generated code, which is more than 160; give Filters, or limit the instruction sets by Conv3DGenIsas")]
    public async Task What_is_unwise_is_a_warning_beside_the_plan(string arguments, string expected)
    {
        string[] messages = await Messages(arguments, isas: null);

        Assert.Equal(expected, messages[0]);
        Assert.Equal("C3D017", Assert.Single(messages[1..]).Split(' ')[0]);
    }

    [Fact]
    public async Task It_stands_at_its_spec_among_several()
    {
        const string source = """
            [assembly: Conv3DSpec(2), Conv3DSpec(1, 1, 11, InputChannels = 8, Filters = 8, Groups = 8)]
            public static partial class Kernels
            {
                [Obsolete, Conv3DSpec(1, 1, 12, InputChannels = 8, Filters = 8, Groups = 8)]
                public static partial Conv3DKernel Long { get; }
            }
            """;

        IReadOnlyList<Diagnostic> found = await AnalyzerRun.Of("[assembly: Conv3DSpec(4)]", source);

        Assert.Equal(
            ["C3D015 Conv3DSpec(1, 1, 11", "C3D015 Conv3DSpec(1, 1, 12", "C3D017 Conv3DSpec(4)", "C3D017 Conv3DSpec(2)", "C3D017 Conv3DSpec(1, 1, 11", "C3D017 Conv3DSpec(1, 1, 12"],
            found.Select(d => $"{d.Id} {d.Location.SourceTree!.ToString()[d.Location.SourceSpan.Start..d.Location.SourceSpan.End].Split(", InputChannels")[0]}"));
    }

    [Theory]
    [InlineData("[assembly: Conv3DSpec(0)]")]
    [InlineData("[assembly: Conv3DSpec]")]
    [InlineData("[assembly: Obsolete]")]
    [InlineData("partial class K { [Conv3DSpec(1)] static Conv3DKernel X => null!; }")]
    [InlineData("class K { [Conv3DSpec(1)] int this[int i] => i; }")]
    public async Task What_is_not_generated_gets_no_advice(string source) => Assert.Empty(await AnalyzerRun.Of(source));

    [Fact]
    public async Task Without_unsafe_code_there_is_no_advice()
        => Assert.Empty(await AnalyzerRun.Of(TestProject.Library("[assembly: Conv3DSpec(1)]").WithUnsafe(false)));

    [Fact]
    public async Task A_pragma_switches_it_off()
    {
        IReadOnlyList<Diagnostic> found = await AnalyzerRun.Of("""
            #pragma warning disable C3D015, C3D017
            [assembly: Conv3DSpec(1, 1, 11, InputChannels = 8, Filters = 8, Groups = 8)]
            #pragma warning restore
            [assembly: Conv3DSpec(1, 1, 12, InputChannels = 8, Filters = 8, Groups = 8)]
            """);

        Assert.Equal(["C3D015 3", "C3D017 3"], found.Select(d => $"{d.Id} {d.Location.GetLineSpan().StartLinePosition.Line}"));
    }

    private static async Task<string[]> Messages(string arguments, string? isas)
        => [.. (await AnalyzerRun.Of(TestProject.Library($"[assembly: Conv3DSpec({arguments})]"), isas)).Select(d => $"{d.Id} {d.GetMessage()}")];
}
