using Conv3DGen.Generator.Model;
using Conv3DGen.Winograd;

namespace Conv3DGen.Generator.Planning;

/// <summary>Decides how a spec is computed on an instruction set. Pure: the same spec gives the same plan.</summary>
internal static class Planner
{
    /// <summary>Where a row family does the work, the tiles for borders need no more pixels than this.</summary>
    private const int MaxBorderPixels = 4;

    /// <summary>Of a tile this large, lengths between half and whole are not worth their code: two halves are as fast.</summary>
    private const int LongPixels = 12;

    /// <summary>The same, counted in sums: half of them still hide the latency of a multiply-add.</summary>
    private const int LongSums = 20;

    /// <summary>
    /// Rows of common volumes are a multiple of this (8 pixels in one tile, not 4 + 4, read weights once: 2x2x2 s2, 64 to 64 channels, rows of
    /// 8: 89 % of peak, not 77; 4x4x4 s2, rows of 16: a fifth less time). Open filters make two widths of every tile, which is text enough.
    /// </summary>
    private const int UsualRow = 8;

    /// <summary>
    /// With this length too, whatever 14 pixels leave is one tile or two: rows of 32 pixels are 14 + 9 + 9, not 14 + 6 + 6 + 6 (32 to 32 channels:
    /// 6 % less time), of 46 14 + 14 + 9 + 9.
    /// </summary>
    private const int HalfOfRest = 9;

    /// <summary>A longer kernel row is looped over: spelled out, it would take more text than it is worth.</summary>
    public const int MaxHeldSteps = 12;

    /// <summary>Plans a possible spec.</summary>
    public static ConvPlan Plan(ConvSpec spec, Isa isa)
    {
        bool winograd = WinogradRules.Emitted(spec);
        if (spec.Algorithm == Algorithm.Winograd)
        {
            return new(isa, default, winograd);
        }

        Isa[] widths = [.. Widths(isa)];
        if (Array.Find(widths, w => LanewisePlanner.Takes(spec, w)) is { } lanewise)
        {
            BlockPlan[] others = spec.DataFormat is null ? [.. Direct(spec with { DataFormat = DataFormat.ChannelsFirst }, lanewise)] : [];
            return Budget.Check(new(lanewise, others.Prepend(LanewisePlanner.Block(spec, lanewise)).ToEquatableArray()) { Pixels = Pixels(others, lanewise) });
        }

        Isa fitting = Array.FindLast(widths, w => FiltersPerGroup(spec) <= w.Lanes) ?? isa;
        BlockPlan[] blocks = [.. Direct(spec, fitting)];
        return Budget.Check(new(fitting, blocks.ToEquatableArray(), winograd) { Pixels = Pixels(blocks, fitting), Taps = TapRules.Emitted(spec) });

        PixelTiles? Pixels(BlockPlan[] blocks, Isa packed) => blocks.Length == 0 ? null : PixelTiles.Of(spec, isa, blocks[0].Main.Tile.Vectors * packed.Lanes);
    }

    /// <summary>The tile lengths worth emitting up to a tile.</summary>
    /// <param name="tile">The longest.</param>
    /// <param name="isLong">Whether lengths between half and whole are not worth their code, however few pixels the tile has.</param>
    public static EquatableArray<int> Sizes(Tile tile, bool isLong = false)
    {
        isLong |= tile.Pixels >= LongPixels || tile.Pixels * tile.Vectors >= LongSums;
        return Lengths(tile.Pixels, isLong);
    }

    /// <summary>1, 2, ... up to a length or, where it is long, up to half of it, and then the whole.</summary>
    public static EquatableArray<int> Lengths(int longest, bool isLong)
        => Enumerable.Range(1, isLong ? longest / 2 : longest).Append(longest).Distinct().ToEquatableArray();

    /// <summary>A long length, half of it, and 1, 2, ... up to half of that.</summary>
    public static EquatableArray<int> Halves(int longest) => Lengths(longest / 2, isLong: true).Append(longest).ToEquatableArray();

    /// <summary>The same with <see cref="UsualRow"/>, where it continues those without a gap.</summary>
    public static EquatableArray<int> SizesWithUsualRow(Tile tile) => Continued(Sizes(tile), tile, UsualRow);

    /// <summary>The same with <see cref="HalfOfRest"/> as well.</summary>
    public static EquatableArray<int> RowSizes(Tile tile) => Continued(SizesWithUsualRow(tile), tile, HalfOfRest);

    /// <summary>The tile for borders beside a row family.</summary>
    public static Tile Border(Tile tile) => tile with { Pixels = Math.Min(tile.Pixels, MaxBorderPixels) };

    /// <summary>Whether a row of the output can have pixels some of whose taps lie outside the input's width.</summary>
    public static bool HasBorders(ConvSpec spec) => spec.Padding == Padding.Same && spec.KernelSize.Width > 1;

    /// <summary>Whether the first and the last pixel of a row, and no others, have a tap in the padding: one each.</summary>
    public static bool LacksOneTap(ConvSpec spec) => LacksOneTapAtMost(spec) && spec.Strides.Width == 1;

    /// <summary>The same, but with strides one of the two pixels, or both, may have all its taps: it depends on the size.</summary>
    public static bool LacksOneTapAtMost(ConvSpec spec)
        => spec is { Padding: Padding.Same, DilationRate.Width: 1 } and ({ KernelSize.Width: 3 } or { KernelSize.Width: 4, Strides.Width: 2 });

    /// <summary>An instruction set and those with shorter vectors, longest first.</summary>
    public static IEnumerable<Isa> Widths(Isa isa) => isa.Narrow is { } narrow ? Widths(narrow).Prepend(isa) : [isa];

