using Conv3DGen.Generator.Model;

namespace Conv3DGen.Generator.Diagnostics;

/// <summary>What can only be judged with the whole project in view: specs that collide, unsafe code that is not allowed.</summary>
internal static class ProjectChecks
{
    /// <summary>The diagnostics of single attributes, and those of the project.</summary>
    public static IEnumerable<DiagnosticInfo> Diagnose(IReadOnlyList<Result> results, bool allowUnsafe)
    {
        var seen = new HashSet<string>();
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

            if (!seen.Add(request.Hint))
            {
                yield return DiagnosticInfo.Create(Descriptors.Collision, result.Location, "The assembly", request.Spec.ToString());
            }
            else if (!allowUnsafe)
            {
                yield return DiagnosticInfo.Create(Descriptors.UnsafeNotAllowed, result.Location, request.Name);
            }
        }
    }

    /// <summary>The requests to emit: one of each, and none where its code would not compile.</summary>
    public static IEnumerable<KernelRequest> Emittable(IEnumerable<KernelRequest?> requests, bool allowUnsafe)
        => allowUnsafe
            ? requests.OfType<KernelRequest>().GroupBy(r => r.Hint, StringComparer.OrdinalIgnoreCase).Select(g => g.First())
            : [];
}
