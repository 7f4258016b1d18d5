using Conv3DGen.Generator.Model;

namespace Conv3DGen.Generator.Planning;

/// <summary>How one spec is computed on one instruction set. The only intermediate representation: emitters spell it out.</summary>
/// <param name="Isa">The instruction set.</param>
/// <param name="Blocks">Microkernels of direct convolution: one entry per block width, widest first; empty where the spec asks for none.</param>
/// <param name="Winograd">Whether the kernel also runs on the assembly's Winograd code.</param>
internal sealed record ConvPlan(Isa Isa, EquatableArray<BlockPlan> Blocks, bool Winograd = false)
{
    /// <summary>Microkernels for few filters, beside those of <see cref="Blocks"/>; null where vectors of filters are full enough.</summary>
    public PixelTiles? Pixels { get; init; }

    /// <summary>Whether the kernel also runs on the assembly's microkernels of single taps.</summary>
    public bool Taps { get; init; }

    /// <summary>What <c>KernelName</c> shows of direct convolution: algorithm and main tile.</summary>
    public string Title => Blocks.Count == 0 ? "winograd" : $"{Method(Blocks[0].Main)} {Blocks[0].Main.Tile}";

    /// <summary>Vector registers that the hungriest microkernel keeps live.</summary>
    public int Registers => Math.Max(Pixels?.Registers ?? 0, Blocks.SelectMany(b => b.Families).Select(Budget.Registers).DefaultIfEmpty().Max());

    /// <summary>Multiply-adds in the body of the largest microkernel.</summary>
    public int MultiplyAdds => Math.Max(Pixels?.Tile.Sums ?? 0, Blocks.SelectMany(b => b.Families).Select(f => Budget.MultiplyAdds(Isa, f)).DefaultIfEmpty().Max());

    private static string Method(TileFamily family) => !family.IsLanewise ? "direct" : family.Group == 1 ? "depthwise" : "grouped";
}

/// <summary>The microkernels for blocks of one width. At least one of the two families is there.</summary>
/// <param name="Row">For the inside of rows whose run is a constant of the spec; null where it is not.</param>
/// <param name="Strided">For borders, groups and other layouts: every stride is an argument. Null where none of them can occur.</param>
/// <param name="Edge">
/// For the ends of such rows, where the first or last pixel has a tap in the padding; null where columns take those pixels. The same as
/// <paramref name="Row"/> where its tiles serve both.
/// </param>
internal sealed record BlockPlan(TileFamily? Row, TileFamily? Strided, TileFamily? Edge = null) : IEquatable<BlockPlan>
{
    /// <summary>For two such rows at a time; null where that is not worth it.</summary>
    public TileFamily? Pair { get; init; }

    /// <summary>The family that does most of the work.</summary>
    public TileFamily Main => Row ?? Strided!;

    public IEnumerable<TileFamily> Families => new[] { Row, Pair, Edge, Strided }.OfType<TileFamily>().Distinct();
}

/// <summary>Microkernels for tiles of several lengths.</summary>
/// <param name="Tile">The longest.</param>
/// <param name="Sizes">Their pixels, ascending: 1, 2, ... without a gap, then perhaps one long tile; at the ends of rows, any.</param>
/// <param name="Run">The constants of the run; null where they are arguments.</param>
/// <param name="Inputs">How inputs get into registers.</param>
internal sealed record TileFamily(Tile Tile, EquatableArray<int> Sizes, ConstantRun? Run, InputMode Inputs)
{
    /// <summary>Whether a kernel row is spelled out, while its inputs pass: see <see cref="HoldsWeights"/>.</summary>
    public bool HoldsRow => Inputs is InputMode.SplatRow or InputMode.LanewiseRow;

    /// <summary>Whether lanes are those of different groups, so that each reads input channels of its own.</summary>
    public bool IsLanewise => Inputs is InputMode.Lanewise or InputMode.LanewiseRow;

    /// <summary>Input channels of a group, where lanes are those of different groups.</summary>
    public int Group { get; init; } = 1;

