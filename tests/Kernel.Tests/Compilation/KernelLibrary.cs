using System.Collections.Concurrent;

namespace Conv3DGen.Kernel.Tests.Compilation;

/// <summary>The emitted kernels of many specs, compiled in batches when a test first needs one.</summary>
public sealed class KernelLibrary
{
    private const int BatchSize = 50;

    private readonly Dictionary<ConvSpec, (Batch Batch, int Index)> _places = [];

    public KernelLibrary(IEnumerable<ConvSpec> specs)
    {
        foreach (ConvSpec[] chunk in specs.Distinct().Chunk(BatchSize))
        {
            var batch = new Batch(chunk);
            for (int i = 0; i < chunk.Length; i++)
            {
                _places.Add(chunk[i], (batch, i));
            }
        }
    }

    /// <summary>The kernel of a spec for an instruction set.</summary>
    /// <param name="spec">One of the library's specs.</param>
    /// <param name="isa">The instruction set's id.</param>
    /// <param name="neonStandIn">Whether NEON code is to run on the portable stand-in.</param>
    public Conv3DKernel Kernel(ConvSpec spec, string isa, bool neonStandIn)
    {
        (Batch batch, int index) = _places[spec];
        return batch.Compiled(isa, neonStandIn).Create(index, isa);
    }

    private sealed class Batch(ConvSpec[] specs)
    {
        private readonly ConcurrentDictionary<string, Lazy<CompiledKernels>> _compiled = [];

        public CompiledKernels Compiled(string isa, bool neonStandIn)
            => _compiled.GetOrAdd(isa, _ => new(() => KernelCompiler.Compile(specs, isa, neonStandIn))).Value;
    }
}
