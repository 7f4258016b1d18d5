using Conv3DGen.Generator.Model;
using Conv3DGen.Generator.Planning;
using Conv3DGen.Generator.Tests.Helpers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Conv3DGen.Generator.Tests.Incrementality;

/// <summary>
/// Typing in an editor: this edit, that outcome. The project has the kernels Stem, Head and, for the assembly, Conv2x2x2Valid; Stem is the
/// only one that has a use for Winograd code.
/// </summary>
public class EditTests
{
    private static readonly Dictionary<string, Edit> s_edits = new()
    {
        ["a method body in another file"] = new(p => p.Edit(Unrelated, "=> 2", "=> 1 + 1"), new()),
        ["a new file"] = new(p => p.AddSyntaxTrees(TestProject.Parse("class New;", "New.cs")), new()),
        ["a using in another file"] = new(p => p.Edit(Unrelated, "class", "using System.Text; class"), new()),
        ["white space after a property"] = new(p => p.Edit(Properties, "Head { get; }", "Head { get; }   "), new()),
        ["a comment above an attribute"] = new(
            p => p.Edit(Properties, "[Conv3DSpec(3)]", "// The stem.\n    [Conv3DSpec(3)]"),
            new(Parsed: "Modified Modified Cached", Diagnostics: "Unchanged")),
        ["another attribute on a property"] = new(
            p => p.Edit(Properties, "[Conv3DSpec(1)]", "[Conv3DSpec(1), Obsolete]"), new()),
        ["the same value written otherwise"] = new(
            p => p.Edit(Properties, "Conv3DSpec(1)", "Conv3DSpec(2 - 1)"),
            new(Parsed: "Cached Modified Cached", Diagnostics: "Unchanged")),
        ["an option of a property"] = new(
            p => p.Edit(Properties, "Conv3DSpec(1)", "Conv3DSpec(1, Filters = 8)"),
            new(Parsed: "Cached Modified Cached", Diagnostics: "Unchanged", Requests: "Cached Modified Cached", Emitted: "Kernels.Head strided-4.Neon strided-8.Avx512")),
        ["a property renamed"] = new(
            p => p.Edit(Properties, "Head", "Tail"),
            new(Parsed: "Cached Modified Cached", Diagnostics: "Unchanged", Requests: "Cached Modified Cached", Emitted: "Kernels.Tail")),
        ["a property made internal"] = new(
            p => p.Edit(Properties, "public static partial Conv3DKernel Head", "internal static partial Conv3DKernel Head"),
            new(Parsed: "Cached Modified Cached", Diagnostics: "Unchanged", Requests: "Cached Modified Cached", Emitted: "Kernels.Head")),
        ["an option of the assembly's spec"] = new(
            p => p.Edit(Assembly, "Conv3DSpec(2)", "Conv3DSpec(2, Filters = 8)"),
            new(Parsed: "Cached Cached Modified", Diagnostics: "Unchanged", Requests: "Cached Cached Modified", Registered: "Modified", Emitted: "Conv2x2x2ValidTo8 registrations strided-4.Neon strided-8.Avx512")),
        ["a second spec on the assembly"] = new(
            p => p.Edit(Assembly, "Conv3DSpec(2)]", "Conv3DSpec(2)]\n[assembly: Conv3DSpec(4)]"),
            new(Parsed: "Cached Cached Unchanged New", Diagnostics: "Unchanged", Requests: "Cached Cached Cached New", Winograd: "Unchanged", Registered: "Modified", Emitted: "Conv4x4x4Valid registrations")),
        ["the assembly's spec removed"] = new(
            p => p.Edit(Assembly, "[assembly: Conv3DSpec(2)]", ""),
            new(Parsed: "Cached Cached Removed", Diagnostics: "Unchanged", Requests: "Cached Cached Removed", Winograd: "Unchanged", Registered: "Modified", Emitted: "registrations")),
        ["a property's spec broken"] = new(
            p => p.Edit(Properties, "Conv3DSpec(3)", "Conv3DSpec(0)"),
            new(Parsed: "Modified Cached Cached", Diagnostics: "Modified", Requests: "Removed Cached Cached", Winograd: "Modified", Emitted: "diagnostics no-winograd")),
        ["the first spec for Winograd"] = new(
            p => p.Edit(Properties, "Conv3DSpec(7)", "Conv3DSpec(3)"),
            new(Parsed: "Modified Cached Cached", Diagnostics: "Unchanged", Requests: "Modified Cached Cached", Winograd: "Modified", Emitted: "Kernels.Stem winograd"),
            Prepare: p => p.Edit(Properties, "Conv3DSpec(3)", "Conv3DSpec(7)")),
        ["the first spec of five taps for Winograd"] = new(
            p => p.Edit(Properties, "Conv3DSpec(3)", "Conv3DSpec(5)"),
            new(Parsed: "Modified Cached Cached", Diagnostics: "Unchanged", Requests: "Modified Cached Cached", Winograd: "Modified", Emitted: "Kernels.Stem winograd-of-five")),
        ["a second spec for Winograd"] = new(
            p => p.Edit(Assembly, "Conv3DSpec(2)]", "Conv3DSpec(2)]\n[assembly: Conv3DSpec(3, 1, 1)]"),
            new(Parsed: "Cached Cached Unchanged New", Diagnostics: "Unchanged", Requests: "Cached Cached Cached New", Winograd: "Unchanged", Registered: "Modified", Emitted: "Conv3x1x1Valid registrations")),
        ["an option of the spec for Winograd"] = new(
            p => p.Edit(Properties, "Conv3DSpec(3)", "Conv3DSpec(3, Algorithm = Algorithm.Winograd)"),
            new(Parsed: "Modified Modified Cached", Diagnostics: "Unchanged", Requests: "Modified Cached Cached", Emitted: "Kernels.Stem")),
        ["the last spec for Winograd made direct"] = new(
            p => p.Edit(Properties, "Conv3DSpec(3)", "Conv3DSpec(3, Algorithm = Algorithm.Direct)"),
            new(Parsed: "Modified Modified Cached", Diagnostics: "Unchanged", Requests: "Modified Cached Cached", Winograd: "Modified", Emitted: "Kernels.Stem no-winograd")),
        ["unsafe code forbidden"] = new(
            p => p.WithUnsafe(false),
            new(MissingSettings: "Modified", Diagnostics: "Modified", Requests: "Removed Removed Removed", Winograd: "Modified", Registered: "Modified", Emitted: "diagnostics no-winograd registrations")),
    };

