using Conv3DGen.Generator.Model;

namespace Conv3DGen.Generator.Diagnostics;

/// <summary>
/// What can only be judged with the whole project in view: specs that collide, unsafe code that is not allowed, instruction sets that do
/// not exist.
/// </summary>
internal static class ProjectChecks
{
    /// <summary>The diagnostics of single attributes, and those of the project.</summary>
    public static IEnumerable<DiagnosticInfo> Diagnose(IReadOnlyList<Result> results, bool allowUnsafe, IEnumerable<string> unknownIsas, IReadOnlyList<string> knownIsas)
    {
        foreach (string name in unknownIsas)
        {
            yield return DiagnosticInfo.Create(Descriptors.UnknownIsa, location: null, name, string.Join(", ", knownIsas));
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

            if (FileNames(request, knownIsas).Select(name => seen.TryGetValue(name, out KernelRequest other) ? other : null).FirstOrDefault(other => other is not null) is { } first)
            {
                yield return request.Property is null && first.Property is null
                    ? DiagnosticInfo.Create(Descriptors.Collision, result.Location, $"The assembly has the same spec twice: {request.Spec}", "remove")
                    : DiagnosticInfo.Create(Descriptors.Collision, result.Location, $"'{first.Hint}' and '{request.Hint}' give the same file names", "rename");
                continue;
            }

            foreach (string name in FileNames(request, knownIsas))
            {
                seen.Add(name, request);
            }

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
    public static IEnumerable<KernelRequest?> Emittable(IEnumerable<KernelRequest?> requests, bool allowUnsafe, IReadOnlyList<string> knownIsas)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return requests.Select(request => allowUnsafe && request is not null && TryAdd(FileNames(request, knownIsas)) ? request : null);

        bool TryAdd(IEnumerable<string> names)
        {
            bool isFree = !names.Any(seen.Contains);
            seen.UnionWith(isFree ? names : []);
            return isFree;
        }
    }

    /// <summary>Every file name, also of instruction sets that are not chosen: a choice of others makes no collision.</summary>
    private static IEnumerable<string> FileNames(KernelRequest request, IReadOnlyList<string> isas) => isas.Select(isa => $"{request.Hint}.{isa}").Prepend(request.Hint);
}
