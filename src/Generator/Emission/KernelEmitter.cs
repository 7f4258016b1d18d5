using Conv3DGen.Generator.Emission.Direct;
using Conv3DGen.Generator.Emission.Winograd;
using Conv3DGen.Generator.Model;
using Conv3DGen.Generator.Planning;

namespace Conv3DGen.Generator.Emission;

/// <summary>All files of one request: its catalog and one file per instruction set.</summary>
internal static class KernelEmitter
{
    public static IEnumerable<GeneratedFile> Emit(KernelRequest request, IReadOnlyList<Isa> isas)
    {
        yield return CatalogEmitter.Emit(request, isas);
        foreach (Isa isa in isas)
        {
            yield return DirectEmitter.Emit(request, Planner.Plan(request.Spec, isa));
        }
    }

    /// <summary>The Winograd code that all kernels of an assembly share.</summary>
    public static IEnumerable<GeneratedFile> EmitWinograd(IReadOnlyList<Isa> isas) => isas.SelectMany(WinogradEmitter.Emit);
}
