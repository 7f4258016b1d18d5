using System.Globalization;
using System.Text.RegularExpressions;
using Conv3DGen.Generator.Emission;
using Conv3DGen.Generator.Emission.Winograd;
using Conv3DGen.Generator.Planning;
using Conv3DGen.Generator.Tests.Helpers;
using Conv3DGen.Winograd;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Conv3DGen.Generator.Tests.Emission;

/// <summary>The Winograd code of an instruction set, read from its syntax: what makes it fast under the JIT, right and legible.</summary>
public partial class WinogradTextTests
{
    private const int MaxLineLength = 200;

    /// <summary>From 512 locals on the JIT stops inlining intrinsics' wrappers, and from 1,024 it stops tracking them.</summary>
    private const int MaxLocals = 500;

    private static readonly string[] s_intrinsics = ["Avx512F", "Avx", "Fma", "Sse", "AdvSimd", "AdvSimd.Arm64", "Vector128", "Vector256", "Vector512"];

    public static TheoryData<string> IsaIds => [.. Isas.All.Select(isa => isa.Id)];

    [Theory]
    [MemberData(nameof(IsaIds))]
    public void Each_is_compiled_at_once_and_on_its_own(string isa)
        => Assert.All(Methods(isa), method =>
        {
            AttributeSyntax attribute = Assert.Single(method.AttributeLists.SelectMany(l => l.Attributes));
            Assert.Equal("MethodImpl(AggressiveOptimization | NoInlining)", attribute.ToString());
            Assert.Equal(IsProduct(method) ? "(WinogradProduct* t)" : IsRow(method) ? "(WinogradRow* t)" : "(WinogradPass* t)", method.ParameterList.ToString());
        });

    /// <summary>A call, unlike an intrinsic, would spill every vector.</summary>
    [Theory]
    [MemberData(nameof(IsaIds))]
    public void None_calls_anything_but_intrinsics(string isa)
        => Assert.All(
            Methods(isa).SelectMany(m => m.DescendantNodes()).OfType<InvocationExpressionSyntax>(),
            call => Assert.Contains(Assert.IsType<MemberAccessExpressionSyntax>(call.Expression).Expression.ToString(), s_intrinsics));

    [Theory]
    [MemberData(nameof(IsaIds))]
    public void None_is_too_long_for_the_compiler(string id)
    {
        Isa isa = Isas.All.Single(i => i.Id == id);
        string[] multiplyAdds = [.. new[] { isa.MultiplyAdd, isa.MultiplyAddLane, isa.MultiplySubtract }.OfType<string>().Select(format => format.Split('(')[0])];

        Assert.All(Methods(id), method =>
        {
            Assert.InRange(method.DescendantNodes().OfType<InvocationExpressionSyntax>().Count(call => multiplyAdds.Contains(call.Expression.ToString())), 0, Budget.MaxMultiplyAdds);
            Assert.InRange(method.DescendantNodes().OfType<VariableDeclaratorSyntax>().Count(), 1, MaxLocals);
        });
    }

    /// <summary>Every sum starts at zero, takes each of a load's channels once, in their order, and is stored once.</summary>
    [Theory]
    [MemberData(nameof(IsaIds))]
    public void A_product_has_a_sum_for_every_tile_and_vector_of_its_name(string id)
    {
        Isa isa = Isas.All.Single(i => i.Id == id);
        Assert.All(Methods(id).Where(IsProduct), method =>
        {
            string[] tile = method.Identifier.Text["Product".Length..].Split('x');
            IEnumerable<string> sums =
                from pixel in Enumerable.Range(0, int.Parse(tile[0]))
                from vector in Enumerable.Range(0, int.Parse(tile[1]))
                select $"a{pixel}_{vector}";
            VariableDeclaratorSyntax[] declared = [.. method.DescendantNodes().OfType<VariableDeclaratorSyntax>().Where(v => v.Identifier.Text.StartsWith('a') && v.Identifier.Text.Contains('_'))];
            ILookup<string, string> added = method.DescendantNodes().OfType<AssignmentExpressionSyntax>().ToLookup(a => a.Left.ToString(), a => a.Right.ToString());
            IEnumerable<string> stored = method.DescendantNodes().OfType<InvocationExpressionSyntax>()
                .Where(call => call.Expression.ToString() == isa.Store.Split('(')[0])
                .Select(call => call.ArgumentList.Arguments[1].ToString());

            Assert.Equal(sums, declared.Select(v => v.Identifier.Text));
            Assert.All(declared, v => Assert.Equal("default", v.Initializer!.Value.ToString()));
            Assert.Equal(sums, stored);
            Assert.All(sums, sum => Assert.Equal(Chain(isa, sum), added[sum]));
        });
    }

