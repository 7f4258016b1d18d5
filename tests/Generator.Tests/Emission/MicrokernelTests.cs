using System.Text.RegularExpressions;
using Conv3DGen.Generator.Emission;
using Conv3DGen.Generator.Planning;
using Conv3DGen.Generator.Tests.Helpers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Conv3DGen.Generator.Tests.Emission;

/// <summary>What makes a microkernel fast under the JIT, read from its syntax.</summary>
public partial class MicrokernelTests
{
    /// <summary>A spec's place in <see cref="EmittedCode.Specs"/>, and an instruction set.</summary>
    public static TheoryData<int, string> Plans
    {
        get
        {
            var rows = new TheoryData<int, string>();
            foreach (int spec in Enumerable.Range(0, EmittedCode.Specs.Count))
            {
                foreach (Isa isa in Isas.All)
                {
                    rows.Add(spec, isa.Id);
                }
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Plans))]
    public void Each_is_compiled_at_once_and_on_its_own(int spec, string isa)
        => Assert.All(Methods(spec, isa).Methods, method =>
        {
            AttributeSyntax attribute = Assert.Single(method.AttributeLists.SelectMany(l => l.Attributes));
            Assert.Equal("MethodImpl(AggressiveOptimization | NoInlining)", attribute.ToString());
        });

    [Theory]
    [MemberData(nameof(Plans))]
    public void Each_has_a_sum_for_every_pixel_row_and_vector_of_its_name(int spec, string isa)
        => Assert.All(Methods(spec, isa).Methods, method =>
        {
            Match tile = TileOfName().Match(method.Identifier.Text);
            int rows = method.Identifier.Text.Contains("Pair", StringComparison.Ordinal) ? 2 : 1;
            IEnumerable<string> expected =
                from pixel in Enumerable.Range(0, int.Parse(tile.Groups["pixels"].Value))
                from vector in Enumerable.Range(0, int.Parse(tile.Groups["vectors"].Value) * rows)
                select $"a{pixel}_{vector}";
            Assert.Equal(expected, method.DescendantNodes().OfType<VariableDeclaratorSyntax>().Select(v => v.Identifier.Text).Where(v => v is ['a', >= '0' and <= '9', ..]));
        });

    /// <summary>A call, unlike an intrinsic, would spill every sum.</summary>
    [Theory]
    [MemberData(nameof(Plans))]
    public void None_calls_anything_but_intrinsics(int spec, string isa)
    {
        string[] intrinsics = ["Avx512F", "Avx", "Avx2", "Fma", "Sse", "AdvSimd", "AdvSimd.Arm64", "Vector128", "Vector256", "Vector512"];

        Assert.All(
            Methods(spec, isa).Methods.SelectMany(m => m.DescendantNodes()).OfType<InvocationExpressionSyntax>(),
            call => Assert.Contains(Assert.IsType<MemberAccessExpressionSyntax>(call.Expression).Expression.ToString(), intrinsics));
    }

    [Theory]
    [MemberData(nameof(Plans))]
    public void No_text_has_more_multiply_adds_than_its_plan_says(int spec, string isa)
    {
        (ConvPlan plan, IReadOnlyList<MethodDeclarationSyntax> methods) = Methods(spec, isa);
        string[] multiplyAdds = [.. new[] { plan.Isa.MultiplyAdd, plan.Isa.MultiplyAddLane, plan.Pixels?.Isa.MultiplyAdd }.OfType<string>().Select(format => format.Split('(')[0])];

        int largest = methods.Max(m => m.DescendantNodes().OfType<InvocationExpressionSyntax>().Count(call => multiplyAdds.Contains(call.Expression.ToString())));

        Assert.InRange(largest, plan.MultiplyAdds * 4 / 5, plan.MultiplyAdds);
    }

