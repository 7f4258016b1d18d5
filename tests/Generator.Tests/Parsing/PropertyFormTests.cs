using Conv3DGen.Generator.Model;
using Conv3DGen.Generator.Tests.Helpers;
using Microsoft.CodeAnalysis;

namespace Conv3DGen.Generator.Tests.Parsing;

/// <summary>Where a kernel property may stand: the declarations to repeat around it, and the names of what is generated for it.</summary>
public class PropertyFormTests
{
    private const string Property = "[Conv3DSpec(1, InputChannels = 4, Filters = 4, Groups = 1, DataFormat = DataFormat.ChannelsLast)] public static partial Conv3DKernel X { get; }";

    /// <summary>Source with $ for the property; namespace and containing types; id; hint. Types have different names: all rows are compiled together.</summary>
    public static readonly TheoryData<string, string, string, string> Forms = new()
    {
        { "partial class K1 { $ }", "partial class K1", "K1_X", "K1.X" },
        { "public static partial class K2 { $ }", "partial class K2", "K2_X", "K2.X" },
        { "abstract partial class K3 { $ }", "partial class K3", "K3_X", "K3.X" },
        { "partial class K4(int size) { int Size => size; $ }", "partial class K4", "K4_X", "K4.X" },
        { "readonly partial struct S1 { $ }", "partial struct S1", "S1_X", "S1.X" },
        { "ref partial struct S2 { $ }", "partial struct S2", "S2_X", "S2.X" },
        { "partial interface I1 { $ }", "partial interface I1", "I1_X", "I1.X" },
        { "partial record R1(int Size) { $ }", "partial record R1", "R1_X", "R1.X" },
        { "sealed partial record class R2 { $ }", "partial record class R2", "R2_X", "R2.X" },
        { "readonly partial record struct R3(int Size) { $ }", "partial record struct R3", "R3_X", "R3.X" },
        { "partial class G<T> { $ }", "partial class G<T>", "G_1_X", "G`1.X" },
        { "partial class G<T, U> where T : struct { $ }", "partial class G<T, U>", "G_2_X", "G`2.X" },
        { "partial class G1 { $ }", "partial class G1", "G1_X", "G1.X" },
        { "partial interface IV<in T, out U> { $ }", "partial interface IV<in T, out U>", "IV_2_X", "IV`2.X" },
        { "class Mark : Attribute; partial class GA<[Mark] T> { $ }", "partial class GA<T>", "GA_1_X", "GA`1.X" },
        { "partial class GL<\r\n    T, // why\r\n    U> { $ }", "partial class GL<T, U>", "GL_2_X", "GL`2.X" },
        { "partial class O { private partial struct P { $ } }", "partial class O > partial struct P", "O_P_X", "O.P.X" },
        { "namespace A { partial class K { $ } }", "A > partial class K", "A_K_X", "A.K.X" },
        { "namespace A.B;\npartial class K { $ }", "A.B > partial class K", "A_B_K_X", "A.B.K.X" },
        { "namespace A { namespace C.D { partial class K { $ } } }", "A.C.D > partial class K", "A_C_D_K_X", "A.C.D.K.X" },
        { "namespace Conv3DGen.Mine { partial class K { $ } }", "Conv3DGen.Mine > partial class K", "Conv3DGen_Mine_K_X", "Conv3DGen.Mine.K.X" },
        { "namespace A.System { partial class K { $ } }", "A.System > partial class K", "A_System_K_X", "A.System.K.X" },
        { "namespace A.@class { partial class @event { $ } }", "A.@class > partial class @event", "A_class_event_X", "A.class.event.X" },
        { "namespace @in { partial class K { $ } }", "@in > partial class K", "in_K_X", "in.K.X" },
        { "partial class Größe { $ }", "partial class Größe", "Größe_X", "Größe.X" },
        { "partial class Under_ { public partial class Score { $ } }", "partial class Under_ > partial class Score", "Under_0_Score_X", "Under_.Score.X" },
        { "partial class Under { public partial class _Score { $ } }", "partial class Under > partial class _Score", "Under__0Score_X", "Under._Score.X" },
        { "class B1 { public static string X => \"\"; } partial class N1 : B1 { $new }", "partial class N1", "N1_X", "N1.X" },
    };

    [Theory]
    [MemberData(nameof(Forms))]
    public void The_declarations_around_a_property_are_repeated(string source, string around, string id, string hint)
    {
        GeneratorRun run = GeneratorRun.Of(Fill(source));

        Assert.Empty(run.Diagnostics);
        KernelRequest request = Assert.Single(run.Requests);
        PropertyModel property = Assert.IsType<PropertyModel>(request.Property);
        Assert.Equal(around, string.Join(" > ", property.Types.Prepend(property.Namespace).Where(s => s.Length > 0)));
        Assert.Equal((id, hint), (request.Id, request.Hint));
    }

    [Fact]
    public void All_of_them_compile_in_one_project()
    {
        string[] sources = [.. Forms.Select(row => Fill((string)row[0]))];

        GeneratorRun run = GeneratorRun.Of(sources);

        Assert.Empty(run.Diagnostics);
        Assert.Equal(sources.Length, run.Requests.Count);
        run.AssertPropertiesCompile();
    }

    [Theory]
    [InlineData("static partial Conv3DKernel X", "static partial", "X")]
    [InlineData("private static partial Conv3DKernel X", "private static partial", "X")]
    [InlineData("internal static partial Conv3DKernel X", "internal static partial", "X")]
    [InlineData("protected internal static partial Conv3DKernel X", "protected internal static partial", "X")]
    [InlineData("private protected static partial Conv3DKernel X", "private protected static partial", "X")]
    [InlineData("public static unsafe partial global::Conv3DGen.Conv3DKernel X", "public static unsafe partial", "X")]
    [InlineData("public // why\r\n    static\r\n    partial Conv3DKernel X", "public static partial", "X")]
    [InlineData("public\n#if NEVER\n    unsafe\n#endif\n    static partial Conv3DKernel X", "public static partial", "X")]
    [InlineData("public static partial Conv3DKernel @class", "public static partial", "@class")]
    [InlineData("public static partial Conv3DKernel _x_1", "public static partial", "_x_1")]
    public void The_property_is_declared_again_as_written(string declaration, string modifiers, string name)
    {
        GeneratorRun run = GeneratorRun.Of($"partial class K {{\r\n    [Conv3DSpec(1)]\r\n    {declaration} {{ get; }} }}");

        Assert.Empty(run.Diagnostics);
        run.AssertPropertiesCompile();
        KernelRequest request = Assert.Single(run.Requests);
        Assert.Equal((modifiers, name), (request.Property!.Modifiers, request.Property.Name));
        Assert.Equal(name.TrimStart('@'), request.Name);
        Assert.All(run.Files.Values, text => Assert.DoesNotContain('\r', text));
    }

    [Fact]
    public void A_public_property_needs_no_documentation_of_its_own()
    {
        GeneratorRun run = GeneratorRun.Of(Fill("/// <summary>Kernels.</summary>\npublic static partial class Kernels { $ }"));

        Assert.Empty(run.Output.GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning));
    }

    private static string Fill(string source)
        => source.Replace("$new", Property.Replace("public static", "public new static", StringComparison.Ordinal), StringComparison.Ordinal)
            .Replace("$", Property, StringComparison.Ordinal);
}