    /// <summary>
    /// Every frequency of every tile has one sum, and takes its own weights and inputs once a channel; where registers are few, every vector
    /// of every tile has one for the frequency at hand.
    /// </summary>
    [Theory]
    [MemberData(nameof(IsaIds))]
    public void A_tile_of_a_row_has_a_sum_for_every_frequency(string id)
    {
        Isa isa = Isas.All.Single(i => i.Id == id);
        WinogradTiles tiles = WinogradTiles.Of(isa);
        string[] sums = tiles.HoldsRow
            ? [.. from tile in Enumerable.Range(0, tiles.Row.Pixels) from frequency in Enumerable.Range(0, 6) select $"m{frequency}_{tile}"]
            : [.. from tile in Enumerable.Range(0, tiles.Row.Pixels) from vector in Enumerable.Range(0, tiles.Row.Vectors) select $"a{tile}_{vector}"];
        int outputs = tiles.HoldsRow ? 4 * tiles.Row.Pixels : 4 * tiles.Row.Vectors;
        MethodDeclarationSyntax method = Methods(id).Single(IsRow);
        IEnumerable<VariableDeclaratorSyntax> declared = method.DescendantNodes().OfType<VariableDeclaratorSyntax>().Where(v => v.Initializer?.Value.ToString() == "default");
        ILookup<string, string> added = method.DescendantNodes().OfType<AssignmentExpressionSyntax>().ToLookup(a => a.Left.ToString(), a => a.Right.ToString());

        Assert.Equal(sums, declared.Select(v => v.Identifier.Text));
        Assert.All(sums, sum => Assert.Matches($@"\bw{sum[tiles.HoldsRow ? 1 : ^1]}\b", Assert.Single(added[sum])));
        Assert.Equal(tiles.HoldsRow ? outputs : sums.Length + outputs, Calls(isa.Store));
        Assert.Equal(isa.Stream is null ? 0 : outputs, Calls(isa.Stream ?? "none("));

        int Calls(string format) => method.DescendantNodes().OfType<InvocationExpressionSyntax>().Count(call => call.Expression.ToString() == format.Split('(')[0]);
    }

    [Theory]
    [MemberData(nameof(IsaIds))]
    public void The_table_names_every_method_and_no_other(string isa)
    {
        string table = $"Shared_{isa}";
        ClassDeclarationSyntax[] classes = [.. Classes(isa)];
        string[] named = [.. classes.Single(c => c.Identifier.Text == table).DescendantNodes().OfType<PrefixUnaryExpressionSyntax>()
            .Where(e => e.IsKind(SyntaxKind.AddressOfExpression))
            .Select(e => e.Operand is IdentifierNameSyntax ? $"{table}.{e.Operand}" : e.Operand.ToString())];
        string[] twice = [.. named.GroupBy(name => name).Where(g => g.Count() == 2).Select(g => g.Key)];

        string[] shared = [$"{table}.InputOne", $"F4_{isa}.InputF4", $"F4_{isa}.ClippedInputF4", $"{table}.ClippedInputPair", $"F4_{isa}.InputPlaneF4F4"];
        Assert.Equal(shared, twice); // one tap is never clipped, the pair always is; F(2,5) has the inputs of F(4,3)
        Assert.Equal(
            classes.SelectMany(c => c.Members.OfType<MethodDeclarationSyntax>().Select(m => $"{c.Identifier.Text}.{m.Identifier.Text}")).Order(StringComparer.Ordinal),
            named.Distinct().Order(StringComparer.Ordinal));
        Assert.Equal($"global::Conv3DGen.Generated.Winograd.{table}.Value", WinogradEmitter.Value(Isas.All.Single(i => i.Id == isa)));
    }

    [Theory]
    [MemberData(nameof(IsaIds))]
    public void Coefficients_are_those_of_the_transforms_rounded_once(string isa)
    {
        Dictionary<string, double> exact = Enum.GetValues<AxisForm>().Select(AxisTransform.Of)
            .SelectMany(axis => axis.Input.Steps.Concat(axis.Output.Steps)).Select(s => s.Factor).OfType<Coefficient>()
            .Distinct().ToDictionary(c => c.Name, c => c.Value);
        foreach (ClassDeclarationSyntax type in Classes(isa))
        {
            VariableDeclaratorSyntax[] constants = [.. type.Members.OfType<FieldDeclarationSyntax>().Where(f => f.Modifiers.Any(SyntaxKind.ConstKeyword)).SelectMany(f => f.Declaration.Variables)];
            IEnumerable<string> used = type.DescendantNodes().OfType<IdentifierNameSyntax>().Select(n => n.Identifier.Text).Where(exact.ContainsKey).Distinct();

            Assert.Equal(used.Order(StringComparer.Ordinal), constants.Select(c => c.Identifier.Text).Order(StringComparer.Ordinal));
            Assert.All(constants, c => Assert.Equal((float)exact[c.Identifier.Text], Assert.IsType<LiteralExpressionSyntax>(c.Initializer!.Value).Token.Value));
        }
    }

