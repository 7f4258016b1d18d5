using Microsoft.CodeAnalysis;

namespace Conv3DGen.Generator.Diagnostics;

/// <summary>Every diagnostic of the generator. Each has a section in docs/diagnostics.md.</summary>
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

    public static readonly DiagnosticDescriptor UnsafeNotAllowed = Error(
        "C3D011", "Generated kernels need unsafe code", "The kernel for {0} cannot be generated: set <AllowUnsafeBlocks>true</AllowUnsafeBlocks> in the project file");

    public static readonly DiagnosticDescriptor NotFiltering = Error(
        "C3D012", "Winograd convolution does not fit the spec", "{0} is {1}; it must be {2}");

    public static readonly DiagnosticDescriptor UnknownIsa = Error(
        "C3D013", "An instruction set is not known", "Conv3DGenIsas names '{0}'; it may name any of {1}");

    private static DiagnosticDescriptor Error(string id, string title, string message) => new(
        id,
        title,
        message,
        category: "Conv3DGen",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: $"docs/diagnostics.md#{id.ToLowerInvariant()}");
}
