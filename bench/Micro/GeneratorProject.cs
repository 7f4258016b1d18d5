using Conv3DGen.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Conv3DGen.Bench.Micro;

/// <summary>A project for the source generator: 50 specs, each for three instruction sets, in one file among a hundred.</summary>
internal sealed class GeneratorProject
{
    private const int Specs = 50;
    private const int OtherFiles = 99;

    private static readonly CSharpParseOptions s_parsing = new(LanguageVersion.CSharp12);

    private int _edits;

    public GeneratorProject()
    {
        IEnumerable<string> attributes = Enumerable.Range(1, Specs)
            .Select(n => $"[assembly: Conv3DSpec({(n % 3) + 1}, Padding = Padding.Same, InputChannels = {n}, Filters = {8 * n})]");
        Compilation = CSharpCompilation.Create(
            "User",
            [Parse("using Conv3DGen;\n\n" + string.Join('\n', attributes)), .. Enumerable.Range(1, OtherFiles).Select(Other)],
            ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path)),
            new(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
    }

    public CSharpCompilation Compilation { get; private set; }

    /// <summary>The generator, with nothing in its cache.</summary>
    public static GeneratorDriver NewDriver() => CSharpGeneratorDriver.Create([new Conv3DGenerator().AsSourceGenerator()], parseOptions: s_parsing);

    /// <summary>Changes a method in a file without specs.</summary>
    public void Edit() => Compilation = Compilation.ReplaceSyntaxTree(Compilation.SyntaxTrees[^1], Other(OtherFiles + ++_edits));

    private static SyntaxTree Other(int number) => Parse($"class Other{Math.Min(number, OtherFiles)} {{ int Method() => {number}; }}");

    private static SyntaxTree Parse(string text) => CSharpSyntaxTree.ParseText(text, s_parsing);
}
