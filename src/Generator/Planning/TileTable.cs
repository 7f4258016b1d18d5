namespace Conv3DGen.Generator.Planning;

/// <summary>
/// The output tiles worth emitting: pixels along a row x vectors of output channels. A tile keeps all its sums in registers;
/// the ones listed reach 95 % and more of the FMA peak on large layers, those that do not are left out.
/// </summary>
internal static class TileTable
{
    /// <summary>
    /// Per instruction set and vector length, widest block first; every set ends with a block of one vector for the ragged end of the channels.
    /// </summary>
    private static readonly Dictionary<(string Isa, int Lanes), Tile[]> s_tiles = new()
    {
        [("Avx512", 16)] =
        [
            new(9, 3),
            new(14, 2), // 7-pixel and 28-pixel rows divide evenly; weights are read once per 14 pixels
            new(14, 1), // 28x1 is no faster where a load feeds each FMA, and doubles the code
        ],
        [("Avx512", 8)] =
        [
            new(14, 1),
        ],
        [("Avx2", 8)] =
        [
            new(4, 3),
            new(6, 2),
            new(12, 1), // bound by loads at 84 %; only for blocks that cannot be wider
        ],
        [("Neon", 4)] =
        [
            new(6, 4), // 8x3 and larger spill: the compiler keeps source order, so loaded inputs stay live
            new(7, 3),
            new(10, 2),
            new(12, 1), // up to 15x1 spills nothing, but costs more code than it saves instructions
        ],
    };

    /// <summary>
    /// Lengths of tiles that begin or end a row whose outermost taps lie in the padding. Without them the outermost columns are tiles of
    /// their own, and the rest of a row has no good length: 26 = 14 + 6 + 6, 5 = 5.
    /// </summary>
    private static readonly Dictionary<(string Isa, int Lanes, int Vectors), EdgeTiles> s_edges = new()
    {
        [("Avx512", 16, 3)] = new([7]),
        [("Avx512", 16, 2)] = new([4, 7, 14]) { Strided = [4, 7, 8] }, // they make up whole rows of common models: a row of 4 takes two thirds of the time of 1 + 2 + 1
        [("Avx512", 16, 1)] = new([7, 14]),
        [("Avx512", 8, 1)] = new([7, 14]) { NeedFilters = true },
        [("Avx2", 8, 2)] = new([4, 6]) { Strided = [4, 6], NeedFilters = true }, // 5 as well: 14 = 5 + 4 + 5 is no faster than 4 + 6 + 4
        [("Avx2", 8, 1)] = new([7, 14]) { NeedFilters = true }, // 14 sums, a weight and an input are all 16 registers; 16 to 8 channels, rows of 28: a quarter less time
    };

    /// <summary>
    /// Tiles for some specs alone, whose filters fill whole blocks of them. On AVX-512 kernels of one tap: nothing is read twice but by the
    /// next block, so that wider blocks save a pass over the input (64 to 64 channels: 93 % of peak, not 91), and a large output is stored
    /// in fewer parts (24 to 96 channels, 48x48x48: a tenth less time). Other kernels are slower by it, and so are strides in the plane,
    /// whose rows stay apart (7 pixels, 512 to 1024 channels: 75 %, not 95). On AVX2 kernels of few steps: three vectors load less than
    /// two, 7 times for 12 multiply-adds, not 8 (2 to 11 % of 3 to 48 channels); of more steps the weights come from further away, and a
    /// shorter tile fetches them more often (16x16x16, one channel, rows of 6 pixels: a fifth slower).
    /// </summary>
    private static readonly Dictionary<(string Isa, int Lanes), (Tile[] Tiles, Predicate<ConvSpec> Serves)> s_preferred = new()
    {
        [("Avx512", 16)] = ([new(6, 4), new(9, 3)], IsPointwise),
        [("Avx2", 8)] = ([new(4, 3)], HasFewSteps),
    };

    /// <summary>
    /// Vectors of a depthwise tile whose pixels are a multiple of <see cref="CrowdedFloats"/> apart. Half a line at a time, each line would be
    /// fetched twice (64 channels: 60 % of peak, not 54; 128 channels in rows of 14: 53 %, not 45). Where pixels are nearer, a single vector
    /// is faster (16 channels by 12 %, 48 by 1 %): along more pixels it loads less.
    /// </summary>
    private static readonly Dictionary<(string Isa, int Lanes), int> s_depthwise = new()
    {
        [("Avx2", 8)] = 2,
    };

    /// <summary>
    /// Lengths of depthwise tiles that lie in two rows: 7 divides the rows of common models, shorter ones make up all others but those of 9 and
    /// 11 pixels; longer ones are no faster for all their text. They load a third less (64 channels: 5 % less time in cache, 7 % where planes are
    /// 28x28, 38 % where they are 56x56). On AVX2 a tile of 4 is all that fits beside two rows of weights, and no faster than whole cache lines.
    /// </summary>
    private static readonly Dictionary<(string Isa, int Lanes), int[]> s_rowPairs = new()
    {
        [("Avx512", 16)] = [4, 5, 6, 7],
    };