    /// <summary>Stretches of a tile whose inputs are used side by side; one where the order of the inputs alone leaves a core enough to do.</summary>
    public int Stretches { get; init; } = 1;

    /// <summary>Whether the channels of a group, in a kernel row that is spelled out, are a loop over quads.</summary>
    public bool LoopsQuads => HoldsRow && Group > Isa.Quad;

    /// <summary>Whether all weights of a kernel row stay in registers.</summary>
    public bool HoldsWeights => HoldsRow && !FetchesWeights && !LoopsQuads;

    /// <summary>
    /// Whether the weights of a row are too many for the registers, so that every multiply-add takes its own from memory.
    /// </summary>
    public bool FetchesWeights { get; init; }

    /// <summary>Rows of the output, one below the other, in which a tile lies.</summary>
    public int Rows { get; init; } = 1;

    /// <summary>Kernel rows, where <see cref="Rows"/> is above 1: those tiles have all of them.</summary>
    public int KernelRows { get; init; }

    /// <summary>Sums of the longest tile.</summary>
    public int Sums => Tile.Pixels * Tile.Vectors * Rows;

    /// <summary>Whether the tiles lie at the ends of rows.</summary>
    public bool IsEdge => Inputs == InputMode.SplatEdge;

    /// <summary>Whether the tiles, besides the inside of rows, serve their ends.</summary>
    public bool ServesEnds { get; init; }
}

/// <summary>How a microkernel reads its inputs.</summary>
internal enum InputMode
{
    /// <summary>One channel of one pixel at a time, in all lanes.</summary>
    Splat,

    /// <summary>The same for a whole kernel row: every input is loaded once for all the taps that use it.</summary>
    SplatRow,

    /// <summary>A vector of channels of one pixel at a time, of which multiply-adds take a lane; the rest of the run as splats.</summary>
    Vector,

    /// <summary>One vector of a pixel at a time, each lane for the output channels of its group (depthwise: for that of the lane).</summary>
    Lanewise,

    /// <summary>The same for a whole kernel row, as <see cref="SplatRow"/>.</summary>
    LanewiseRow,

    /// <summary>As <see cref="Splat"/>, at an end of a row: the first pixel may lack its first tap, the last pixel its last.</summary>
    SplatEdge,
}

/// <summary>A kernel row as the spec fixes it.</summary>
/// <param name="PixelStride">Floats from one pixel of a tile to the next, in the input.</param>
/// <param name="Taps">Taps a kernel row; 1 where neighbouring taps touch and are folded into the run.</param>
/// <param name="Length">Contiguous multiply-adds a tap.</param>
/// <param name="TapStride">Floats from one tap to the next, in the input.</param>
internal sealed record ConstantRun(int PixelStride, int Taps, int Length, int TapStride)
{
    /// <summary>Multiply-adds a kernel row.</summary>
    public long Steps => (long)Taps * Length;

    /// <summary>Floats from one of them to the next, in the input, where taps are folded or runs are single.</summary>
    public int StepStride => Taps == 1 ? 1 : TapStride;

    /// <summary>The constants of a spec, taps not folded: each is a run of the channels of a group.</summary>
    /// <param name="spec">The spec.</param>
    /// <param name="channels">Its input channels, of all groups.</param>
    public static ConstantRun? OfTaps(ConvSpec spec, int channels) => Of(spec, channels, spec.KernelSize.Width, channels / (spec.Groups ?? 1));

    /// <summary>The constants of a spec whose pixels are <paramref name="channels"/> floats apart; null where an offset would not fit an int.</summary>
    public static ConstantRun? Of(ConvSpec spec, int channels, int taps, long length)
    {
        long pixel = (long)spec.Strides.Width * channels;
        long tap = (long)spec.DilationRate.Width * channels;
        double farthest = ((double)pixel * TileTable.MaxPixels) + ((double)tap * spec.KernelSize.Width);
        return length <= int.MaxValue && farthest <= int.MaxValue ? new((int)pixel, taps, (int)length, (int)tap) : null;
    }
}
