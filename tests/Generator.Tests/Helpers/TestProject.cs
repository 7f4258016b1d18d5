extern alias Runtime;

using System.Numerics.Tensors;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using LayerType = Runtime::Conv3DGen.Conv3D;

namespace Conv3DGen.Generator.Tests.Helpers;

/// <summary>User code in memory, compiled as strictly as a project can ask for. Files are File1.cs, File2.cs, ...</summary>
internal static class TestProject
{
    public static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Preview, DocumentationMode.Diagnose);

    /// <summary>What the SDK's implicit usings and a "using Conv3DGen;" would bring.</summary>
    private const string GlobalUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Conv3DGen;
        """;

    private static readonly MetadataReference s_library = Reference(typeof(LayerType));
    private static readonly MetadataReference[] s_references = [.. Framework(), s_library, Reference(typeof(Tensor))];

    public static CSharpCompilation Library(params string[] sources) => Create(OutputKind.DynamicallyLinkedLibrary, sources);

    public static CSharpCompilation Program(params string[] sources) => Create(OutputKind.ConsoleApplication, sources);

    /// <summary>A compilation whose file <paramref name="name"/> has other text.</summary>
    public static CSharpCompilation WithFile(this CSharpCompilation compilation, string name, string text)
    {
        SyntaxTree old = compilation.SyntaxTrees.Single(t => t.FilePath == name);
        return compilation.ReplaceSyntaxTree(old, Parse(text, name));
    }

    /// <summary>A compilation in which a piece of a file is replaced.</summary>
    public static CSharpCompilation Edit(this CSharpCompilation compilation, string name, string piece, string replacement)
    {
        string text = compilation.SyntaxTrees.Single(t => t.FilePath == name).ToString();
        Assert.Contains(piece, text, StringComparison.Ordinal);
        return compilation.WithFile(name, text.Replace(piece, replacement, StringComparison.Ordinal));
    }

    public static CSharpCompilation WithUnsafe(this CSharpCompilation compilation, bool allow)
        => compilation.WithOptions(compilation.Options.WithAllowUnsafe(allow));

    /// <summary>The compilation in an older language.</summary>
    public static CSharpCompilation WithLanguage(this CSharpCompilation compilation, LanguageVersion language)
        => compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(
            compilation.SyntaxTrees.Select(tree => CSharpSyntaxTree.ParseText(tree.ToString(), ParseOptions.WithLanguageVersion(language), tree.FilePath)));

    /// <summary>The compilation against another build of the library.</summary>
    public static CSharpCompilation WithLibrary(this CSharpCompilation compilation, string file)
        => compilation.ReplaceReference(s_library, MetadataReference.CreateFromFile(file));

    public static SyntaxTree Parse(string text, string name) => CSharpSyntaxTree.ParseText(text, ParseOptions, name);

    private static CSharpCompilation Create(OutputKind kind, string[] sources)
        => CSharpCompilation.Create(
            "UserCode",
            [Parse(GlobalUsings, "GlobalUsings.cs"), .. sources.Select((text, i) => Parse(text, $"File{i + 1}.cs"))],
            s_references,
            new(kind, allowUnsafe: true, warningLevel: 9999, nullableContextOptions: NullableContextOptions.Enable, generalDiagnosticOption: ReportDiagnostic.Error));

    private static IEnumerable<MetadataReference> Framework()
    {
        string folder = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        string trusted = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        return trusted.Split(Path.PathSeparator)
            .Where(file => Path.GetDirectoryName(file) == folder)
            .Select(file => MetadataReference.CreateFromFile(file));
    }

    private static PortableExecutableReference Reference(Type type) => MetadataReference.CreateFromFile(type.Assembly.Location);
}
