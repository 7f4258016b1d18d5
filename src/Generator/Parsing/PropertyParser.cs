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
        foreach (TypeDeclarationSyntax type in types.Where(t => !t.Modifiers.Any(SyntaxKind.PartialKeyword)))
        {
            errors.Add(DiagnosticInfo.Create(Descriptors.TypeNotPartial, location, type.Identifier.ValueText, property.Name));
        }

        string space = property.ContainingNamespace.IsGlobalNamespace ? "" : property.ContainingNamespace.ToDisplayString();
        var model = new PropertyModel(space, types.Select(Head).ToEquatableArray(), syntax.Modifiers.ToString(), syntax.Identifier.Text);
        List<string> path = [.. types.Select(PathPart), property.Name];
        string id = string.Join("_", space.Split('.').Where(s => s.Length > 0).Concat(path).Select(s => s.Replace("_", "__")));
        string hint = string.Join(".", space.Length > 0 ? [space, .. path] : path);
        return new(property.Name, id, hint, spec, model);
    }

    private static void CheckShape(IPropertySymbol property, PropertyDeclarationSyntax syntax, LocationInfo location, List<DiagnosticInfo> errors)
    {
        bool bodyless = syntax.ExpressionBody is null && syntax.AccessorList?.Accessors.All(a => a.Body is null && a.ExpressionBody is null) == true;
        string? problem =
            !syntax.Modifiers.Any(SyntaxKind.PartialKeyword) ? "is not partial"
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
        string type = property.Type.ToDisplayString();
        if (type != "Conv3DGen.Conv3DKernel")
        {
            errors.Add(DiagnosticInfo.Create(Descriptors.PropertyType, location, property.Name, type));
        }
    }

    private static string Head(TypeDeclarationSyntax type)
    {
        string record = type is RecordDeclarationSyntax { ClassOrStructKeyword.Text: { Length: > 0 } kind } ? " " + kind : "";
        return $"partial {type.Keyword.Text}{record} {type.Identifier.Text}{type.TypeParameterList?.WithoutTrivia()}";
    }

    private static string PathPart(TypeDeclarationSyntax type)
        => type.TypeParameterList is { } parameters ? $"{type.Identifier.ValueText}{parameters.Parameters.Count}" : type.Identifier.ValueText;
}
