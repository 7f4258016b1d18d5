using System.Reflection;
using System.Runtime.Loader;
using System.Text.RegularExpressions;
using Conv3DGen.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Conv3DGen.Kernel.Tests.Compilation;

/// <summary>Compiles specs in memory with the real generator.</summary>
internal static partial class KernelCompiler
{
    /// <summary>What emitted NEON code imports, and what it is to import where the stand-in is wanted.</summary>
    private const string Neon = "using global::System.Runtime.Intrinsics.Arm;", StandIn = "using global::Conv3DGen.Kernel.Tests.NeonStandIn;";

    private static readonly ConvSpec s_five = new(5, 1, 1, Padding.Same) { Algorithm = Algorithm.Winograd };

    private static readonly CSharpParseOptions s_parsing = new(LanguageVersion.CSharp13);

    private static readonly CSharpCompilationOptions s_options = new(
        OutputKind.DynamicallyLinkedLibrary,
        optimizationLevel: OptimizationLevel.Release,
        allowUnsafe: true,
        nullableContextOptions: NullableContextOptions.Enable);

    /// <summary>A compilation of no source, bound to the platform: all others come from it and take over the symbols of its references.</summary>
    private static readonly Lazy<CSharpCompilation> s_empty = new(() =>
    {
        string[] platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        var empty = CSharpCompilation.Create("Kernels", references: platform.Select(path => MetadataReference.CreateFromFile(path)), options: s_options);
        empty.GetSpecialType(SpecialType.System_Object);
        return empty;
    });

    /// <summary>Compiles a property for each spec as a user's build does.</summary>
    /// <param name="specs">The specs; property i is named K{i}.</param>
    /// <param name="neonStandIn">Whether the emitted NEON code is compiled against the portable stand-in.</param>
    /// <exception cref="InvalidOperationException">The generator or the compiler reported anything at all.</exception>
    public static CompiledKernels Compile(IReadOnlyList<ConvSpec> specs, bool neonStandIn = false)
    {
        Microsoft.CodeAnalysis.Compilation complete = Generate(specs);
        return new(Load(neonStandIn ? Create(complete.SyntaxTrees.Select(tree => WithStandIn(tree.ToString()))) : complete));
    }

    /// <summary>The emitted code of every spec and instruction set, and what all kernels of an assembly share, by instruction set.</summary>
    /// <remarks>A spec of five taps is always among them, so that equal code of any other finds whatever it may need in what is shared.</remarks>
    public static (IReadOnlyList<(int Spec, string Isa, string Text)> Kernels, ILookup<string, string> Shared) Emitted(IReadOnlyList<ConvSpec> specs)
    {
        SyntaxTree[] trees = [.. Generate([.. specs, s_five]).SyntaxTrees];
        return (
            [.. trees.Select(tree => (Name: InstructionSetFile().Match(tree.FilePath), Text: tree.ToString()))
                .Where(file => file.Name.Success)
                .Select(file => (int.Parse(file.Name.Groups["spec"].Value), file.Name.Groups["isa"].Value, file.Text))
                .Where(kernel => kernel.Item1 < specs.Count)],
            trees.Select(tree => (Name: SharedFile().Match(tree.FilePath), Text: tree.ToString()))
                .Where(file => file.Name.Success)
                .ToLookup(file => file.Name.Groups["isa"].Value, file => file.Text));
    }

    /// <summary>Compiles sources that need nothing but the library and what their own instruction set's kernels share.</summary>
    public static Assembly Compile(IEnumerable<string> sources, bool neonStandIn)
        => Load(Create(neonStandIn ? sources.Select(WithStandIn) : sources));

    /// <summary>Makes a kernel with the factory of a class that <see cref="EmittedCode.Source"/> named.</summary>
    public static Conv3DKernel Create(Assembly assembly, string name, ConvSpec spec)
    {
        MethodInfo create = assembly.GetType($"Conv3DGen.Generated.{name}", throwOnError: true)!.GetMethod("Create", BindingFlags.Static | BindingFlags.NonPublic)!;
        return create.CreateDelegate<Func<string, ConvSpec, Conv3DKernel>>()(spec.ToString(), spec);
    }

    private static Microsoft.CodeAnalysis.Compilation Generate(IReadOnlyList<ConvSpec> specs)
    {
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new Conv3DGenerator().AsSourceGenerator()], parseOptions: s_parsing);
        driver.RunGeneratorsAndUpdateCompilation(Create([SpecSource.Properties(specs)]), out Microsoft.CodeAnalysis.Compilation complete, out var reported);
        Require(reported, "The generator");
        return complete;
    }

    private static string WithStandIn(string source) => source.Replace(Neon, StandIn, StringComparison.Ordinal);

    private static CSharpCompilation Create(IEnumerable<string> sources) => s_empty.Value.AddSyntaxTrees(sources.Select(Parse));

    private static SyntaxTree Parse(string source) => CSharpSyntaxTree.ParseText(source, s_parsing);

    private static Assembly Load(Microsoft.CodeAnalysis.Compilation compilation)
    {
        using var assembly = new MemoryStream();
        Require(compilation.Emit(assembly).Diagnostics.Where(d => d.Severity >= DiagnosticSeverity.Warning), "The compiler");
        assembly.Position = 0;
        return new AssemblyLoadContext("kernels").LoadFromStream(assembly);
    }

    private static void Require(IEnumerable<Diagnostic> diagnostics, string who)
    {
        Diagnostic[] all = [.. diagnostics];
        if (all.Length > 0)
        {
            throw new InvalidOperationException($"{who} reported {all.Length} diagnostics:\n{string.Join("\n", all.Take(10))}");
        }
    }

    [GeneratedRegex(@"Kernels\.K(?<spec>\d+)\.(?<isa>Avx512|Avx2|Neon)\.g\.cs$")]
    private static partial Regex InstructionSetFile();

    [GeneratedRegex(@"-\w+\.(?<isa>Avx512|Avx2|Neon)\.g\.cs$")]
    private static partial Regex SharedFile();
}
