using System.Text;
using Microsoft.CodeAnalysis;

namespace Conv3DGen.Generator.Tests.Api;

/// <summary>What users of an assembly see, as C# declarations in an order of their own.</summary>
internal static class PublicApi
{
    private static readonly SymbolDisplayFormat s_type = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeTypeConstraints | SymbolDisplayGenericsOptions.IncludeVariance,
        kindOptions: SymbolDisplayKindOptions.IncludeTypeKeyword);

    private static readonly SymbolDisplayFormat s_base = new(genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters);

    private static readonly SymbolDisplayFormat s_member = new(
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeTypeConstraints,
        memberOptions: SymbolDisplayMemberOptions.IncludeConstantValue | SymbolDisplayMemberOptions.IncludeExplicitInterface
            | SymbolDisplayMemberOptions.IncludeModifiers | SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeRef | SymbolDisplayMemberOptions.IncludeType,
        parameterOptions: SymbolDisplayParameterOptions.IncludeDefaultValue | SymbolDisplayParameterOptions.IncludeModifiers | SymbolDisplayParameterOptions.IncludeName
            | SymbolDisplayParameterOptions.IncludeParamsRefOut | SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeExtensionThis,
        propertyStyle: SymbolDisplayPropertyStyle.ShowReadWriteDescriptor,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier
            | SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers);

    /// <summary>Every public type, with its public and protected members. What the compiler adds to a record is left out.</summary>
    public static string Of(IAssemblySymbol assembly)
    {
        var text = new StringBuilder();
        foreach (INamedTypeSymbol type in Types(assembly.GlobalNamespace).OrderBy(t => t.ToDisplayString(s_type), StringComparer.Ordinal))
        {
            text.Append(Head(type)).Append('\n');
            foreach (string member in type.GetMembers().Where(IsSeen).Select(Line).Order(StringComparer.Ordinal))
            {
                text.Append("    ").Append(member).Append('\n');
            }
        }

        return text.ToString();
    }

    /// <summary>The public types of a namespace and those below it, nested ones too.</summary>
    public static IEnumerable<INamedTypeSymbol> Types(INamespaceOrTypeSymbol container)
        => container.GetMembers().OfType<INamespaceOrTypeSymbol>()
            .Where(member => member is INamespaceSymbol || IsVisible(member))
            .SelectMany(member => member is INamedTypeSymbol type ? Types(type).Prepend(type) : Types(member));

    private static string Head(INamedTypeSymbol type)
    {
        IEnumerable<string> modifiers =
        [
            .. type.IsStatic ? ["static "] : Array.Empty<string>(),
            .. type is { IsAbstract: true, IsStatic: false, TypeKind: TypeKind.Class } ? ["abstract "] : Array.Empty<string>(),
            .. type is { IsSealed: true, IsStatic: false, TypeKind: TypeKind.Class } ? ["sealed "] : Array.Empty<string>(),
        ];
        string[] bases =
        [
            .. type.BaseType is { SpecialType: SpecialType.None } parent ? [parent.ToDisplayString(s_base)] : Array.Empty<string>(),
            .. type.Interfaces.Where(i => !IsOfRecord(type, i)).Select(i => i.ToDisplayString(s_base)).Order(StringComparer.Ordinal),
        ];
        string tail = bases.Length == 0 || type.TypeKind == TypeKind.Enum ? "" : " : " + string.Join(", ", bases);
        return $"public {string.Concat(modifiers)}{type.ToDisplayString(s_type)}{tail}";
    }

    private static bool IsOfRecord(INamedTypeSymbol type, INamedTypeSymbol @interface)
        => type.IsRecord && @interface is { Name: "IEquatable", TypeArguments: [var of] } && SymbolEqualityComparer.Default.Equals(of, type);

    /// <summary>A member; what is not said to be protected is public.</summary>
    private static string Line(ISymbol member)
        => (member.DeclaredAccessibility == Accessibility.Public ? "" : "protected ") + member.ToDisplayString(s_member);

    private static bool IsSeen(ISymbol member)
        => IsVisible(member) && !member.IsImplicitlyDeclared && member switch
        {
            ITypeSymbol => false,
            IMethodSymbol method when member.ContainingType.TypeKind == TypeKind.Delegate => method.MethodKind == MethodKind.DelegateInvoke,
            IMethodSymbol method => method.AssociatedSymbol is null && !IsCompilerGenerated(method),
            IPropertySymbol { GetMethod: { } getter } when member.Name == "EqualityContract" => !IsCompilerGenerated(getter),
            _ => true,
        };

    private static bool IsCompilerGenerated(IMethodSymbol method)
        => method.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "CompilerGeneratedAttribute");

    private static bool IsVisible(ISymbol symbol)
        => symbol.DeclaredAccessibility == Accessibility.Public
            || (symbol.DeclaredAccessibility is Accessibility.Protected or Accessibility.ProtectedOrInternal && !symbol.ContainingType.IsSealed);
}
