using Conv3DGen.Generator.Diagnostics;
using Conv3DGen.Generator.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Conv3DGen.Generator.Parsing;

/// <summary>Turns <c>[Conv3DSpec]</c> attributes into requests.</summary>
internal static class SpecParser
{
    public const string AttributeName = "Conv3DGen.Conv3DSpecAttribute";

    /// <summary>The nodes that may carry the attribute: a property (an indexer is one), or a file with assembly attributes.</summary>
    public static bool IsTarget(SyntaxNode node, CancellationToken cancellation) => node is PropertyDeclarationSyntax or IndexerDeclarationSyntax or CompilationUnitSyntax;

    /// <summary>Parses every spec of one node.</summary>
    public static EquatableArray<Result> Parse(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
        => Parse(context.TargetNode, context.TargetSymbol, context.Attributes, cancellation).ToEquatableArray();

    /// <summary>Parses every spec of one node.</summary>
    /// <param name="node">A node that <see cref="IsTarget"/> accepts.</param>
    /// <param name="symbol">What it declares: a property, or for a file the assembly.</param>
    /// <param name="attributes">Its specs.</param>
    /// <param name="cancellation">Stops reading syntax.</param>
    public static IEnumerable<Result> Parse(SyntaxNode node, ISymbol symbol, IEnumerable<AttributeData> attributes, CancellationToken cancellation)
        => attributes.Where(Compiles).Select((attribute, index) => Parse(node, symbol, attribute, index, cancellation));

    /// <summary>The compiler reports attributes whose arguments it could not bind; they have nothing to parse.</summary>
    private static bool Compiles(AttributeData attribute)
        => attribute.ConstructorArguments.Length is 1 or 3
            && attribute.ConstructorArguments.Concat(attribute.NamedArguments.Select(a => a.Value)).All(IsConstant);

    private static bool IsConstant(TypedConstant value)
        => value.Kind == TypedConstantKind.Array
            ? value.IsNull || value.Values.All(IsConstant)
            : value is { Kind: TypedConstantKind.Primitive or TypedConstantKind.Enum, Value: int };

    private static Result Parse(SyntaxNode node, ISymbol symbol, AttributeData attribute, int index, CancellationToken cancellation)
    {
        SyntaxNode syntax = attribute.ApplicationSyntaxReference!.GetSyntax(cancellation);
        LocationInfo location = LocationInfo.Of(syntax);
        var errors = new List<DiagnosticInfo>();
        ConvSpec spec = SpecOptions.Read(attribute, location, errors);
        errors.AddRange(ConvSpecRules.Check(spec).Select(v => DiagnosticInfo.Create(DescriptorOf(v.Rule), location, v.Option, v.Value, v.Expected)));

        KernelRequest? request = null;
        if (node is IndexerDeclarationSyntax)
        {
            errors.Add(DiagnosticInfo.Create(Descriptors.PropertyShape, location, symbol.ToDisplayString(), "is an indexer"));
        }
        else if (symbol is IPropertySymbol property)
        {
            request = PropertyParser.Parse(property, (PropertyDeclarationSyntax)node, spec, location, errors);
            if (index > 0)
            {
                errors.Add(DiagnosticInfo.Create(Descriptors.PropertyShape, location, property.Name, "has more than one spec"));
            }
        }
        else
        {
            string name = SpecName.Of(spec);
            request = new(name, name, name, spec, Property: null);
        }

        return new(errors.Count == 0 ? request : null, location, errors.ToEquatableArray());
    }

    private static DiagnosticDescriptor DescriptorOf(SpecRule rule) => rule switch
    {
        SpecRule.Positive => Descriptors.NotPositive,
        SpecRule.StrideOrDilation => Descriptors.StrideOrDilation,
        SpecRule.DivisibleByGroups => Descriptors.NotDivisible,
        SpecRule.Extent => Descriptors.TooLarge,
        SpecRule.NamedValue => Descriptors.NotNamed,
        SpecRule.Filtering => Descriptors.NotFiltering,
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, "A rule without a diagnostic."),
    };
}
