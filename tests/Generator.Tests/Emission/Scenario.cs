using Conv3DGen.Generator.Tests.Helpers;

namespace Conv3DGen.Generator.Tests.Emission;

/// <summary>A telling use of the generator whose emitted files are kept as snapshots.</summary>
/// <param name="Name">The folder under snapshots/kernels.</param>
/// <param name="Kernel">The kernel's name.</param>
/// <param name="Isas">The instruction sets to keep; a file of any other is left out.</param>
/// <param name="Shared">The files of no instruction set to keep: the catalog, the registrations.</param>
/// <param name="Source">The user's code.</param>
internal sealed record Scenario(string Name, string Kernel, string[] Isas, string[] Shared, string Source)
{
    private const string Catalog = "";
    private const string Registrations = "Conv3DSpecs";

    public static readonly IReadOnlyList<Scenario> All =
    [
        new("Stem", "Stem", ["Avx512", "Avx2", "Neon"], [Catalog], Property("Stem", "3, Strides = [1, 2, 2], Padding = Padding.Same, InputChannels = 16, Filters = 32")),
        new("AnyChannels", "Conv3x3x3Valid", ["Avx2"], [Catalog, Registrations], "[assembly: Conv3DSpec(3)]"),
        new("Pointwise", "Pointwise", ["Avx512"], [], Property("Pointwise", "1, InputChannels = 64, Filters = 64, Groups = 1, DataFormat = DataFormat.ChannelsLast")),
        new("Dilated", "Dilated", ["Avx512"], [], Property("Dilated", "3, DilationRate = [2], InputChannels = 8, Filters = 16, Groups = 1, DataFormat = DataFormat.ChannelsLast")),
        new("AllFixed", "AllFixed", ["Avx2"], [Catalog], Property("AllFixed", "3, InputChannels = 4, Filters = 8, Groups = 1, DataFormat = DataFormat.ChannelsLast")),
        new("RaggedInputs", "RaggedInputs", ["Neon"], [], Property("RaggedInputs", "1, InputChannels = 6, Filters = 16, Groups = 1, DataFormat = DataFormat.ChannelsLast")),
        new("Depthwise", "Depthwise", ["Avx2"], [], Property("Depthwise", "3, Padding = Padding.Same, InputChannels = 8, Filters = 8, Groups = 8, DataFormat = DataFormat.ChannelsLast")),
    ];

    public string Folder => Path.Combine("kernels", Name);

    /// <summary>The snapshots' names, without ".verified.cs".</summary>
    public IEnumerable<string> Snapshots => Isas.Select(isa => $"{Kernel}.{isa}").Concat(Shared.Select(name => name == Catalog ? Kernel : name));

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
