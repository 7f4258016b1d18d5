using System.Collections.Immutable;
using Conv3DGen.Generator.Model;
using Conv3DGen.Generator.Planning;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Conv3DGen.Generator.Tests.Helpers;

/// <summary>
/// The generator run on a compilation. Every run is checked for what must hold for any input: it does not crash, a second run on the
/// same code computes nothing anew, and its model holds nothing of Roslyn's.
/// </summary>
internal sealed class GeneratorRun
{
    private readonly GeneratorDriver _driver;
    private readonly CSharpCompilation _input;

    private GeneratorRun(GeneratorDriver driver, CSharpCompilation input)
    {
        _input = input;
        _driver = driver.RunGenerators(input);
        Result = _driver.GetRunResult().Results.Single();
        Assert.Null(Result.Exception);
    }

    public GeneratorRunResult Result { get; }

    public ImmutableArray<Diagnostic> Diagnostics => Result.Diagnostics;

    /// <summary>Hint names and texts.</summary>
    public IReadOnlyDictionary<string, string> Files => Result.GeneratedSources.ToDictionary(s => s.HintName, s => s.SourceText.ToString());

    /// <summary>The kernels asked for, those with errors left out.</summary>
    public IReadOnlyList<KernelRequest> Requests => [.. Outputs(TrackingNames.Requests).Select(o => (KernelRequest)o.Value)];

    public CSharpCompilation Output => _input.AddSyntaxTrees(Result.GeneratedSources.Select(s => s.SyntaxTree));

    public static GeneratorRun Of(params string[] sources) => Of(TestProject.Library(sources));

    /// <summary>The run on a compilation in a project whose Conv3DGenIsas reads so; null where it has none.</summary>
    public static GeneratorRun Of(CSharpCompilation compilation, string? isas = null)
    {
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new Conv3DGenerator().AsSourceGenerator()],
            parseOptions: TestProject.ParseOptions,
            optionsProvider: new ProjectOptions(isas),
            driverOptions: new(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        var run = new GeneratorRun(driver, compilation);
        run.AssertModelIsPlain();
        run.Then(compilation.Clone()).AssertNothingAnew();
        return run;
    }

    /// <summary>A run that reports nothing and whose output compiles without a warning.</summary>
    public static GeneratorRun Clean(params string[] sources) => Clean(TestProject.Library(sources));

    public static GeneratorRun Clean(CSharpCompilation compilation)
    {
        GeneratorRun run = Of(compilation);
        Assert.Empty(run.Diagnostics);
        Assert.NotEmpty(run.Files);
        run.AssertCompiles();
        return run;
    }

    /// <summary>The run after an edit, with the caches of this one.</summary>
    public GeneratorRun Then(CSharpCompilation edited) => new(_driver, edited);

    /// <summary>The run after an edit of the project file, with the caches of this one.</summary>
    public GeneratorRun Then(ProjectOptions options) => new(_driver.WithUpdatedAnalyzerConfigOptions(options), _input);

    /// <summary>What a named step gave, and why.</summary>
    public IReadOnlyList<(object Value, IncrementalStepRunReason Reason)> Outputs(string step)
        => Result.TrackedSteps.TryGetValue(step, out ImmutableArray<IncrementalGeneratorRunStep> steps) ? [.. steps.SelectMany(s => s.Outputs)] : [];

    /// <summary>No error and no warning in user and generated code together; users owe no documentation here, generated code does.</summary>
    public void AssertCompiles() => Assert.Empty(Warnings(Output.GetDiagnostics()));

    /// <summary>The same without the microkernels, which take their time to compile and do not depend on the code around a property.</summary>
    public void AssertPropertiesCompile()
    {
        IEnumerable<SyntaxTree> catalogs = Result.GeneratedSources
            .Where(s => !Isas.All.Any(isa => s.HintName.EndsWith($".{isa.Id}.g.cs", StringComparison.Ordinal)))
            .Select(s => s.SyntaxTree);
        IEnumerable<string> stubs =
            from request in Requests
            from isa in Isas.All
            select $"namespace Conv3DGen.Generated {{ static class {request.Id}_{isa.Id} {{ internal static Conv3DKernel Create() => null!; }} }}";
        CSharpCompilation output = _input.AddSyntaxTrees([.. catalogs, TestProject.Parse(string.Join('\n', stubs), "Stubs.cs")]);
        Assert.Empty(Warnings(output.GetDiagnostics()));
    }

    /// <summary>No step computed anything that it had not before, and nothing was emitted again.</summary>
    public void AssertNothingAnew()
    {
        IEnumerable<(object Value, IncrementalStepRunReason Reason)> outputs = TrackingNames.All.SelectMany(Outputs)
            .Concat(Result.TrackedOutputSteps.Values.SelectMany(steps => steps).SelectMany(step => step.Outputs));
        Assert.All(outputs, output => Assert.True(output.Reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, $"{output.Reason}: {output.Value}"));
    }

    private IEnumerable<Diagnostic> Warnings(IEnumerable<Diagnostic> found)
        => found.Where(d => d.Severity >= DiagnosticSeverity.Warning && (d.Id != "CS1591" || !_input.ContainsSyntaxTree(d.Location.SourceTree)));

    private void AssertModelIsPlain()
    {
        foreach (string step in TrackingNames.All)
        {
            Assert.All(Outputs(step), output => ModelGraph.AssertPlain(output.Value));
        }
    }
}
