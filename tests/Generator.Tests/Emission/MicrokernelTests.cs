using Conv3DGen.Generator.Emission;
using Conv3DGen.Generator.Model;
using Conv3DGen.Generator.Planning;
using Conv3DGen.Generator.Tests.Helpers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Conv3DGen.Generator.Tests.Emission;

/// <summary>What makes a microkernel fast under the JIT, read from its syntax.</summary>
public class MicrokernelTests
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
            Assert.Equal("MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)", attribute.ToString());
        });

    [Theory]
    [MemberData(nameof(Plans))]
    public void Each_has_a_sum_for_every_pixel_and_vector_of_its_name(int spec, string isa)
        => Assert.All(Methods(spec, isa).Methods, method =>
        {
            string[] tile = method.Identifier.Text.TrimStart([.. "LanewiseStridedRow"]).Split('x');
            IEnumerable<string> expected =
                from pixel in Enumerable.Range(0, int.Parse(tile[0]))
                from vector in Enumerable.Range(0, int.Parse(tile[1]))
                select $"a{pixel}_{vector}";
            Assert.Equal(expected, method.DescendantNodes().OfType<VariableDeclaratorSyntax>().Select(v => v.Identifier.Text).Where(v => v.StartsWith('a')));
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
        string[] multiplyAdds = [.. new[] { plan.Isa.MultiplyAdd, plan.Isa.MultiplyAddLane }.OfType<string>().Select(format => format.Split('(')[0])];

        int largest = methods.Max(m => m.DescendantNodes().OfType<InvocationExpressionSyntax>().Count(call => multiplyAdds.Contains(call.Expression.ToString())));

        Assert.InRange(largest, plan.MultiplyAdds * 4 / 5, plan.MultiplyAdds);
    }

    [Theory]
    [MemberData(nameof(Plans))]
    public void The_factory_names_every_microkernel_and_no_other(int spec, string isa)
    {
        (ConvPlan _, IReadOnlyList<MethodDeclarationSyntax> methods) = Methods(spec, isa);
        IEnumerable<string> named = methods[0].Parent!.DescendantNodes().OfType<PrefixUnaryExpressionSyntax>()
            .Where(e => e.IsKind(SyntaxKind.AddressOfExpression))
            .Select(e => e.Operand.ToString());

        Assert.Equal(methods.Select(m => m.Identifier.Text).Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
    }

    /// <summary>The paths of the emitters that no snapshot shows: open filters beside constant rows, groups in channels_first, depthwise in any format.</summary>
    [Theory]
    [InlineData("3, DilationRate = [2], Padding = Padding.Same, InputChannels = 6")]
    [InlineData("3, Padding = Padding.Same, InputChannels = 8, Filters = 48, Groups = 4, DataFormat = DataFormat.ChannelsFirst")]
    [InlineData("1, 3, 5, Strides = [1, 2, 2], Padding = Padding.Same, InputChannels = 32, Filters = 32, Groups = 32")]
    public void What_no_snapshot_shows_compiles(string arguments) => GeneratorRun.Clean($"[assembly: Conv3DSpec({arguments})]");

    private static (ConvPlan Plan, IReadOnlyList<MethodDeclarationSyntax> Methods) Methods(int index, string isaId)
    {
        ConvSpec spec = EmittedCode.Specs[index];
        KernelRequest request = EmittedCode.Request(spec, asProperty: false);
        GeneratedFile file = KernelEmitter.Emit(request, Isas.All).Single(f => EmittedCode.IsaOf(f)?.Id == isaId);
        MethodDeclarationSyntax[] methods =
        [
            .. TestProject.Parse(file.Text, file.Hint).GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().Where(m => m.ParameterList.ToString() == "(TileArgs* t)"),
        ];
        Assert.NotEmpty(methods);
        return (Planner.Plan(spec, Isas.All.Single(i => i.Id == isaId)), methods);
    }
}
