using Conv3DGen.Generator.Tests.Helpers;

namespace Conv3DGen.Generator.Tests.Emission;

/// <summary>A telling use of the generator whose emitted files are kept as snapshots.</summary>
/// <param name="Name">The folder under snapshots/kernels.</param>
/// <param name="Snapshots">The files to keep, as their snapshots are named: without "Kernels." before and ".g.cs" after. Others are left out.</param>
/// <param name="Source">The user's code.</param>
internal sealed record Scenario(string Name, string[] Snapshots, string Source)
{
    public static readonly IReadOnlyList<Scenario> All =
    [
        new("Stem", ["Stem", "Stem.Avx512", "Stem.Avx2", "Stem.Neon"], Property("Stem", "3, Strides = [1, 2, 2], Padding = Padding.Same, InputChannels = 16, Filters = 32")),
        new("AnyChannels", ["Conv3x3x3Valid", "Conv3x3x3Valid.Avx2", "Strided-8.Avx2", "Taps-Short.Avx2", "Conv3DSpecs"], "[assembly: Conv3DSpec(3)]"),
        new("Pointwise", ["Pointwise.Avx512"], Property("Pointwise", "1, InputChannels = 64, Filters = 64, Groups = 1, DataFormat = DataFormat.ChannelsLast")),
        new("Dilated", ["Dilated.Avx512"], Property("Dilated", "3, DilationRate = [2], InputChannels = 8, Filters = 16, Groups = 1, DataFormat = DataFormat.ChannelsLast")),
        new("AllFixed", ["AllFixed", "AllFixed.Avx2"], Property("AllFixed", "3, InputChannels = 4, Filters = 4, Groups = 1, DataFormat = DataFormat.ChannelsLast")),
        new("RaggedInputs", ["RaggedInputs.Neon"], Property("RaggedInputs", "1, InputChannels = 6, Filters = 16, Groups = 1, DataFormat = DataFormat.ChannelsLast")),
        new("Grouped", ["Grouped.Avx512"], Property("Grouped", "3, Padding = Padding.Same, InputChannels = 16, Filters = 16, Groups = 8, DataFormat = DataFormat.ChannelsLast")),
        new("Depthwise", ["Depthwise.Avx512"], Property("Depthwise", "3, Padding = Padding.Same, InputChannels = 16, Filters = 16, Groups = 16, DataFormat = DataFormat.ChannelsLast")),
        new("Winograd", ["Body.Avx512", "Winograd-F4.Avx512", "Winograd-Rows.Avx2", "Winograd-Rows.Neon", "Winograd-F2.Neon", "Winograd-Shared.Avx2"], Property("Body", "3, Padding = Padding.Same, Algorithm = Algorithm.Winograd")),
        new("WinogradOfFive", ["Winograd-F2Of5.Neon"], Property("Body", "5, Padding = Padding.Same, Algorithm = Algorithm.Winograd")),
    ];

    public string Folder => Path.Combine("kernels", Name);

    /// <summary>The emitted file behind a snapshot.</summary>
    public static string FileOf(GeneratorRun run, string snapshot)
        => run.Files.Single(f => f.Key == $"{snapshot}.g.cs" || f.Key == $"Kernels.{snapshot}.g.cs").Value;

    private static string Property(string name, string arguments) => $$"""
        static partial class Kernels
        {
            [Conv3DSpec({{arguments}})]
            public static partial Conv3DKernel {{name}} { get; }
        }
        """;
}
