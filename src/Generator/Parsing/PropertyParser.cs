using Conv3DGen.Generator.Diagnostics;
using Conv3DGen.Generator.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Conv3DGen.Generator.Parsing;

/// <summary>Reads the partial property that is to return a kernel.</summary>
internal static class PropertyParser
{
    public static KernelRequest Parse(IPropertySymbol property, PropertyDeclarationSyntax syntax, ConvSpec spec, LocationInfo location, List<DiagnosticInfo> errors)
    {
        CheckShape(property, syntax, location, errors);
        CheckType(property, location, errors);
        List<TypeDeclarationSyntax> types = [.. syntax.Ancestors().OfType<TypeDeclarationSyntax>().Reverse()];
        CheckTypesAround(property, types, location, errors);
        string space = property.ContainingNamespace.IsGlobalNamespace ? "" : property.ContainingNamespace.ToDisplayString();
        string modifiers = string.Join(" ", syntax.Modifiers.Select(m => m.Text));
        var model = new PropertyModel(space, types.Select(Head).ToEquatableArray(), modifiers, syntax.Identifier.Text, syntax.GetLeadingTrivia().Any(IsDocumentation));
        List<string> path = [.. Names(property.ContainingNamespace), .. types.Select(PathPart), property.Name];
        return new(property.Name, string.Join("_", path.Select(IdPart)), string.Join(".", path), spec, model);
    }

    private static void CheckShape(IPropertySymbol property, PropertyDeclarationSyntax syntax, LocationInfo location, List<DiagnosticInfo> errors)
    {
        bool bodyless = syntax.ExpressionBody is null && syntax.AccessorList?.Accessors.All(a => a.Body is null && a.ExpressionBody is null) == true;
        string? problem =
            syntax.Parent is TypeDeclarationSyntax type && !HasParts(type) ? "stands in an extension block, not in a class"
            : syntax.ExplicitInterfaceSpecifier is not null ? "implements an interface explicitly"
            : !syntax.Modifiers.Any(SyntaxKind.PartialKeyword) ? "is not partial"
            : !property.IsStatic ? "is not static"
            : property.SetMethod is not null || property.GetMethod is null ? "has other accessors than get"
            : !bodyless ? "has a body"
            : null;
        if (problem is not null)
        {
            errors.Add(DiagnosticInfo.Create(Descriptors.PropertyShape, location, property.Name, problem));
        }
    }

    private static void CheckType(IPropertySymbol property, LocationInfo location, List<DiagnosticInfo> errors)
    {
        string type = (property.RefKind == RefKind.None ? "" : "ref ") + property.Type.ToDisplayString();
        if (type != "Conv3DGen.Conv3DKernel")
        {
            errors.Add(DiagnosticInfo.Create(Descriptors.PropertyType, location, property.Name, type));
        }
    }

    private static void CheckTypesAround(IPropertySymbol property, List<TypeDeclarationSyntax> types, LocationInfo location, List<DiagnosticInfo> errors)
    {
        foreach (TypeDeclarationSyntax type in types)
        {
            string? must = !HasParts(type) ? null : !type.Modifiers.Any(SyntaxKind.PartialKeyword) ? "be partial" : type.Modifiers.Any(SyntaxKind.FileKeyword) ? "not be file-local" : null;
            if (must is not null)
            {
                errors.Add(DiagnosticInfo.Create(Descriptors.TypeNotPartial, location, type.Identifier.ValueText, property.Name, must));
            }
        }
    }

    /// <summary>Whether it can be partial: the other declarations of this kind are extension blocks, which older compilers do not know.</summary>
    private static bool HasParts(TypeDeclarationSyntax type)
        => type is ClassDeclarationSyntax or StructDeclarationSyntax or InterfaceDeclarationSyntax or RecordDeclarationSyntax;

    /// <summary>Goes by the text: without a documentation file the compiler takes documentation for comments.</summary>
    private static bool IsDocumentation(SyntaxTrivia trivia)
        => trivia.HasStructure ? trivia.GetStructure() is DocumentationCommentTriviaSyntax : trivia.ToString() is ['/', '/', '/', not '/', ..] or ['/', '*', '*', not ('*' or '/'), ..];

    private static string Head(TypeDeclarationSyntax type)
    {
        string record = type is RecordDeclarationSyntax { ClassOrStructKeyword.Text: { Length: > 0 } kind } ? " " + kind : "";
        string parameters = type.TypeParameterList is { } list ? $"<{string.Join(", ", list.Parameters.Select(Head))}>" : "";
        return $"partial {type.Keyword.Text}{record} {type.Identifier.Text}{parameters}";
    }

    /// <summary>A type parameter without its attributes, which must not come twice.</summary>
    private static string Head(TypeParameterSyntax parameter) => $"{parameter.VarianceKeyword.Text} {parameter.Identifier.Text}".TrimStart();

    /// <summary>The namespaces, outermost first; names, not as C# escapes them.</summary>
    private static IEnumerable<string> Names(INamespaceSymbol space) => space.IsGlobalNamespace ? [] : [.. Names(space.ContainingNamespace), space.Name];

    private static string PathPart(TypeDeclarationSyntax type)
        => type.TypeParameterList is { } list ? $"{type.Identifier.ValueText}`{list.Parameters.Count}" : type.Identifier.ValueText;

    /// <summary>Parts are joined by an underscore and begin with no digit: an underscore and a digit stand for what an identifier cannot show.</summary>
    private static string IdPart(string name) => name.Replace("_", "_0").Replace('`', '_');
}
