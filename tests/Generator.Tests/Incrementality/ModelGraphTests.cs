using Conv3DGen.Generator.Model;
using Conv3DGen.Generator.Tests.Helpers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit.Sdk;

namespace Conv3DGen.Generator.Tests.Incrementality;

/// <summary>The checks that every <see cref="GeneratorRun"/> makes can fail.</summary>
public class ModelGraphTests
{
    [Fact]
    public void A_node_deep_in_the_model_is_found()
    {
        SyntaxNode node = SyntaxFactory.ParseExpression("1 + 2");
        var model = new { Items = new EquatableArray<Holder>([new(new Dictionary<string, object> { ["key"] = node })]) };

        XunitException failure = Assert.ThrowsAny<XunitException>(() => ModelGraph.AssertPlain(model));

        Assert.Contains("BinaryExpressionSyntax", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_symbol_that_a_delegate_captures_is_found()
    {
        ISymbol symbol = TestProject.Library("class C;").GetTypeByMetadataName("C")!;
        Func<string> capturing = () => symbol.Name;

        Assert.ThrowsAny<XunitException>(() => ModelGraph.AssertPlain(capturing));
    }

    [Fact]
    public void Locations_and_constants_of_attributes_are_found()
    {
        CSharpCompilation compilation = TestProject.Library("[assembly: Conv3DSpec(3)]");
        AttributeData attribute = compilation.Assembly.GetAttributes().Single();

        Assert.ThrowsAny<XunitException>(() => ModelGraph.AssertPlain(new object[] { attribute }));
        Assert.ThrowsAny<XunitException>(() => ModelGraph.AssertPlain(new object[] { attribute.ConstructorArguments[0] }));
        Assert.ThrowsAny<XunitException>(() => ModelGraph.AssertPlain(new object[] { compilation.SyntaxTrees[0].GetRoot().GetLocation() }));
    }

    [Fact]
    public void Equal_models_hash_alike_and_differ_where_an_element_does()
    {
        EquatableArray<string> one = new(["a", "b"]);

        Assert.Equal(one, new(["a", "b"]));
        Assert.Equal(one.GetHashCode(), new EquatableArray<string>(["a", "b"]).GetHashCode());
        Assert.NotEqual(one, new(["b", "a"]));
        Assert.NotEqual(one, new(["a"]));
        Assert.Equal(default, new EquatableArray<string>([]));
    }

    private sealed record Holder(Dictionary<string, object> Values) : IEquatable<Holder>;
}
