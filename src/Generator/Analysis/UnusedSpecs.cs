using System.Collections.Concurrent;
using Conv3DGen.Generator.Diagnostics;
using Conv3DGen.Generator.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Conv3DGen.Generator.Analysis;

/// <summary>
/// Finds specs that no code uses. It goes by names alone: a name that stands anywhere, for whatever it means there, is a use. So it may
/// miss a spec, but blames none that is used.
/// </summary>
/// <param name="compilation">The project.</param>
/// <param name="library">The library that the attribute is from.</param>
internal sealed class UnusedSpecs(Compilation compilation, IAssemblySymbol library)
{
    /// <summary>Types of the library that an unused spec names itself.</summary>
    private static readonly HashSet<string> s_namedBySpecs = ["Conv3DSpecAttribute", "Conv3DKernel", nameof(Algorithm), nameof(DataFormat), nameof(Padding)];

    private static readonly HashSet<SyntaxKind> s_strings =
    [
        SyntaxKind.StringLiteralToken, SyntaxKind.SingleLineRawStringLiteralToken, SyntaxKind.MultiLineRawStringLiteralToken,
        SyntaxKind.Utf8StringLiteralToken, SyntaxKind.Utf8SingleLineRawStringLiteralToken, SyntaxKind.Utf8MultiLineRawStringLiteralToken,
        SyntaxKind.InterpolatedStringTextToken,
    ];

    private readonly ConcurrentBag<(ISymbol Target, KernelRequest Request, Location Location)> _specs = [];

    /// <summary>Notes a spec. Those that other projects can use are left out.</summary>
    public void Add(ISymbol target, KernelRequest request, Location location)
    {
        if (target is IPropertySymbol ? !IsVisibleElsewhere(target) : ServesOnlyThisProject())
        {
            _specs.Add((target, request, location));
        }
    }

    /// <summary>Reports the noted specs that are not used.</summary>
    public void Report(CompilationAnalysisContext context)
    {
        if (_specs.IsEmpty)
        {
            return;
        }

        HashSet<string> layers = _specs.Any(spec => spec.Target is IAssemblySymbol) ? [.. PublicTypes(library.GlobalNamespace).Except(s_namedBySpecs)] : [];
        HashSet<string> used = UsedAmong([.. layers, .. _specs.Select(spec => spec.Target.Name)], context.CancellationToken);
        foreach ((ISymbol target, KernelRequest request, Location location) in _specs)
        {
            if (target is IPropertySymbol ? !used.Contains(target.Name) : !used.Overlaps(layers))
            {
                context.ReportDiagnostic(Diagnostic.Create(Descriptors.Unused, location, request.Hint, target is IPropertySymbol ? "reads the property" : "uses a layer"));
            }
        }
    }

    private bool IsVisibleElsewhere(ISymbol property)
    {
        bool friends = compilation.Assembly.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "InternalsVisibleToAttribute");
        for (ISymbol? symbol = property; symbol is not null; symbol = symbol.ContainingType)
        {
            if (symbol.DeclaredAccessibility == Accessibility.Private
                || (symbol.DeclaredAccessibility is Accessibility.Internal or Accessibility.ProtectedAndInternal && !friends))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether the kernels that the assembly registers can serve no layers but its own: it is a program, and no other library of it makes layers.</summary>
    private bool ServesOnlyThisProject()
        => compilation.Options.OutputKind is OutputKind.ConsoleApplication or OutputKind.WindowsApplication
            && !compilation.SourceModule.ReferencedAssemblySymbols.Any(other => other.Modules.Any(module => module.ReferencedAssemblies.Any(name => name.Name == library.Name)));

    /// <summary>The names among <paramref name="names"/> that stand in code, or in a string as reflection would have them.</summary>
    private HashSet<string> UsedAmong(HashSet<string> names, CancellationToken cancellation)
    {
        var used = new HashSet<string>();
        IEnumerable<string> written = compilation.SyntaxTrees
            .Where(tree => !GeneratedTexts.Contain(tree))
            .SelectMany(tree => tree.GetRoot(cancellation).DescendantTokens())
            .Where(token => token.IsKind(SyntaxKind.IdentifierToken) ? token.Parent is SimpleNameSyntax : s_strings.Contains(token.Kind()))
            .Select(token => token.ValueText);
        foreach (string name in written)
        {
            if (names.Contains(name) && used.Add(name) && used.Count == names.Count)
            {
                break;
            }
        }

        return used;
    }

    private static IEnumerable<string> PublicTypes(INamespaceSymbol space)
        => space.GetTypeMembers().Where(type => type.DeclaredAccessibility == Accessibility.Public).Select(type => type.Name)
            .Concat(space.GetNamespaceMembers().SelectMany(PublicTypes));
}
