using Conv3DGen.Generator.Model;

namespace Conv3DGen.Generator.Planning;

/// <summary>Decides how a spec is computed on an instruction set. Pure: the same spec gives the same plan.</summary>
internal static class Planner
{
    /// <summary>Border and other rare tiles need no more pixels than this; their code would outgrow the rest.</summary>
    private const int MaxBorderPixels = 8;

    /// <summary>Plans a possible spec.</summary>
    public static ConvPlan Plan(ConvSpec spec, Isa isa)
    {
        ConstantRun? run = RunOf(spec);
        bool othersOccur = run is null || spec.Padding == Padding.Same || spec.Groups is null || spec.DataFormat is null;
        return Budget.Check(new(isa, Tiles(spec, isa).Select(tile => Block(tile, run, othersOccur)).ToEquatableArray()));
    }

    private static BlockPlan Block(Tile tile, ConstantRun? run, bool othersOccur)
    {
        Tile border = run is null ? tile : tile with { Pixels = Math.Min(tile.Pixels, MaxBorderPixels) };
        return new(run is null ? null : new(tile, run), othersOccur ? new(border, Run: null) : null);
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
        if (spec.Filters is not { } filters)
        {
            return [TileTable.General(isa), TileTable.For(isa).Single(t => t.Vectors == 1)];
        }

        int vectors = ((filters / (spec.Groups ?? 1)) + isa.Lanes - 1) / isa.Lanes;
        int general = TileTable.General(isa).Vectors;
        return
        [
            TileTable.For(isa)
                .OrderBy(t => Padded(vectors, t.Vectors))
                .ThenBy(t => Math.Abs(t.Vectors - general))
                .First(),
        ];
    }

    private static int Padded(int vectors, int width) => (vectors + width - 1) / width * width;
}
