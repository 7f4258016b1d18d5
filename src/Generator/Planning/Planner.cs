using Conv3DGen.Generator.Model;

namespace Conv3DGen.Generator.Planning;

/// <summary>Decides how a spec is computed on an instruction set. Pure: the same spec gives the same plan.</summary>
internal static class Planner
{
    /// <summary>Where a row family does the work, the tiles for borders need no more pixels than this.</summary>
    private const int MaxBorderPixels = 4;

    /// <summary>From this length on, tiles between half and full length are not worth their code: two halves are as fast.</summary>
    private const int LongTile = 12;

    /// <summary>Plans a possible spec.</summary>
    public static ConvPlan Plan(ConvSpec spec, Isa instructionSet)
    {
        Isa isa = instructionSet.Narrow is { } narrow && FiltersPerGroup(spec) <= narrow.Lanes ? narrow : instructionSet;
        ConstantRun? run = RunOf(spec);
        bool borders = spec.Padding == Padding.Same && spec.KernelSize.Width > 1;
        bool othersOccur = borders || spec.Groups is null || spec.DataFormat is null;
        return Budget.Check(new(isa, Tiles(spec, isa).Select(tile => Block(isa, tile, run, othersOccur)).ToEquatableArray()));
    }

    private static BlockPlan Block(Isa isa, Tile tile, ConstantRun? run, bool othersOccur)
    {
        bool lanes = isa.ChannelsPerLoad > 1;
        if (run is null)
        {
            return new(Row: null, Strided: new(tile, Sizes(tile), Run: null, lanes));
        }

        Tile border = tile with { Pixels = Math.Min(tile.Pixels, MaxBorderPixels) };
        return new(
            new(tile, Sizes(tile), run, lanes && run.Length >= isa.ChannelsPerLoad),
            othersOccur ? new(border, Sizes(border), Run: null, VectorLoads: false) : null);
    }

    private static EquatableArray<int> Sizes(Tile tile)
    {
        int gapless = tile.Pixels >= LongTile ? tile.Pixels / 2 : tile.Pixels;
        return Enumerable.Range(1, gapless).Append(tile.Pixels).Distinct().ToEquatableArray();
    }

    /// <summary>The run is constant where the pixels of a row are: channels last, one group, channels given.</summary>
    private static ConstantRun? RunOf(ConvSpec spec)
    {
        if (spec.InputChannels is not { } channels || spec.Groups is > 1 || spec.DataFormat == DataFormat.ChannelsFirst)
        {
            return null;
        }

        long folded = (long)spec.KernelSize.Width * channels;
        long stride = (long)spec.Strides.Width * channels;
        if (folded > int.MaxValue || stride * TileTable.MaxPixels > int.MaxValue)
        {
            return null;
        }

        return spec.DilationRate.Width == 1
            ? new((int)stride, Taps: 1, (int)folded)
            : new((int)stride, spec.KernelSize.Width, channels);
    }

    /// <summary>Block widths: one that the filters divide into with the least waste, or the general one and single vectors.</summary>
    private static IEnumerable<Tile> Tiles(ConvSpec spec, Isa isa)
    {
        if (FiltersPerGroup(spec) is not { } filters)
        {
            return [TileTable.General(isa), TileTable.For(isa).Single(t => t.Vectors == 1)];
        }

        int vectors = (filters + isa.Lanes - 1) / isa.Lanes;
        int general = TileTable.General(isa).Vectors;
        return
        [
            TileTable.For(isa)
                .OrderBy(t => Padded(vectors, t.Vectors))
                .ThenBy(t => Math.Abs(t.Vectors - general))
                .First(),
        ];
    }

    /// <summary>Where the spec gives filters but not the groups, it is taken to mean one group; other groups then run on padded blocks.</summary>
    private static int? FiltersPerGroup(ConvSpec spec) => spec.Filters / (spec.Groups ?? 1);

    private static int Padded(int vectors, int width) => (vectors + width - 1) / width * width;
}
