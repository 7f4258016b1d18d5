using Conv3DGen.Generator.Diagnostics;
using Conv3DGen.Generator.Emission;
using Conv3DGen.Generator.Model;
using Conv3DGen.Generator.Parsing;
using Conv3DGen.Generator.Planning;
using Conv3DGen.Winograd;
using Microsoft.CodeAnalysis;

namespace Conv3DGen.Generator;

/// <summary>Turns <c>[Conv3DSpec]</c> into convolution kernels. Wiring only: attribute -> request -> plan -> files.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class Conv3DGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<Result> parsed = context.SyntaxProvider
            .ForAttributeWithMetadataName(SpecParser.AttributeName, SpecParser.IsTarget, SpecParser.Parse)
            .SelectMany(static (results, _) => results)
            .WithTrackingName(TrackingNames.Parsed);

        IncrementalValueProvider<string?> missingSettings = context.CompilationProvider
            .Select(static (compilation, _) => ProjectSettings.Missing(compilation))
            .WithTrackingName(TrackingNames.MissingSettings);

        IncrementalValueProvider<IsaChoice> isaChoice = context.AnalyzerConfigOptionsProvider
            .Select(static (options, _) => IsaChoice.Parse(IsaOption.Read(options)))
            .WithTrackingName(TrackingNames.IsaChoice);
        IncrementalValueProvider<EquatableArray<Isa>> isas = isaChoice
            .Select(static (choice, _) => choice.Isas)
            .WithTrackingName(TrackingNames.Isas);

        IncrementalValueProvider<EquatableArray<DiagnosticInfo>> diagnostics = parsed.Collect().Combine(missingSettings).Combine(isaChoice)
            .Select(static (all, _) => ProjectChecks.Diagnose(all.Left.Left, all.Left.Right, all.Right.Unknown, IsaChoice.Known).ToEquatableArray())
            .WithTrackingName(TrackingNames.Diagnostics);
        context.RegisterSourceOutput(diagnostics, static (output, found) =>
        {
            foreach (DiagnosticInfo diagnostic in found)
            {
                output.ReportDiagnostic(diagnostic.ToDiagnostic());
            }
        });

        IncrementalValuesProvider<KernelRequest> requests = parsed
            .Select(static (result, _) => result.Request)
            .Collect().Combine(missingSettings)
            .SelectMany(static (pair, _) => ProjectChecks.Emittable(pair.Left, pair.Right is null, IsaChoice.Known))
            .Where(static request => request is not null)
            .Select(static (request, _) => request!)
            .WithTrackingName(TrackingNames.Requests);

        IncrementalValuesProvider<KernelPlan> plans = requests.Combine(isas)
            .Select(static (pair, _) => KernelPlan.Of(pair.Left, pair.Right))
            .WithTrackingName(TrackingNames.Plans);
        context.RegisterSourceOutput(plans, static (output, plan) => Add(output, KernelEmitter.Emit(plan)));

        IncrementalValuesProvider<StridedTiles> strided = plans.Collect()
            .SelectMany(static (all, _) => StridedTiles.Of(all))
            .WithTrackingName(TrackingNames.Strided);
        context.RegisterSourceOutput(strided, static (output, tiles) => Add(output, [KernelEmitter.EmitStrided(tiles)]));

        IncrementalValuesProvider<TapTiles> taps = plans.Collect()
            .SelectMany(static (all, _) => TapTiles.Of(all))
            .WithTrackingName(TrackingNames.Taps);
        context.RegisterSourceOutput(taps, static (output, tiles) => Add(output, [KernelEmitter.EmitTaps(tiles)]));

        IncrementalValueProvider<int> winograd = requests
            .Select(static (request, _) => WinogradRules.EmittedTaps(request.Spec))
            .Collect()
            .Select(static (all, _) => all.Append(0).Max())
            .WithTrackingName(TrackingNames.Winograd);
        context.RegisterSourceOutput(winograd.Combine(isas), static (output, pair) =>
        {
            if (pair.Left > 0)
            {
                Add(output, KernelEmitter.EmitWinograd(pair.Right, mostTaps: pair.Left));
            }
        });

        IncrementalValueProvider<EquatableArray<KernelRequest>> registered = requests
            .Where(static request => request.Property is null)
            .Collect()
            .Select(static (all, _) => all.ToEquatableArray())
            .WithTrackingName(TrackingNames.Registered);
        context.RegisterSourceOutput(registered, static (output, all) =>
        {
            if (all.Count > 0)
            {
                Add(output, [CatalogEmitter.EmitRegistrations(all)]);
            }
        });
    }

    private static void Add(SourceProductionContext output, IEnumerable<GeneratedFile> files)
    {
        foreach (GeneratedFile file in files)
        {
            output.AddSource(file.Hint, file.Text);
        }
    }
}
