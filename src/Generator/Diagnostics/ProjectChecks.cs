using Conv3DGen.Generator.Model;

namespace Conv3DGen.Generator.Diagnostics;

/// <summary>
/// What can only be judged with the whole project in view: specs that collide, settings that generated code needs, instruction sets that do
/// not exist.
/// </summary>
internal static class ProjectChecks
{
    /// <summary>The diagnostics of single attributes, and those of the project.</summary>
    public static IEnumerable<DiagnosticInfo> Diagnose(IReadOnlyList<Result> results, string? missingSettings, IEnumerable<string> unknownIsas, IReadOnlyList<string> knownIsas)
    {
        foreach (string name in unknownIsas)
        {
            yield return DiagnosticInfo.Create(Descriptors.UnknownIsa, location: null, name, string.Join(", ", knownIsas));
        }

        var names = new FileNames(knownIsas);
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

            if (names.Claim(request) is { } first)
            {
                yield return request.Property is null && first.Property is null
                    ? DiagnosticInfo.Create(Descriptors.Collision, result.Location, $"The assembly has the same spec twice: {request.Spec}", "remove")
                    : DiagnosticInfo.Create(Descriptors.Collision, result.Location, $"'{first.Hint}' and '{request.Hint}' give the same file names", "rename");
                continue;
            }

            if (missingSettings is not null)
            {
                yield return DiagnosticInfo.Create(Descriptors.MissingSettings, result.Location, request.Name, missingSettings);
            }
        }
    }

    /// <summary>
    /// The requests to emit: one of each, and none where its code would not compile. The others are null and keep their places:
    /// a spec that is broken while it is typed does not move those after it.
    /// </summary>
    public static IEnumerable<KernelRequest?> Emittable(IEnumerable<KernelRequest?> requests, bool compiles, IReadOnlyList<string> knownIsas)
    {
        var names = new FileNames(knownIsas);
        return requests.Select(request => compiles && request is not null && names.Claim(request) is null ? request : null);
    }

    /// <summary>The names of files so far, also of instruction sets that are not chosen: a choice of others makes no collision.</summary>
    private sealed class FileNames(IReadOnlyList<string> isas)
    {
        private readonly Dictionary<string, KernelRequest> _owners = new(StringComparer.OrdinalIgnoreCase);

        /// <summary>Gives a request all its names, unless an earlier one has any of them: then that one.</summary>
        public KernelRequest? Claim(KernelRequest request)
        {
            string[] names = [request.Hint, .. isas.Select(isa => $"{request.Hint}.{isa}")];
            foreach (string name in names)
            {
                if (_owners.TryGetValue(name, out KernelRequest owner))
                {
                    return owner;
                }
            }

            foreach (string name in names)
            {
                _owners.Add(name, request);
            }

            return null;
        }
    }
}
