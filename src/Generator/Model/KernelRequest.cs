namespace Conv3DGen.Generator.Model;

/// <summary>One kernel to generate. Holds no symbol, node or position: an edit that leaves it equal costs nothing.</summary>
/// <param name="Name">The property's name, or one derived from the spec; what <c>KernelName</c> shows.</param>
/// <param name="Id">Unique in the assembly and a valid identifier: the stem of the generated types.</param>
/// <param name="Hint">The stem of the generated files.</param>
/// <param name="Spec">What to generate it for.</param>
/// <param name="Property">The partial property to implement; null for an assembly-level spec, which is registered.</param>
internal sealed record KernelRequest(string Name, string Id, string Hint, ConvSpec Spec, PropertyModel? Property);

/// <summary>A partial property that returns a kernel.</summary>
/// <param name="Namespace">The namespace around it; empty for the global one.</param>
/// <param name="Types">The containing types, outermost first, as declaration heads such as "partial class Kernels".</param>
/// <param name="Modifiers">Its modifiers as written, such as "public static partial".</param>
/// <param name="Name">Its name, escaped where it is a keyword.</param>
/// <param name="IsDocumented">Whether the user's half has documentation, which that of the other half would replace.</param>
internal sealed record PropertyModel(string Namespace, EquatableArray<string> Types, string Modifiers, string Name, bool IsDocumented);
