using Microsoft.CodeAnalysis;

namespace Conv3DGen.Generator.Model;

/// <summary>A diagnostic by value.</summary>
/// <param name="Descriptor">Which one.</param>
/// <param name="Location">Where; null for the project.</param>
/// <param name="Arguments">What its message names.</param>
internal sealed record DiagnosticInfo(DiagnosticDescriptor Descriptor, LocationInfo? Location, EquatableArray<string> Arguments)
{
    public static DiagnosticInfo Create(DiagnosticDescriptor descriptor, LocationInfo? location, params string[] arguments)
        => new(descriptor, location, new(arguments));

    public Diagnostic ToDiagnostic() => Diagnostic.Create(Descriptor, Location?.ToLocation(), [.. Arguments]);
}