    private const string Properties = "File1.cs";
    private const string Assembly = "File2.cs";
    private const string Unrelated = "File3.cs";

    public static TheoryData<string> Edits => [.. s_edits.Keys];

    [Theory]
    [MemberData(nameof(Edits))]
    public void An_edit_costs_what_the_table_says(string edit)
    {
        (Func<CSharpCompilation, CSharpCompilation> apply, Outcome expected, Func<CSharpCompilation, CSharpCompilation>? prepare) = s_edits[edit];
        CSharpCompilation before = TestProject.Library(
            """
            static partial class Kernels
            {
                [Conv3DSpec(3)]
                public static partial Conv3DKernel Stem { get; }

                [Conv3DSpec(1)]
                public static partial Conv3DKernel Head { get; }
            }
            """,
            "[assembly: Conv3DSpec(2)]",
            "class Unrelated { int Two() => 2; }");
        before = prepare?.Invoke(before) ?? before;

        GeneratorRun after = GeneratorRun.Of(before).Then(apply(before));

        Assert.Equal(expected, Outcome.Of(after));
    }

    [Fact]
    public void Other_instruction_sets_emit_the_kernels_again_and_nothing_else()
    {
        GeneratorRun before = GeneratorRun.Of("[assembly: Conv3DSpec(3)]", "[assembly: Conv3DSpec(1)]");

        Outcome limited = Outcome.Of(before.Then(new ProjectOptions("Avx2")));
        Outcome spelledOut = Outcome.Of(before.Then(new ProjectOptions("Neon,Avx2,Avx512")));

        string[] always = ["Cached Cached", "Cached"];
        Assert.Equal(new Outcome(always[0], always[1], Diagnostics: "Unchanged", Requests: always[0], Emitted: "Conv1x1x1Valid Conv3x3x3Valid winograd"), limited);
        Assert.Equal(new Outcome(always[0], always[1], Requests: always[0]), spelledOut);
    }

    [Fact]
    public void Many_specs_cost_nothing_when_another_file_is_edited()
    {
        const int specs = 50;
        IEnumerable<string> attributes = Enumerable.Range(1, specs).Select(n => $"[assembly: Conv3DSpec({(n % 3) + 1}, InputChannels = {n})]");
        CSharpCompilation before = TestProject.Library(string.Join('\n', attributes), "class Unrelated { int Two() => 2; }");

        GeneratorRun first = GeneratorRun.Of(before);
        GeneratorRun after = first.Then(before.Edit("File2.cs", "=> 2", "=> 1 + 1"));

        Assert.Equal(specs, after.Requests.Count);
        Assert.Equal(first.Files, after.Files);
        after.AssertNothingAnew();
    }

    /// <summary>An edit, what it costs, and what makes the project ready for it.</summary>
    private sealed record Edit(Func<CSharpCompilation, CSharpCompilation> Apply, Outcome Outcome, Func<CSharpCompilation, CSharpCompilation>? Prepare = null);

    /// <summary>Why each output of each step is what it is, and what was emitted again. The defaults are those of an edit that costs nothing.</summary>
    private sealed record Outcome(
        string Parsed = "Cached Cached Cached",
        string MissingSettings = "Unchanged",
        string Diagnostics = "Cached",
        string Requests = "Cached Cached Cached",
        string Winograd = "Cached",
        string Registered = "Cached",
        string Emitted = "")
    {
        public static Outcome Of(GeneratorRun run) => new(
            Reasons(run, TrackingNames.Parsed),
            Reasons(run, TrackingNames.MissingSettings),
            Reasons(run, TrackingNames.Diagnostics),
            Reasons(run, TrackingNames.Requests),
            Reasons(run, TrackingNames.Winograd),
            Reasons(run, TrackingNames.Registered),
            string.Join(" ", EmittedBy(run).Order(StringComparer.Ordinal)));

        private static string Reasons(GeneratorRun run, string step) => string.Join(" ", run.Outputs(step).Select(o => o.Reason));

        private static IEnumerable<string> EmittedBy(GeneratorRun run)
            => from steps in run.Result.TrackedOutputSteps.Values
               from step in steps
               where step.Outputs.Any(o => o.Reason is IncrementalStepRunReason.New or IncrementalStepRunReason.Modified)
               select step.Inputs[0].Source.Outputs[step.Inputs[0].OutputIndex].Value switch
               {
                   KernelPlan kernel => kernel.Request.Hint,
                   StridedTiles tiles => $"strided-{tiles.Isa.Lanes}.{tiles.Isa.Id}",
                   TapTiles tiles => $"taps.{tiles.Isa.Id}",
                   EquatableArray<KernelRequest> => "registrations",
                   (int mostTaps, EquatableArray<Isa>) => mostTaps switch { 0 => "no-winograd", 3 => "winograd", _ => "winograd-of-five" },
                   EquatableArray<DiagnosticInfo> => "diagnostics",
                   var other => other.ToString()!,
               };
    }
}
