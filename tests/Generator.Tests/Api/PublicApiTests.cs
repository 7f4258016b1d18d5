using Conv3DGen.Generator.Tests.Helpers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Conv3DGen.Generator.Tests.Api;

/// <summary>What the library promises its users changes only on purpose.</summary>
[UsesVerify]
public class PublicApiTests
{
    private static IAssemblySymbol Library { get; } = LibraryOf(TestProject.Library());

    [Fact]
    public Task The_public_surface_is_the_reviewed_one() => Snapshots.Verify(PublicApi.Of(Library), "api", "Conv3DGen", "txt");

    [Fact]
    public void The_build_for_NET_8_has_the_same_surface()
    {
        IAssemblySymbol other = LibraryOf(TestProject.Library().WithLibrary(Path.Combine(AppContext.BaseDirectory, "net8.0", "Conv3DGen.dll")));

        Assert.Equal([".NETCoreApp,Version=v10.0", ".NETCoreApp,Version=v8.0"], [Framework(Library), Framework(other)]);
        Assert.Equal(PublicApi.Of(Library), PublicApi.Of(other));
    }

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

    private static IAssemblySymbol LibraryOf(CSharpCompilation compilation) => compilation.GetTypeByMetadataName("Conv3DGen.Conv3D")!.ContainingAssembly;

    private static object? Framework(IAssemblySymbol library)
        => library.GetAttributes().Single(attribute => attribute.AttributeClass?.Name == "TargetFrameworkAttribute").ConstructorArguments[0].Value;

    private static bool IsHidden(INamedTypeSymbol type)
        => type.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "EditorBrowsableAttribute"
            && attribute.ConstructorArguments is [{ Value: (int)System.ComponentModel.EditorBrowsableState.Never }]);
}
