using System.Text;
using Conv3DGen.Generator.Planning;
using Conv3DGen.Generator.Tests.Emission;
using Conv3DGen.Generator.Tests.Helpers;
using Conv3DGen.Winograd;

namespace Conv3DGen.Generator.Tests.Planning;

/// <summary>What the planner decides: for all specs what must hold, for telling ones the plan itself.</summary>
[UsesVerify]
public class PlanTests
{
    private static readonly (string Why, ConvSpec Spec)[] s_telling =
    [
        ("The usual stem", new((3, 3, 3), (1, 2, 2), 1, Padding.Same) { InputChannels = 16, Filters = 32 }),
        ("Nothing but the kernel size", new(3, 1, 1, Padding.Valid)),
        ("Everything fixed: no border, no other layout", new(3, 1, 1, Padding.Valid) { InputChannels = 16, Filters = 32, Groups = 1, DataFormat = DataFormat.ChannelsLast }),
        ("Same, everything fixed: borders remain", new(3, 1, 1, Padding.Same) { InputChannels = 16, Filters = 32, Groups = 1, DataFormat = DataFormat.ChannelsLast }),
        ("Same with one tap along the row: no borders", new((3, 3, 1), 1, 1, Padding.Same) { InputChannels = 16, Filters = 32, Groups = 1, DataFormat = DataFormat.ChannelsLast }),
        ("Pointwise", new(1, 1, 1, Padding.Valid) { InputChannels = 64, Filters = 64, Groups = 1, DataFormat = DataFormat.ChannelsLast }),
        ("Pointwise with strides: rows stay apart", new(1, 2, 1, Padding.Valid) { InputChannels = 64, Filters = 64, Groups = 1, DataFormat = DataFormat.ChannelsLast }),
        ("Pointwise, channels first: planes are rows of pixels", new(1, 1, 1, Padding.Valid) { InputChannels = 64, Filters = 64, Groups = 1, DataFormat = DataFormat.ChannelsFirst }),
        ("Dilated along the row: taps do not touch", new(3, 1, (1, 1, 2), Padding.Valid) { InputChannels = 16, Filters = 32, Groups = 1, DataFormat = DataFormat.ChannelsLast }),
        ("Dilated on another axis: taps touch", new(3, 1, (2, 1, 1), Padding.Valid) { InputChannels = 16, Filters = 32, Groups = 1, DataFormat = DataFormat.ChannelsLast }),
        ("Channels first: rows that the driver gathers", new(3, 1, 1, Padding.Valid) { InputChannels = 16, Filters = 32, Groups = 1, DataFormat = DataFormat.ChannelsFirst }),
        ("Channels first, short sums: lanes are pixels on x86", new(3, 1, 1, Padding.Same) { InputChannels = 1, Filters = 32, Groups = 1, DataFormat = DataFormat.ChannelsFirst }),
        ("Channels first where outputs share no inputs: no constant row", new((2, 4, 4), (2, 4, 4), 1, Padding.Valid) { InputChannels = 16, Filters = 32, Groups = 1, DataFormat = DataFormat.ChannelsFirst }),
        ("Groups that fill vectors: taps do not touch", new(3, 1, 1, Padding.Valid) { InputChannels = 16, Filters = 32, Groups = 2, DataFormat = DataFormat.ChannelsLast }),
        ("Depthwise", new(3, 1, 1, Padding.Same) { InputChannels = 32, Filters = 32, Groups = 32, DataFormat = DataFormat.ChannelsLast }),
        ("Depthwise, pixels a multiple of 256 bytes apart: whole cache lines", new(3, 1, 1, Padding.Same) { InputChannels = 64, Filters = 64, Groups = 64, DataFormat = DataFormat.ChannelsLast }),
        ("Depthwise, rows two inputs apart: they share too little", new(3, (1, 2, 1), 1, Padding.Same) { InputChannels = 32, Filters = 32, Groups = 32, DataFormat = DataFormat.ChannelsLast }),
        ("Groups of four that share vectors", new(3, 1, 1, Padding.Same) { InputChannels = 64, Filters = 64, Groups = 16, DataFormat = DataFormat.ChannelsLast }),
        ("Groups of eight: quads of channels are a loop where a vector holds them", new(3, 1, 1, Padding.Same) { InputChannels = 64, Filters = 64, Groups = 8, DataFormat = DataFormat.ChannelsLast }),
        ("Few filters: a vector half as long", new(3, 1, 1, Padding.Valid) { InputChannels = 1, Filters = 8, Groups = 1, DataFormat = DataFormat.ChannelsLast }),
        ("Few inputs and outputs", new(3, 1, 1, Padding.Same) { InputChannels = 4, Filters = 4, Groups = 1, DataFormat = DataFormat.ChannelsLast }),
        ("Few filters, strides in the plane: each phase apart", new(3, (1, 2, 2), 1, Padding.Same) { InputChannels = 4, Filters = 4, Groups = 1, DataFormat = DataFormat.ChannelsLast }),
        ("Three vectors on AVX-512", new(3, 1, 1, Padding.Valid) { InputChannels = 8, Filters = 48, Groups = 1, DataFormat = DataFormat.ChannelsLast }),
        ("Winograd alone", new(3, 1, 1, Padding.Same) { Algorithm = Algorithm.Winograd }),
        ("Direct alone, where Auto would have both", new(3, 1, 1, Padding.Same) { Algorithm = Algorithm.Direct }),
        ("An input channel count that is no multiple of a NEON vector", new(1, 1, 1, Padding.Valid) { InputChannels = 6, Filters = 16, Groups = 1, DataFormat = DataFormat.ChannelsLast }),
    ];

