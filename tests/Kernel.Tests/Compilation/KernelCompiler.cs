using System.Runtime.Loader;
using Conv3DGen.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Conv3DGen.Kernel.Tests.Compilation;

/// <summary>Compiles specs in memory with the real generator.</summary>
internal static class KernelCompiler
{
    /// <summary>Makes the emitted NEON code use the stand-in: an alias wins over the namespace that the code itself imports.</summary>
    private const string NeonAliases = "global using AdvSimd = Conv3DGen.Kernel.Tests.NeonStandIn.AdvSimd;\n";

    private static readonly string[] s_isas = ["Avx512", "Avx2", "Neon"];

    private static readonly CSharpParseOptions s_parsing = new(LanguageVersion.CSharp13);

    private static readonly CSharpCompilationOptions s_options = new(
        OutputKind.DynamicallyLinkedLibrary,
        optimizationLevel: OptimizationLevel.Release,
        allowUnsafe: true,
        nullableContextOptions: NullableContextOptions.Enable);

    private static readonly Lazy<MetadataReference[]> s_references = new(() =>
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path)),
    ]);

    /// <summary>Compiles a property for each spec, with the code of every instruction set as a user's build does.</summary>
    /// <param name="specs">The specs; property i is named K{i}.</param>
    /// <exception cref="InvalidOperationException">The generator or the compiler reported anything at all.</exception>
    public static CompiledKernels Compile(IReadOnlyList<ConvSpec> specs) => Emit(Generate(specs, []));

    /// <summary>
    /// The same with the code of one instruction set only. Emitted code is long, and compiling it is most of the time these tests take.
    /// </summary>
    /// <param name="specs">The specs; property i is named K{i}.</param>
    /// <param name="isa">The id of the instruction set.</param>
    /// <param name="neonStandIn">Whether its NEON code is compiled against the portable stand-in.</param>
    /// <param name="change">Changes the emitted code of the instruction set; null leaves it as it is.</param>
    public static CompiledKernels Compile(IReadOnlyList<ConvSpec> specs, string isa, bool neonStandIn, Func<string, string>? change = null)
    {
        Microsoft.CodeAnalysis.Compilation complete = Generate(specs, neonStandIn ? [NeonAliases] : []);
        SyntaxTree[] others = [.. complete.SyntaxTrees.Where(t => s_isas.Any(other => other != isa && t.FilePath.EndsWith($".{other}.g.cs", StringComparison.Ordinal)))];
        complete = complete.RemoveSyntaxTrees(others).AddSyntaxTrees(others.Select(Absent));
        foreach (SyntaxTree tree in complete.SyntaxTrees.Where(t => change is not null && t.FilePath.EndsWith($".{isa}.g.cs", StringComparison.Ordinal)).ToArray())
        {
            complete = complete.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(change!(tree.ToString()), s_parsing));
        }

        return Emit(complete);
    }

    /// <summary>Stands for the code of an instruction set that is left out: "Kernels.K3.Avx2.g.cs" becomes a class that gives no kernel.</summary>
    private static SyntaxTree Absent(SyntaxTree tree)
    {
        string type = Path.GetFileName(tree.FilePath).Replace(".g.cs", "", StringComparison.Ordinal).Replace('.', '_');
        return CSharpSyntaxTree.ParseText($"namespace Conv3DGen.Generated; class {type} {{ internal static Conv3DKernel Create() => null!; }}", s_parsing);
    }

    private static Microsoft.CodeAnalysis.Compilation Generate(IReadOnlyList<ConvSpec> specs, string[] sources)
    {
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Kernels",
            sources.Prepend(SpecSource.Properties(specs)).Select(source => CSharpSyntaxTree.ParseText(source, s_parsing)),
            s_references.Value,
            s_options);
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new Conv3DGenerator().AsSourceGenerator()], parseOptions: s_parsing);
        driver.RunGeneratorsAndUpdateCompilation(compilation, out Microsoft.CodeAnalysis.Compilation complete, out var reported);
        Require(reported, "The generator");
        return complete;
    }

    private static CompiledKernels Emit(Microsoft.CodeAnalysis.Compilation compilation)
    {
        using var assembly = new MemoryStream();
        Require(compilation.Emit(assembly).Diagnostics.Where(d => d.Severity >= DiagnosticSeverity.Warning), "The compiler");
        assembly.Position = 0;
        return new(new AssemblyLoadContext("kernels").LoadFromStream(assembly));
    }

    private static void Require(IEnumerable<Diagnostic> diagnostics, string who)
    {
        Diagnostic[] all = [.. diagnostics];
        if (all.Length > 0)
        {
            throw new InvalidOperationException($"{who} reported {all.Length} diagnostics:\n{string.Join("\n", all.Take(10))}");
        }
    }
}
