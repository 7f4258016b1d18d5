using Conv3DGen.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Conv3DGen.Neon.Tests.Emission;

/// <summary>The real generator on source text, as the compiler would run it in a user's build.</summary>
internal static class GeneratorRun
{
    private static readonly CSharpParseOptions s_parsing = new(LanguageVersion.CSharp13);

    /// <summary>The emitted files by name.</summary>
    /// <exception cref="InvalidOperationException">The generator reported something.</exception>
    public static SortedDictionary<string, string> Emit(string source)
    {
        CSharpCompilation compilation = CSharpCompilation.Create(
            "User",
            [CSharpSyntaxTree.ParseText(source, s_parsing)],
            ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path)),
            new(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
        GeneratorDriverRunResult result = CSharpGeneratorDriver.Create([new Conv3DGenerator().AsSourceGenerator()], parseOptions: s_parsing)
            .RunGenerators(compilation)
            .GetRunResult();
        if (result.Diagnostics.Length > 0)
        {
            throw new InvalidOperationException($"The generator reported:\n{string.Join('\n', result.Diagnostics)}");
        }

        return new(result.Results.Single().GeneratedSources.ToDictionary(s => s.HintName, s => s.SourceText.ToString()), StringComparer.Ordinal);
    }
}
