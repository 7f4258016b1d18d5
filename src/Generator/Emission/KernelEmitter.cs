using Conv3DGen.Generator.Emission.Direct;
using Conv3DGen.Generator.Emission.Winograd;
using Conv3DGen.Generator.Planning;

namespace Conv3DGen.Generator.Emission;

/// <summary>The files of a kernel, and those that the kernels of an assembly share.</summary>
internal static class KernelEmitter
{
    /// <summary>The files of a kernel alone: its catalog and one for each instruction set.</summary>
    public static IEnumerable<GeneratedFile> Emit(KernelPlan kernel)
    {
        yield return CatalogEmitter.Emit(kernel.Request, [.. kernel.PerIsa.Select(plan => plan.Isa)]);
        foreach (ConvPlan plan in kernel.PerIsa)
        {
            yield return DirectEmitter.Emit(kernel.Request, plan);
        }
    }

    /// <summary>The microkernels for any stride that all kernels of an assembly share.</summary>
    public static GeneratedFile EmitStrided(StridedTiles tiles) => StridedEmitter.Emit(tiles);

    /// <summary>The microkernels of single taps that all kernels of an assembly share.</summary>
    public static GeneratedFile EmitTaps(TapTiles tiles) => TapEmitter.Emit(tiles);

    /// <summary>The Winograd code that all kernels of an assembly share.</summary>
    /// <param name="isas">The instruction sets.</param>
    /// <param name="mostTaps">3 or 5: the most taps of an axis that one of them has.</param>
    public static IEnumerable<GeneratedFile> EmitWinograd(IReadOnlyList<Isa> isas, int mostTaps) => isas.SelectMany(isa => WinogradEmitter.Emit(isa, mostTaps));
}
