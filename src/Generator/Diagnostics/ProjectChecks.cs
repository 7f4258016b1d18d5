using Conv3DGen.Generator.Model;

namespace Conv3DGen.Generator.Diagnostics;

/// <summary>
/// What can only be judged with the whole project in view: specs that collide, unsafe code that is not allowed, instruction sets that do
/// not exist.
/// </summary>
internal static class ProjectChecks
{
    /// <summary>The diagnostics of single attributes, and those of the project.</summary>
    public static IEnumerable<DiagnosticInfo> Diagnose(IReadOnlyList<Result> results, bool allowUnsafe, IEnumerable<string> unknownIsas, string knownIsas)
    {
        foreach (string name in unknownIsas)
        {
            yield return DiagnosticInfo.Create(Descriptors.UnknownIsa, location: null, name, knownIsas);
        }

        var seen = new Dictionary<string, KernelRequest>(StringComparer.OrdinalIgnoreCase);
        foreach (Result result in results)
        {
            foreach (DiagnosticInfo diagnostic in result.Diagnostics)
            {
                yield return diagnostic;
            }

            if (result.Request is not { } request)
            {
                continue;
            }

            if (seen.TryGetValue(request.Hint, out KernelRequest first))
            {
                yield return request.Property is null
                    ? DiagnosticInfo.Create(Descriptors.Collision, result.Location, $"The assembly has the same spec twice: {request.Spec}", "remove")
                    : DiagnosticInfo.Create(Descriptors.Collision, result.Location, $"'{first.Hint}' and '{request.Hint}' give the same file names", "rename");
                continue;
            }

            seen.Add(request.Hint, request);
            if (!allowUnsafe)
            {
                yield return DiagnosticInfo.Create(Descriptors.UnsafeNotAllowed, result.Location, request.Name);
            }
        }
    }

    /// <summary>
    /// The requests to emit: one of each, and none where its code would not compile. The others are null and keep their places:
    /// a spec that is broken while it is typed does not move those after it.
    /// </summary>
    public static IEnumerable<KernelRequest?> Emittable(IEnumerable<KernelRequest?> requests, bool allowUnsafe)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return requests.Select(request => allowUnsafe && request is not null && seen.Add(request.Hint) ? request : null);
    }
}
