using Conv3DGen.Bench.Measuring;

namespace Conv3DGen.Bench.Legs;

/// <summary>What a leg found. Travels as JSON from the leg's process to the one that reports.</summary>
/// <param name="Machine">Processor, runtime and operating system.</param>
/// <param name="Isa">The instruction set of ours.</param>
/// <param name="Threads">Threads of each contender.</param>
/// <param name="Rounds">Timed rounds.</param>
/// <param name="Notes">What a reader must know besides: who is missing and why.</param>
/// <param name="Layers">The times.</param>
internal sealed record LegTimes(string Machine, string Isa, int Threads, int Rounds, string[] Notes, LayerTimes[] Layers);
