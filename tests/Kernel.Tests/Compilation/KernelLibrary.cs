namespace Conv3DGen.Kernel.Tests.Compilation;

/// <summary>The emitted kernels of many specs; the generator runs once over all of them.</summary>
public sealed class KernelLibrary
{
    private readonly Lazy<Dictionary<(ConvSpec Spec, string Isa, bool NeonStandIn), EmittedCode>> _code;

    public KernelLibrary(IEnumerable<ConvSpec> specs) => _code = new(() => Emit([.. specs.Distinct()]));

    /// <summary>The kernel of a spec for an instruction set.</summary>
    /// <param name="spec">One of the library's specs.</param>
    /// <param name="isa">The instruction set's id.</param>
    /// <param name="neonStandIn">Whether NEON code is to run on the portable stand-in.</param>
    public Conv3DKernel Kernel(ConvSpec spec, string isa, bool neonStandIn) => SharedCode.Create(_code.Value[(spec, isa, neonStandIn)], spec);

    private static Dictionary<(ConvSpec Spec, string Isa, bool NeonStandIn), EmittedCode> Emit(ConvSpec[] specs)
    {
        var code = new Dictionary<(ConvSpec Spec, string Isa, bool NeonStandIn), EmittedCode>();
        (IReadOnlyList<(int Spec, string Isa, string Text)> kernels, ILookup<string, string> shared) = KernelCompiler.Emitted(specs);
        foreach ((int index, string isa, string text) in kernels)
        {
            foreach (bool neonStandIn in Implementation.All.Where(i => i.Isa == isa && i.Runs).Select(i => i.NeonStandIn))
            {
                code.Add((specs[index], isa, neonStandIn), EmittedCode.Of(isa, neonStandIn, text));
            }
        }

        SharedCode.Add(code.Values, shared);
        return code;
    }
}