    [Theory]
    [MemberData(nameof(IsaIds))]
    public void The_register_ledger_of_the_products_adds_up(string id)
    {
        WinogradTiles tiles = WinogradTiles.Of(Isas.All.Single(i => i.Id == id));
        string text = Files(id).Single(f => f.Hint == $"Winograd-Shared.{id}.g.cs").Text;

        Assert.Equal(
            tiles.Panels.Select(p => (p.Tile.ToString(), p.Tile.Pixels * p.Tile.Vectors, Budget.Registers(p), tiles.Isa.Registers)),
            Ledger().Matches(text).Select(l => (l.Groups["tile"].Value, Number(l, "sums"), Number(l, "all"), Number(l, "there"))));
        Assert.All(Ledger().Matches(text), l => Assert.Equal(Number(l, "all"), Number(l, "sums") + Number(l, "operands")));
    }

    /// <summary>The head of a form's file has every formula that its code spells out.</summary>
    [Theory]
    [MemberData(nameof(IsaIds))]
    public void A_file_is_headed_by_its_formulas(string id)
        => Assert.All([AxisForm.F2, AxisForm.F4, AxisForm.F2Of5], form =>
        {
            string text = Files(id).Single(f => f.Hint == $"Winograd-{form}.{id}.g.cs").Text;
            string head = text[..text.IndexOf("\nusing ", StringComparison.Ordinal)];
            AxisTransform axis = AxisTransform.Of(form);

            Assert.StartsWith($"// <auto-generated/>\n// Winograd's F({axis.Outputs},{axis.Taps}) on {Isas.All.Single(i => i.Id == id).Name}: ", head, StringComparison.Ordinal);
            IEnumerable<LineStep> inputs = form == AxisForm.F2Of5 ? [] : axis.Input.Steps; // those of F(4,3)
            Assert.All(inputs.Concat(axis.Output.Steps), step => Assert.Contains($" {WinogradFormulas.Of(step)}", head, StringComparison.Ordinal));
            Assert.All(axis.Input.Results.Index(), r => Assert.Contains($"m{r.Index} += {r.Item} * ", head, StringComparison.Ordinal));
        });

    [Theory]
    [MemberData(nameof(IsaIds))]
    public void Lines_fit_a_reader(string isa)
        => Assert.All(Files(isa).SelectMany(f => f.Text.Split('\n')), line => Assert.InRange(line.Length, 0, MaxLineLength));

    /// <summary>One multiply-add a channel: in a loop over channels, or lane by lane of a load.</summary>
    private static IEnumerable<string> Chain(Isa isa, string sum)
    {
        string[] place = sum[1..].Split('_');
        return isa.MultiplyAddLane is { } byLane
            ? Enumerable.Range(0, isa.ChannelsPerLoad).Select(lane => string.Format(CultureInfo.InvariantCulture, byLane, $"w{lane}_{place[1]}", $"x{place[0]}", sum, lane))
            : [string.Format(CultureInfo.InvariantCulture, isa.MultiplyAdd, $"w{place[1]}", $"x{place[0]}", sum)];
    }

    private static bool IsRow(MethodDeclarationSyntax method) => method.Identifier.Text == "Tile";

    private static bool IsProduct(MethodDeclarationSyntax method) => method.Identifier.Text.StartsWith("Product", StringComparison.Ordinal);

    private static IEnumerable<GeneratedFile> Files(string isa) => KernelEmitter.EmitWinograd(Isas.All, mostTaps: 5).Where(f => EmittedCode.IsaOf(f)?.Id == isa);

    private static IEnumerable<ClassDeclarationSyntax> Classes(string isa)
        => Files(isa).Select(f => TestProject.Parse(f.Text, f.Hint).GetRoot().DescendantNodes().OfType<ClassDeclarationSyntax>().Single());

    private static IReadOnlyList<MethodDeclarationSyntax> Methods(string isa)
    {
        MethodDeclarationSyntax[] methods = [.. Classes(isa).SelectMany(c => c.Members.OfType<MethodDeclarationSyntax>())];
        Assert.True(methods.Length > 25, $"Only {methods.Length} methods were found.");
        return methods;
    }

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^// Tile (?<tile>\d+x\d+): .*?(?<sums>\d+) sums \+ (?<operands>\d+) operands = (?<all>\d+) of (?<there>\d+) registers\.$", RegexOptions.Multiline)]
    private static partial Regex Ledger();
}
