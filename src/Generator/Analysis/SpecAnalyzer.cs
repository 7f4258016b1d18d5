using System.Collections.Immutable;
using Conv3DGen.Generator.Diagnostics;
using Conv3DGen.Generator.Model;
using Conv3DGen.Generator.Parsing;
using Conv3DGen.Generator.Planning;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Conv3DGen.Generator.Analysis;

/// <summary>
/// Advice on specs that are right. It is no part of the generator: an analyzer may hold positions and look at the whole project without
/// costing a cache, and its warnings obey #pragma and .editorconfig.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SpecAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        ImmutableArray.Create(Descriptors.Unused, Descriptors.Looped, Descriptors.LargeText, Descriptors.Plan);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        // A property counts as generated code, since its other half is; files that are generated are left out nevertheless.
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.ReportDiagnostics);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(Start);
    }

    private static void Start(CompilationStartAnalysisContext context)
    {
        if (context.Compilation.GetTypeByMetadataName(SpecParser.AttributeName) is not { } spec
            || ProjectSettings.Missing(context.Compilation) is not null)
        {
            return; // nothing is generated
        }

        IReadOnlyList<Isa> isas = IsaChoice.Parse(IsaOption.Read(context.Options.AnalyzerConfigOptionsProvider)).Isas;
        var texts = new GeneratedTexts(context.Compilation);
        var unused = new UnusedSpecs(context.Compilation, spec.ContainingAssembly);
        context.RegisterSyntaxNodeAction(node => Advise(node, spec, isas, texts, unused), SyntaxKind.CompilationUnit);
        context.RegisterCompilationEndAction(unused.Report);
    }

    private static void Advise(SyntaxNodeAnalysisContext context, INamedTypeSymbol spec, IReadOnlyList<Isa> isas, GeneratedTexts texts, UnusedSpecs unused)
    {
        foreach ((SyntaxNode node, ISymbol target) in Targets(context))
        {
            IEnumerable<AttributeData> attributes = target.GetAttributes().Where(attribute =>
                SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, spec) && attribute.ApplicationSyntaxReference?.SyntaxTree == node.SyntaxTree);
            foreach (Result result in SpecParser.Parse(node, target, attributes, context.CancellationToken))
            {
                if (result.Request is { } request)
                {
                    var location = Location.Create(node.SyntaxTree, result.Location.Span);
                    unused.Add(target, request, location);
                    foreach (Advice advice in PlanAdvice.Of(KernelPlan.Of(request, isas), texts.CharactersOf(request)))
                    {
                        context.ReportDiagnostic(Diagnostic.Create(advice.Descriptor, location, [.. advice.Arguments]));
                    }
                }
            }
        }
    }

    /// <summary>What in a file can carry specs: the file itself, for the assembly, and properties with attributes.</summary>
    private static IEnumerable<(SyntaxNode Node, ISymbol Target)> Targets(SyntaxNodeAnalysisContext context)
    {
        var file = (CompilationUnitSyntax)context.Node;
        if (file.AttributeLists.Count > 0)
        {
            yield return (file, context.Compilation.Assembly);
        }

        foreach (PropertyDeclarationSyntax property in file.DescendantNodes(node => node is not MemberDeclarationSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax).OfType<PropertyDeclarationSyntax>())
        {
            if (property.AttributeLists.Count > 0 && context.SemanticModel.GetDeclaredSymbol(property, context.CancellationToken) is { } symbol)
            {
                yield return (property, symbol);
            }
        }
    }
}