    [Theory]
    [MemberData(nameof(Plans))]
    public void The_factory_names_every_microkernel_and_no_other(int spec, string isa)
    {
        ClassDeclarationSyntax[] classes = [.. Classes(KernelPlan.Of(EmittedCode.Request(EmittedCode.Specs[spec], asProperty: false), Isas.All), isa)];
        IEnumerable<string> named =
            from type in classes
            from address in type.DescendantNodes().OfType<PrefixUnaryExpressionSyntax>()
            where address.IsKind(SyntaxKind.AddressOfExpression)
            select address.Operand is IdentifierNameSyntax ? $"{type.Identifier.Text}.{address.Operand}" : address.Operand.ToString();

        Assert.Equal(
            classes.SelectMany(c => Microkernels(c).Select(m => $"{c.Identifier.Text}.{m.Identifier.Text}")).Order(StringComparer.Ordinal),
            named.Order(StringComparer.Ordinal));
    }

    /// <summary>The paths of the emitters that no snapshot shows: open filters beside constant rows, groups in channels_first, depthwise in any format.</summary>
    [Theory]
    [InlineData("3, DilationRate = [2], Padding = Padding.Same, InputChannels = 6")]
    [InlineData("3, Padding = Padding.Same, InputChannels = 8, Filters = 48, Groups = 4, DataFormat = DataFormat.ChannelsFirst")]
    [InlineData("1, 3, 5, Strides = [1, 2, 2], Padding = Padding.Same, InputChannels = 32, Filters = 32, Groups = 32")]
    public void What_no_snapshot_shows_compiles(string arguments) => GeneratorRun.Clean($"[assembly: Conv3DSpec({arguments})]");

    /// <summary>Specs that share microkernels get them once, in all the lengths that any of them needs.</summary>
    [Fact]
    public void Shared_ones_are_the_same_whatever_the_specs_beside_them()
    {
        Dictionary<string, string> all = Texts(EmittedCode.Strided());

        foreach (ConvSpec spec in EmittedCode.Specs)
        {
            KernelPlan alone = KernelPlan.Of(EmittedCode.Request(spec, asProperty: false), Isas.All);
            foreach ((string name, string text) in Texts(StridedTiles.Of([alone]).Select(KernelEmitter.EmitStrided)))
            {
                Assert.Equal(text, all[name]);
            }
        }

        static Dictionary<string, string> Texts(IEnumerable<GeneratedFile> files)
            => files.SelectMany(Classes).SelectMany(c => Microkernels(c).Select(m => (Name: $"{c.Identifier.Text}.{m.Identifier.Text}", Body: Uncommented(m)))).ToDictionary(m => m.Name, m => m.Body);

        static string Uncommented(MethodDeclarationSyntax method) => string.Join(' ', method.DescendantTokens().Select(token => token.Text));
    }

    /// <summary>The microkernels that a kernel names: its own, and those that it shares.</summary>
    private static (ConvPlan Plan, IReadOnlyList<MethodDeclarationSyntax> Methods) Methods(int index, string isaId)
    {
        var kernel = KernelPlan.Of(EmittedCode.Request(EmittedCode.Specs[index], asProperty: false), Isas.All);
        MethodDeclarationSyntax[] methods = [.. Classes(kernel, isaId).SelectMany(Microkernels)];
        Assert.NotEmpty(methods);
        return (kernel.PerIsa.Single(plan => plan.Isa.Id == isaId), methods);
    }

    /// <summary>The class of a kernel on an instruction set, and those of what it shares.</summary>
    private static IEnumerable<ClassDeclarationSyntax> Classes(KernelPlan kernel, string isaId)
        => KernelEmitter.Emit(kernel).Concat(StridedTiles.Of([kernel]).Select(KernelEmitter.EmitStrided)).Concat(TapTiles.Of([kernel]).Select(KernelEmitter.EmitTaps))
            .Where(file => EmittedCode.IsaOf(file)?.Id == isaId)
            .SelectMany(Classes);

    private static IEnumerable<ClassDeclarationSyntax> Classes(GeneratedFile file)
        => TestProject.Parse(file.Text, file.Hint).GetRoot().DescendantNodes().OfType<ClassDeclarationSyntax>();

    private static IEnumerable<MethodDeclarationSyntax> Microkernels(ClassDeclarationSyntax type)
        => type.Members.OfType<MethodDeclarationSyntax>().Where(m => m.ParameterList.ToString() == "(TileArgs* t)");

    [GeneratedRegex(@"(?<pixels>\d+)x(?<vectors>\d+)$")]
    private static partial Regex TileOfName();
}
