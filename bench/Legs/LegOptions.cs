namespace Conv3DGen.Bench.Legs;

/// <summary>What one leg measures: a process with one instruction set and one number of threads.</summary>
/// <param name="Isa">From <see cref="Isas"/>.</param>
/// <param name="Threads">Threads of each contender.</param>
/// <param name="Rounds">Timed rounds.</param>
/// <param name="Layers">Ids of layers.</param>
/// <param name="Contenders">Names of contenders, ours first.</param>
internal sealed record LegOptions(string Isa, int Threads, int Rounds, string[] Layers, string[] Contenders);
