using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Conv3DGen.CodeFixes;

/// <summary>What editors offer at a <c>[Conv3DSpec]</c> that is wrong in one obvious way.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class SpecCodeFix : CodeFixProvider
{
    private static readonly Dictionary<string, IReadOnlyList<SpecFix>> s_fixes = new()
    {
        ["C3D003"] = [new("Set DilationRate back to 1", OptionFix.Remove("DilationRate")), new("Set Strides back to 1", OptionFix.Remove("Strides"))],
        ["C3D007"] = [new("Make the property static partial with a getter alone", PropertyFix.Reshape)],
        ["C3D008"] = [new("Give the property the type Conv3DKernel", PropertyFix.Retype)],
        ["C3D009"] = [new("Make the types around the property partial", PropertyFix.MakeTypesPartial)],
        ["C3D012"] = [new("Leave the algorithm to the generator", OptionFix.Remove("Algorithm"))],
    };

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = s_fixes.Keys.OrderBy(id => id, StringComparer.Ordinal).ToImmutableArray();

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root
            || root.FindNode(context.Span).FirstAncestorOrSelf<AttributeSyntax>() is not { } spec)
        {
            return;
        }

        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            foreach (SpecFix fix in s_fixes[diagnostic.Id])
            {
                if (fix.Apply(root, spec) is { } changed)
                {
                    context.RegisterCodeFix(CodeAction.Create(fix.Title, _ => Task.FromResult(context.Document.WithSyntaxRoot(changed)), fix.Title), diagnostic);
                }
            }
        }
    }
}

/// <summary>A fix.</summary>
/// <param name="Title">What an editor shows.</param>
/// <param name="Apply">The file with the fix at a spec; null where it does not fit.</param>
internal sealed record SpecFix(string Title, Func<SyntaxNode, AttributeSyntax, SyntaxNode?> Apply);