    public static TheoryData<string> IsaIds => [.. Isas.All.Select(isa => isa.Id)];

    [Theory]
    [MemberData(nameof(IsaIds))]
    public void Every_spec_has_a_plan_and_always_the_same(string id)
    {
        Isa isa = Isas.All.Single(i => i.Id == id);

        Assert.All(SpecGrid.All, spec => Assert.Equal(Planner.Plan(spec, isa), Planner.Plan(spec with { }, isa)));
    }

    [Theory]
    [MemberData(nameof(IsaIds))]
    public void Every_plan_keeps_what_the_driver_and_the_emitters_rely_on(string id)
    {
        Isa isa = Isas.All.Single(i => i.Id == id);
        foreach (ConvSpec spec in SpecGrid.All)
        {
            ConvPlan plan = Planner.Plan(spec, isa);
            Assert.Equal(isa.Id, plan.Isa.Id);
            Assert.Equal((spec, spec.Algorithm == Algorithm.Winograd), (spec, plan.Blocks.Count == 0));
            Assert.Equal((spec, WinogradRules.Emitted(spec)), (spec, plan.Winograd));
            Assert.Equal(plan.Blocks.Select(b => b.Main.Tile.Vectors).OrderDescending(), plan.Blocks.Select(b => b.Main.Tile.Vectors));
            Assert.All(plan.Blocks, block => Assert.NotEmpty(block.Families));
            Assert.All(plan.Blocks.SelectMany(b => b.Families.Where(f => f != b.Edge)), AssertLengthsCoverAnyRow);
            Assert.All(plan.Blocks, block => Assert.Equal((spec, HasEdges(spec, plan, block)), (spec, block.Edge is not null)));
            Assert.True(plan.Registers <= plan.Isa.Registers && plan.MultiplyAdds <= Budget.MaxMultiplyAdds, $"{spec}: {PlanText.Of(plan)}");
        }
    }

    /// <summary>Whatever a layer leaves open that a spec leaves open, and wherever a border cuts off taps, there are tiles that take every stride.</summary>
    [Theory]
    [MemberData(nameof(IsaIds))]
    public void Constant_rows_are_planned_where_they_can_be_and_strided_tiles_where_they_are_needed(string id)
    {
        Isa isa = Isas.All.Single(i => i.Id == id);
        foreach (ConvSpec spec in SpecGrid.All)
        {
            ConvPlan plan = Planner.Plan(spec, isa);
            bool lanewise = plan.Blocks.Any(block => block.Main.IsLanewise); // the other blocks are for channels that lie apart
            bool constant = spec.InputChannels is not null && !lanewise
                && (spec.DataFormat != DataFormat.ChannelsFirst || (spec.Groups is not > 1 && RowRules.Gathers(spec.KernelSize, spec.Strides)));
            bool everyLayerFits = spec.Groups is not null && spec.DataFormat is not null && (spec.Padding == Padding.Valid || spec.KernelSize.Width == 1);
            foreach (BlockPlan block in plan.Blocks.Where(b => !b.Main.IsLanewise))
            {
                Assert.Equal((spec, constant), (spec, block.Row is not null));
                Assert.Equal((spec, !constant || !everyLayerFits), (spec, block.Strided is not null));
                Assert.Equal((spec, Taps(spec, block)), (spec, block.Row?.Run?.Taps));
            }
        }
    }

