using Microsoft.CodeAnalysis;

namespace Conv3DGen.Generator.Diagnostics;

/// <summary>Every diagnostic: errors are the generator's, the others the analyzer's. Each has a section in docs/diagnostics.md.</summary>
internal static class Descriptors
{
    public static readonly DiagnosticDescriptor NotPositive = Error(
        "C3D001", "A size of the spec is not positive", "{0} is {1}; it must be {2}");

    public static readonly DiagnosticDescriptor ValueCount = Error(
        "C3D002", "An option has the wrong number of values", "{0} has {1} values; it must have 1 or 3 (depth, height, width)");

    public static readonly DiagnosticDescriptor StrideOrDilation = Error(
        "C3D003", "Strides and dilation exclude each other", "{0} is {1}; it must be {2}");

    public static readonly DiagnosticDescriptor NotDivisible = Error(
        "C3D004", "Channels do not divide by the groups", "{0} is {1}; it must be {2}");

    public static readonly DiagnosticDescriptor TooLarge = Error(
        "C3D005", "The kernel is too large", "{0} is {1}; it must be {2}");

    public static readonly DiagnosticDescriptor NotNamed = Error(
        "C3D006", "An option holds an unnamed value", "{0} is {1}; it must be {2}");

    public static readonly DiagnosticDescriptor PropertyShape = Error(
        "C3D007", "The property cannot return a generated kernel", "Property '{0}' {1}; declare it as 'static partial Conv3DKernel {0} {{ get; }}'");

    public static readonly DiagnosticDescriptor PropertyType = Error(
        "C3D008", "The property has the wrong type", "Property '{0}' has type '{1}'; it must be 'Conv3DGen.Conv3DKernel'");

    public static readonly DiagnosticDescriptor TypeNotPartial = Error(
        "C3D009", "A type around the property is not partial", "Type '{0}' contains the kernel property '{1}'; it must {2}");

    public static readonly DiagnosticDescriptor Collision = Error(
        "C3D010", "Two specs collide", "{0}; {1} one");

    public static readonly DiagnosticDescriptor MissingSettings = Error(
        "C3D011", "Generated kernels need unsafe code and C# 12", "The kernel for {0} cannot be generated: set {1} in the project file");

    public static readonly DiagnosticDescriptor NotFiltering = Error(
        "C3D012", "Winograd convolution does not fit the spec", "{0} is {1}; it must be {2}");

    public static readonly DiagnosticDescriptor UnknownIsa = Error(
        "C3D013", "An instruction set is not known", "Conv3DGenIsas names '{0}'; it may name any of {1}");

    public static readonly DiagnosticDescriptor Unused = Warning(
        "C3D014", "No code uses the kernel", "A kernel is generated for '{0}', but no code of the project {1}", WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor Looped = Warning(
        "C3D015", "A kernel row is too long to unroll", "KernelSize is {0}; the {1} taps of a row are looped over, up to {2} would stay in registers");

    public static readonly DiagnosticDescriptor LargeText = Warning(
        "C3D016", "The generated code is large", "{0} takes {1} KB of generated code, which is more than {2}; {3}");

    public static readonly DiagnosticDescriptor Plan = Info(
        "C3D017", "What is generated", "{0}: {1}; {2} KB of generated code");

    private static DiagnosticDescriptor Error(string id, string title, string message) => Create(id, title, message, DiagnosticSeverity.Error);

    private static DiagnosticDescriptor Warning(string id, string title, string message, params string[] tags) => Create(id, title, message, DiagnosticSeverity.Warning, tags);

    private static DiagnosticDescriptor Info(string id, string title, string message) => Create(id, title, message, DiagnosticSeverity.Info);

    private static DiagnosticDescriptor Create(string id, string title, string message, DiagnosticSeverity severity, params string[] tags) => new(
        id,
        title,
        message,
        category: "Conv3DGen",
        severity,
        isEnabledByDefault: true,
        helpLinkUri: $"docs/diagnostics.md#{id.ToLowerInvariant()}",
        customTags: tags);
}
