namespace Conv3DGen.Generator.Model;

/// <summary>What parsing one attribute gave: a request, or the reasons why not.</summary>
/// <param name="Request">The request; null where there are errors.</param>
/// <param name="Location">The attribute.</param>
/// <param name="Diagnostics">What is wrong with it.</param>
internal sealed record Result(KernelRequest? Request, LocationInfo Location, EquatableArray<DiagnosticInfo> Diagnostics);