    private static EquatableArray<int> Continued(EquatableArray<int> sizes, Tile tile, int next)
        => tile.Pixels > next && sizes.Contains(next - 1) ? sizes.Append(next).Distinct().OrderBy(size => size).ToEquatableArray() : sizes;

    private static IEnumerable<BlockPlan> Direct(ConvSpec spec, Isa isa)
    {
        ConstantRun? run = RunOf(spec);
        InputMode inputs = isa.ChannelsPerLoad > 1 && ChannelsTouch(spec) ? InputMode.Vector : InputMode.Splat;
        Tile[] tiles = [.. Tiles(spec, isa)];
        bool plain = FiltersPerGroup(spec) <= TileTable.MostFewFilters;
        foreach (Tile tile in tiles)
        {
            if (run is null)
            {
                yield return new(Row: null, Strided: new(tile, Sizes(tile), Run: null, inputs));
                continue;
            }

            bool othersOccur = HasBorders(spec) || spec.Groups is null || spec.DataFormat is null;
            Tile border = Border(tile);
            bool isRest = spec.Filters is not null && tile != tiles[0];
            EquatableArray<int> sizes = spec.Filters is null ? Sizes(tile) : RowSizes(tile);
            TileFamily row = (tiles.Length == 1 && !plain ? HeldRow(spec, isa, tile, run) : null) ?? new(tile, sizes, run, run.Length >= isa.ChannelsPerLoad ? inputs : InputMode.Splat);
            yield return new(
                row,
                othersOccur ? new(border, Sizes(border), Run: null, InputMode.Splat) : null,
                row.ServesEnds ? row : isRest || plain ? null : Edge(spec, isa, tile));
        }
    }

    /// <summary>
    /// Few channels: a tile of one vector is bound by its loads, an input for every multiply-add, unless the inputs that taps share are
    /// loaded once. Not for the ragged end of wider ones. Null where the filters are not known, taps share no input, the row's weights do not
    /// fit beside the sums, or a multiply-add can take its input from a vector.
    /// </summary>
    private static TileFamily? HeldRow(ConvSpec spec, Isa isa, Tile tile, ConstantRun run)
    {
        bool held = spec.Filters is not null && isa.ChannelsPerLoad == 1 && tile.Vectors == 1 && run.Taps == 1 && run.PixelStride < run.Length
            && run.Length <= Math.Min(MaxHeldSteps, isa.Registers - tile.Pixels - 1);
        return held ? new(tile, Sizes(tile), run, InputMode.SplatRow) { ServesEnds = LacksOneTap(spec) } : null;
    }

    /// <summary>
    /// The tiles at the ends of rows, where one pixel at either end may lack a tap. Several groups of how many filters nobody knows are not
    /// worth their text.
    /// </summary>
    private static TileFamily? Edge(ConvSpec spec, Isa isa, Tile tile)
    {
        EquatableArray<int> sizes = TileTable.Edges(isa, tile, spec).ToEquatableArray();
        return LacksOneTapAtMost(spec) && sizes.Count > 0 && !(spec.Groups > 1 && spec.Filters is null) && spec.InputChannels is { } channels
            && ConstantRun.OfTaps(spec, channels) is { } run
                ? new(tile with { Pixels = sizes.Last() }, sizes, run, InputMode.SplatEdge)
                : null;
    }

    /// <summary>Whether the channels of a pixel lie side by side where the kernel reads them: in the tensor, or because the driver gathers them.</summary>
    private static bool ChannelsTouch(ConvSpec spec) => spec.DataFormat != DataFormat.ChannelsFirst || RowRules.Gathers(spec.KernelSize, spec.Strides);

    /// <summary>
    /// The run is constant where the pixels of a row are: channels side by side and given. The taps of one of several groups do not touch;
    /// of those, gathering brings together one group alone.
    /// </summary>
    private static ConstantRun? RunOf(ConvSpec spec)
    {
        bool several = spec.Groups > 1;
        if (spec.InputChannels is not { } channels || !ChannelsTouch(spec) || (several && spec.DataFormat == DataFormat.ChannelsFirst))
        {
            return null;
        }

        return several || spec.DilationRate.Width > 1
            ? ConstantRun.OfTaps(spec, channels)
            : ConstantRun.Of(spec, channels, taps: 1, spec.KernelSize.Width * (long)channels);
    }

    /// <summary>
    /// Block widths: one that the filters divide into with the least waste, or the general one and single vectors. Where a load feeds each
    /// multiply-add of those, they are left what the general one leaves (AVX-512, 460 filters: 87 % of peak, not 63).
    /// </summary>
    private static IEnumerable<Tile> Tiles(ConvSpec spec, Isa isa)
    {
        Tile general = TileTable.General(isa);
        Tile[] generalAndSingle = TileTable.GeneralAndSingle(isa);
        if (FiltersPerGroup(spec) is not { } filters)
        {
            return generalAndSingle;
        }

        int vectors = (int)((filters + isa.Lanes - 1L) / isa.Lanes);
        if (RunOf(spec) is not null && TileTable.Preferred(isa, spec, filters) is { } preferred)
        {
            return [preferred];
        }

        Tile best = TileTable.For(isa)
            .OrderBy(t => Padded(vectors, t.Vectors))
            .ThenBy(t => Math.Abs(t.Vectors - general.Vectors))
            .First();
        return best.Vectors == 1 && vectors > general.Vectors && isa.ChannelsPerLoad == 1 ? generalAndSingle : [best];
    }

    /// <summary>Where the spec gives filters but not the groups, it is taken to mean one group; other groups then run on padded blocks.</summary>
    private static int? FiltersPerGroup(ConvSpec spec) => spec.Filters / (spec.Groups ?? 1);

    private static int Padded(int vectors, int width) => (vectors + width - 1) / width * width;
}