    /// <summary>
    /// The most filters for which lanes are pixels. On AVX-512 14 leave room for two vectors of pixels (3x3x3 with 9 filters takes half the
    /// time, with 14 three quarters). On AVX2 seven leave room for one, too few sums to hide the latency of a multiply-add; on NEON a vector
    /// of three filters is full enough.
    /// </summary>
    private static readonly Dictionary<string, int> s_pixelwise = new()
    {
        ["Avx512"] = 14,
        ["Avx2"] = 6,
        ["Neon"] = 2,
    };

    /// <summary>
    /// Filters of a tile whose lanes are pixels, where there are more: a divisor of every block width, whose tiles hide the latency of a
    /// multiply-add.
    /// </summary>
    private static readonly Dictionary<string, int> s_rows = new()
    {
        ["Avx512"] = 8,
        ["Avx2"] = 4,
        ["Neon"] = 4,
    };

    /// <summary>
    /// Filters for which lanes are pixels on every x86 machine, also those that take 512 bits in two halves: what is left to other tiles, of a
    /// single pixel or so, is not worth long text.
    /// </summary>
    public const int MostFewFilters = 6;

    /// <summary>3x3x3 with 48 channels has fewer.</summary>
    private const int MostFewSteps = 1536;

    /// <summary>Pixels so far apart, or a multiple of it, have their cache lines in a quarter of the sets of a first-level cache of 4 KiB a way.</summary>
    private const int CrowdedFloats = 64;

    /// <summary>The longest tile of all.</summary>
    public static readonly int MaxPixels = s_tiles.Values.Max(tiles => tiles.Max(t => t.Pixels));

    public static IReadOnlyList<Tile> For(Isa isa) => s_tiles[(isa.Id, isa.Lanes)];

    /// <summary>The tile for a spec alone, the widest whose blocks the filters of a group fill; null where there is none.</summary>
    public static Tile? Preferred(Isa isa, ConvSpec spec, int filters)
        => s_preferred.TryGetValue((isa.Id, isa.Lanes), out var preferred) && preferred.Serves(spec)
            ? Array.Find(preferred.Tiles, tile => filters % (tile.Vectors * isa.Lanes) == 0)
            : null;

    /// <summary>The most filters of a spec for which lanes are pixels.</summary>
    public static int MostPixelwiseFilters(Isa isa) => s_pixelwise[isa.Id];

    /// <summary>The filters of a tile whose lanes are pixels, of more.</summary>
    public static int RowFilters(Isa isa) => s_rows[isa.Id];

    /// <summary>Vectors of a depthwise tile for a number of channels.</summary>
    public static int DepthwiseVectors(Isa isa, int channels)
        => channels % CrowdedFloats == 0 && s_depthwise.TryGetValue((isa.Id, isa.Lanes), out int vectors) ? vectors : 1;

    /// <summary>The lengths of depthwise tiles that lie in two rows, ascending; none where they are not worth it.</summary>
    public static int[] RowPairs(Isa isa) => s_rowPairs.TryGetValue((isa.Id, isa.Lanes), out int[]? sizes) ? sizes : [];

    /// <summary>The lengths of <paramref name="tile"/> at the ends of a spec's rows, ascending; none where they are not worth their code.</summary>
    public static IEnumerable<int> Edges(Isa isa, Tile tile, ConvSpec spec)
        => s_edges.TryGetValue((isa.Id, isa.Lanes, tile.Vectors), out EdgeTiles? edges)
            && (!edges.NeedFilters || spec.Filters is not null) ? (spec.Strides.Width == 1 ? edges.Lengths : edges.Strided) : [];

    /// <summary>
    /// The tile for any number of channels: the one with the most sums among those of an even number of vectors,
    /// which leave fewer ragged ends than three.
    /// </summary>
    public static Tile General(Isa isa) => For(isa).Where(t => t.Vectors % 2 == 0).DefaultIfEmpty(For(isa)[0]).OrderByDescending(t => t.Pixels * t.Vectors).First();

    /// <summary>The same, and the tile of one vector for the ragged end of the channels.</summary>
    public static Tile[] GeneralAndSingle(Isa isa) => [General(isa), For(isa).Single(t => t.Vectors == 1)];

    private static bool IsPointwise(ConvSpec spec) => spec.KernelSize == 1 && spec.Strides is { Height: 1, Width: 1 };

    /// <summary>Where a kernel may run tap by tap, it is by the tiles of that.</summary>
    private static bool HasFewSteps(ConvSpec spec)
        => !TapRules.Emitted(spec) && spec.KernelSize.Product * (spec.InputChannels / (spec.Groups ?? 1)) <= MostFewSteps;

    /// <summary>Lengths of tiles at the ends of rows, and the specs that they pay off for.</summary>
    /// <param name="Lengths">Pixels, ascending.</param>
    private sealed record EdgeTiles(int[] Lengths)
    {
        /// <summary>The same where the pixels of a row are more than one input apart.</summary>
        public int[] Strided { get; init; } = [];

        /// <summary>Only where the spec gives the filters: the tiles of several block widths would be too much text.</summary>
        public bool NeedFilters { get; init; }
    }
}

/// <summary>A tile: how many pixels along a row by how many vectors of output channels.</summary>
/// <param name="Pixels">Pixels.</param>
/// <param name="Vectors">Vectors.</param>
internal sealed record Tile(int Pixels, int Vectors)
{
    public override string ToString() => $"{Pixels}x{Vectors}";
}
