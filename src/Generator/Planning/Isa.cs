namespace Conv3DGen.Generator.Planning;

/// <summary>
/// An instruction set as data: what the planner must know and how the emitter spells it. Nothing asks which one it is;
/// it asks for a trait. Spellings are format strings.
/// </summary>
/// <param name="Id">Part of type and file names.</param>
/// <param name="Name">For people.</param>
/// <param name="Lanes">Floats in a vector.</param>
/// <param name="Registers">Vector registers.</param>
/// <param name="Guard">The C# condition under which its code may run.</param>
/// <param name="Namespace">The namespace of its intrinsics.</param>
/// <param name="Vector">The vector type.</param>
internal sealed record Isa(string Id, string Name, int Lanes, int Registers, string Guard, string Namespace, string Vector)
{
    /// <summary>Floats of a cache line.</summary>
    private const int CacheLine = 16;

    /// <summary>Lanes within which <see cref="PermuteQuads"/> works.</summary>
    public const int Quad = 4;

    /// <summary>The same instruction set with fewer lanes, for channels that would leave half of a vector empty; null where there is none.</summary>
    public Isa? Narrow { get; init; }

    /// <summary>All lanes from one float: {0} a value.</summary>
    public string Splat => $"{Vector}.Create({{0}})";

    /// <summary>A vector from memory: {0} a pointer.</summary>
    public required string Load { get; init; }

    /// <summary>All lanes from one float in memory: {0} a pointer.</summary>
    public required string LoadSplat { get; init; }

    /// <summary>Whether a multiply-add itself can take one float in memory for all lanes, which spares an instruction.</summary>
    public bool FoldsSplats { get; init; }

    /// <summary>Any of four lanes into any of the same four, alike for every four: {0} a vector, {1} which, two bits a lane; null where there is no such instruction.</summary>
    public string? PermuteQuads { get; init; }

    /// <summary>The same for four lanes at a time of sixteen: {0} a vector, {1} which, two bits for every four lanes.</summary>
    public string? ShuffleQuads { get; init; }

    /// <summary>A vector to memory: {0} a pointer, {1} a vector.</summary>
    public required string Store { get; init; }

    /// <summary>{0} * {1} + {2}, rounded once.</summary>
    public required string MultiplyAdd { get; init; }

    /// <summary>{0} * lane {3} of {1} + {2}; null where the instruction set cannot. With it, inputs are loaded a vector of channels at a time.</summary>
    public string? MultiplyAddLane { get; init; }

    /// <summary>{0} + {1}.</summary>
    public required string Add { get; init; }

    /// <summary>{2} - {0} * {1}, rounded once.</summary>
    public required string MultiplySubtract { get; init; }

    /// <summary>
    /// A vector to aligned memory past the cache: {0} a pointer, {1} a vector; null where there is no such store. Only for whole cache lines:
    /// <see cref="StreamOf"/>.
    /// </summary>
    public string? Stream { get; init; }

    /// <summary>Asks for a cache line that is needed soon: {0} a pointer; null where there is no such hint.</summary>
    public string? Prefetch { get; init; }

    /// <summary>The larger of {0} and {1}, and {1} where it is NaN.</summary>
    public required string Max { get; init; }

    /// <summary>The smaller of {0} and {1}, and {1} where it is NaN.</summary>
    public required string Min { get; init; }

    /// <summary>Input channels that one load brings: a whole vector where lanes can be multiplied by, else one.</summary>
    public int ChannelsPerLoad => MultiplyAddLane is null ? 1 : Lanes;

    /// <summary>
    /// <see cref="Stream"/> for code that stores so many vectors side by side at once; null where those are no whole cache lines: half a line
    /// each time is slower than a plain store.
    /// </summary>
    public string? StreamOf(int vectors) => vectors * Lanes % CacheLine == 0 ? Stream : null;

    /// <summary>
    /// Whether a vector can hold several groups of <paramref name="channels"/> channels, and give each of its lanes any channel of the lane's
    /// group; groups of a single one need nothing for it.
    /// </summary>
    public bool HoldsGroups(int channels) => channels switch
    {
        1 => true,
        2 or 4 => PermuteQuads is not null,
        8 => ShuffleQuads is not null,
        _ => false,
    };
}
