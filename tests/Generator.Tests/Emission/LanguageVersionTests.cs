using Conv3DGen.Generator.Tests.Helpers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Conv3DGen.Generator.Tests.Emission;

/// <summary>What docs/package.md says of .NET 8, whose C# has no partial properties.</summary>
public class LanguageVersionTests
{
    [Fact]
    public void Code_for_specs_of_the_assembly_is_CSharp_12() => Assert.Empty(ErrorsInCSharp12("[assembly: Conv3DSpec(3, InputChannels = 1, Filters = 8)]"));

    [Fact]
    public void A_kernel_as_a_property_is_newer()
        => Assert.Contains("CS8703", ErrorsInCSharp12("static partial class Kernels { [Conv3DSpec(1, InputChannels = 1, Filters = 8)] public static partial Conv3DKernel Mix { get; } }"));

    private static IEnumerable<string> ErrorsInCSharp12(string source)
        => GeneratorRun.Clean(source).Output.WithLanguage(LanguageVersion.CSharp12).GetDiagnostics()
            .Where(d => d.Severity == DiagnosticSeverity.Error && d.Id != "CS1591").Select(d => d.Id);
}
