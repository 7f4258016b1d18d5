using Conv3DGen.Generator.Tests.Helpers;
using Microsoft.CodeAnalysis;

namespace Conv3DGen.Generator.Tests.Api;

/// <summary>What the library promises its users changes only on purpose.</summary>
[UsesVerify]
public class PublicApiTests
{
    private static IAssemblySymbol Library { get; } = TestProject.Library().GetTypeByMetadataName("Conv3DGen.Conv3D")!.ContainingAssembly;

    [Fact]
    public Task The_public_surface_is_the_reviewed_one() => Snapshots.Verify(PublicApi.Of(Library), "api", "Conv3DGen", "txt");

    [Fact]
    public void Types_for_generated_code_alone_are_kept_out_of_completion_lists()
    {
        INamedTypeSymbol[] types = [.. PublicApi.Types(Library.GlobalNamespace).Where(type => type.ContainingNamespace.Name is "Kernels" or "Winograd")];

        Assert.NotEmpty(types);
        Assert.All(types, type => Assert.True(IsHidden(type), $"{type} is public for generated code: it needs [EditorBrowsable(EditorBrowsableState.Never)]."));
    }

    [Fact]
    public void Every_public_type_is_in_a_known_namespace()
        => Assert.Equal(
            ["Conv3DGen", "Conv3DGen.Kernels", "Conv3DGen.Winograd"],
            PublicApi.Types(Library.GlobalNamespace).Select(type => type.ContainingNamespace.ToDisplayString()).Distinct().Order(StringComparer.Ordinal));

    private static bool IsHidden(INamedTypeSymbol type)
        => type.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "EditorBrowsableAttribute"
            && attribute.ConstructorArguments is [{ Value: (int)System.ComponentModel.EditorBrowsableState.Never }]);
}
