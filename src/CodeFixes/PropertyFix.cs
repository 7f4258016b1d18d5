using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;

namespace Conv3DGen.CodeFixes;

/// <summary>Fixes of the property that a spec stands on, and of the types around it.</summary>
internal static class PropertyFix
{
    /// <summary>Makes the property <c>static partial ... { get; }</c>; its own body goes.</summary>
    public static SyntaxNode? Reshape(SyntaxNode root, AttributeSyntax spec)
    {
        if (Property(spec) is not { ExplicitInterfaceSpecifier: null } property || property.AttributeLists.Sum(list => list.Attributes.Count(a => IsSameAttribute(a, spec))) > 1)
        {
            return null;
        }

        AccessorDeclarationSyntax getter = SyntaxFactory.AccessorDeclaration(SyntaxKind.GetAccessorDeclaration).WithSemicolonToken(SyntaxFactory.Token(SyntaxKind.SemicolonToken));
        PropertyDeclarationSyntax changed = property
            .WithModifiers(Add(Add(property.Modifiers, SyntaxKind.StaticKeyword), SyntaxKind.PartialKeyword))
            .WithExpressionBody(null)
            .WithInitializer(null)
            .WithSemicolonToken(default)
            .WithAccessorList(SyntaxFactory.AccessorList(SyntaxFactory.SingletonList(getter)))
            .WithTrailingTrivia(property.GetTrailingTrivia())
            .WithAdditionalAnnotations(Formatter.Annotation);
        return root.ReplaceNode(property, changed);
    }

    /// <summary>Gives the property its one right type.</summary>
    public static SyntaxNode? Retype(SyntaxNode root, AttributeSyntax spec)
        => Property(spec) is { } property
            ? root.ReplaceNode(property.Type, SyntaxFactory.ParseTypeName("global::Conv3DGen.Conv3DKernel").WithTriviaFrom(property.Type).WithAdditionalAnnotations(Simplifier.Annotation))
            : null;

    /// <summary>Makes every type around the property partial. One that is local to its file stays wrong.</summary>
    public static SyntaxNode? MakeTypesPartial(SyntaxNode root, AttributeSyntax spec)
    {
        TypeDeclarationSyntax[] types = [.. spec.Ancestors().OfType<TypeDeclarationSyntax>()];
        return types.Any(type => type.Modifiers.Any(SyntaxKind.FileKeyword))
            ? null
            : root.ReplaceNodes(
                types.Where(type => HasName(type) && !type.Modifiers.Any(SyntaxKind.PartialKeyword)),
                (_, type) => MakePartial(type));
    }

    private static TypeDeclarationSyntax MakePartial(TypeDeclarationSyntax type)
        => type.Modifiers.Count > 0
            ? (TypeDeclarationSyntax)type.WithModifiers(Add(type.Modifiers, SyntaxKind.PartialKeyword))
            : (TypeDeclarationSyntax)type
                .WithKeyword(type.Keyword.WithLeadingTrivia())
                .WithModifiers(SyntaxFactory.TokenList(SyntaxFactory.Token(SyntaxKind.PartialKeyword).WithLeadingTrivia(type.Keyword.LeadingTrivia).WithTrailingTrivia(SyntaxFactory.Space)));

    /// <summary>The modifiers with one more at their end, where C# wants "partial".</summary>
    private static SyntaxTokenList Add(SyntaxTokenList modifiers, SyntaxKind kind)
    {
        if (modifiers.Any(kind))
        {
            return modifiers;
        }

        SyntaxToken token = SyntaxFactory.Token(kind).WithTrailingTrivia(SyntaxFactory.Space);
        int partial = modifiers.IndexOf(SyntaxKind.PartialKeyword);
        return partial < 0 ? modifiers.Add(token) : modifiers.Insert(partial, token);
    }

    private static PropertyDeclarationSyntax? Property(AttributeSyntax spec)
        => spec.Parent?.Parent is PropertyDeclarationSyntax { Parent: TypeDeclarationSyntax type } property && HasName(type) ? property : null;

    /// <summary>An extension block has none, and can be no partial type.</summary>
    private static bool HasName(TypeDeclarationSyntax type) => type.Identifier.ValueText.Length > 0;

    private static bool IsSameAttribute(AttributeSyntax attribute, AttributeSyntax spec) => attribute.Name.IsEquivalentTo(spec.Name);
}
