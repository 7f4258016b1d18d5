using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Conv3DGen.CodeFixes;

/// <summary>Fixes of an option of a spec.</summary>
internal static class OptionFix
{
    /// <summary>Takes an option away, so that it has its default.</summary>
    public static Func<SyntaxNode, AttributeSyntax, SyntaxNode?> Remove(string option) => (root, spec) =>
        spec.ArgumentList?.Arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == option) is { } found
            ? root.RemoveNode(found, SyntaxRemoveOptions.KeepNoTrivia)
            : null;
}