    [Theory]
    [MemberData(nameof(IsaIds))]
    public void The_largest_numbers_have_a_plan(string id)
    {
        Isa isa = Isas.All.Single(i => i.Id == id);
        var huge = new ConvSpec((1, 1, int.MaxValue), 1, 1, Padding.Same) { InputChannels = int.MaxValue, Filters = int.MaxValue, Groups = 1, DataFormat = DataFormat.ChannelsLast };

        Assert.Empty(ConvSpecRules.Check(huge));
        ConvPlan plan = Planner.Plan(huge, isa);

        Assert.All(plan.Blocks, block => Assert.Null(block.Row)); // its offsets would not fit an int
    }

    /// <summary>snapshots/plans.verified.md: a table for each telling spec.</summary>
    [Fact]
    public async Task Telling_specs_have_the_plans_of_the_snapshot()
    {
        var text = new StringBuilder("# Plans of telling specs\n");
        foreach ((string why, ConvSpec spec) in s_telling)
        {
            text.Append($"\n## {why}\n\n{spec}\n\n| ISA | lanes | plan | registers | multiply-adds | emitted bytes | microkernels |\n|---|---|---|---|---|---|---|\n");
            foreach (ConvPlan plan in Isas.All.Select(isa => Planner.Plan(spec, isa)))
            {
                text.Append($"| {plan.Isa.Name} | {plan.Isa.Lanes} | {plan.Title} | {plan.Registers} of {plan.Isa.Registers} | {plan.MultiplyAdds} | {EmittedCode.Bytes(spec, plan)} | {PlanText.Of(plan)} |\n");
            }
        }

        text.Append("\n## The Winograd code of an assembly\n\n| ISA | lanes | products: tiles x vectors | registers | multiply-adds |\n|---|---|---|---|---|\n");
        foreach (WinogradTiles tiles in Isas.All.Select(WinogradTiles.Of))
        {
            foreach (TileFamily panel in tiles.Panels)
            {
                text.Append($"| {tiles.Isa.Name} | {tiles.Isa.Lanes} | {PlanText.Of(panel)} | {Budget.Registers(panel)} of {tiles.Isa.Registers} | {Budget.MultiplyAdds(tiles.Isa, panel)} |\n");
            }
        }

        await Snapshots.Verify(text.ToString(), ".", "plans", "md");
    }

    /// <summary>Neighbouring taps that touch are one run; those of one of several groups do not.</summary>
    private static int? Taps(ConvSpec spec, BlockPlan block) => block.Row is null ? null : spec.DilationRate.Width == 1 && spec.Groups is not > 1 ? 1 : spec.KernelSize.Width;

    /// <summary>
    /// Tiles at the ends of rows need rows that are constant, lack one tap at either end, and lengths in the table. What is left of a known
    /// number of filters beside wider blocks does without.
    /// </summary>
    private static bool HasEdges(ConvSpec spec, ConvPlan plan, BlockPlan block)
        => block.Row is { } row && !(spec.Filters / (spec.Groups ?? 1) <= TileTable.MostFewFilters && !row.IsLanewise) && spec is { Padding: Padding.Same, DilationRate.Width: 1 }
            && (spec.KernelSize.Width == 3 || spec is { KernelSize.Width: 4, Strides.Width: 2 })
            && (row.HoldsRow ? row.IsLanewise || spec.Strides.Width == 1
                : !row.IsLanewise && (spec.Filters is null ? spec.Groups is not > 1 : block == plan.Blocks[0]) && TileTable.Edges(plan.Isa, row.Tile, spec).Any());

    /// <summary>1, 2, ... without a gap, then perhaps the long tile, which is at most twice as long as the last before it.</summary>
    internal static void AssertLengthsCoverAnyRow(TileFamily family)
    {
        int gapless = family.Sizes.TakeWhile((size, index) => size == index + 1).Count();
        Assert.True(gapless >= 1 && gapless >= family.Sizes.Count - 1);
        Assert.Equal(family.Tile.Pixels, family.Sizes[family.Sizes.Count - 1]);
        Assert.InRange(family.Tile.Pixels, gapless, (2 * gapless) + 1);
    }
}
