using Conv3DGen.Generator.Planning;

namespace Conv3DGen.Generator.Tests.Planning;

/// <summary>The tile table stays within what registers and the JIT can take, and a plan that does not cannot be built.</summary>
public class BudgetTests
{
    private static readonly Isa[] s_widths = [.. Isas.All.SelectMany(Planner.Widths)];

    /// <summary>Instruction set, lanes, tile.</summary>
    public static TheoryData<string, int, int, int> Tiles
    {
        get
        {
            var rows = new TheoryData<string, int, int, int>();
            foreach (Isa isa in s_widths)
            {
                foreach (Tile tile in TileTable.For(isa))
                {
                    rows.Add(isa.Id, isa.Lanes, tile.Pixels, tile.Vectors);
                }
            }

            return rows;
        }
    }

    public static TheoryData<string> IsaIds => [.. Isas.All.Select(isa => isa.Id)];

    [Theory]
    [MemberData(nameof(Tiles))]
    public void A_row_of_the_tile_table_fits(string id, int lanes, int pixels, int vectors)
    {
        Isa isa = s_widths.Single(i => (i.Id, i.Lanes) == (id, lanes));
        InputMode[] modes = isa.ChannelsPerLoad > 1 ? [InputMode.Splat, InputMode.Vector] : [InputMode.Splat];
        foreach (InputMode mode in modes)
        {
            TileFamily family = Family(new(pixels, vectors), mode);

            Assert.InRange(Budget.Registers(family), 1, isa.Registers);
            Assert.InRange(Budget.MultiplyAdds(isa, family), 1, Budget.MaxMultiplyAdds);
        }
    }

    [Theory]
    [MemberData(nameof(IsaIds))]
    public void The_products_of_Winograd_fit_and_cover_any_number_of_tiles_and_filters(string id)
    {
        WinogradTiles tiles = WinogradTiles.Of(Isas.All.Single(i => i.Id == id));
        int[] vectors = [.. tiles.Panels.Select(panel => panel.Tile.Vectors)];

        Assert.Equal(vectors.Distinct().OrderDescending(), vectors);
        Assert.Equal(1, vectors[^1]);
        Assert.All(tiles.Panels, panel =>
        {
            PlanTests.AssertLengthsCoverAnyRow(panel); // a length behind a gap, other than the longest, would never run
            Assert.InRange(Budget.Registers(panel), 1, tiles.Isa.Registers);
            Assert.InRange(Budget.MultiplyAdds(tiles.Isa, panel), 1, Budget.MaxMultiplyAdds);
        });
    }

    [Fact]
    public void Every_set_of_tiles_ends_with_single_vectors_and_repeats_no_width()
        => Assert.All(s_widths, isa =>
        {
            int[] vectors = [.. TileTable.For(isa).Select(t => t.Vectors)];
            Assert.Equal(vectors.Distinct().OrderDescending(), vectors);
            Assert.Equal(1, vectors[^1]);
            Assert.Contains(TileTable.General(isa), TileTable.For(isa));
        });

    [Fact]
    public void Instruction_sets_differ_in_name_and_file()
    {
        Assert.Equal(Isas.All.Count, Isas.All.Select(isa => isa.Id).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Equal(Isas.All.Count, Isas.All.Select(isa => isa.Name).Distinct().Count());
    }

    [Fact]
    public void Too_many_registers_make_no_plan()
    {
        Isa isa = Isas.All[0];
        var tile = new Tile(isa.Registers / 2, 2);

        InvalidOperationException refused = Assert.Throws<InvalidOperationException>(() => Budget.Check(Plan(isa, tile)));

        Assert.Contains($"{tile} on {isa.Name} takes {(tile.Pixels * 2) + 3} of {isa.Registers} registers", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Too_many_multiply_adds_make_no_plan()
    {
        Isa roomy = Isas.All[0] with { Registers = 2000 };
        ConvPlan last = Plan(roomy, new(Budget.MaxMultiplyAdds / 2, 2));

        Assert.Same(last, Budget.Check(last));
        Assert.Throws<InvalidOperationException>(() => Budget.Check(Plan(roomy, new((Budget.MaxMultiplyAdds / 2) + 1, 2))));
    }

    private static ConvPlan Plan(Isa isa, Tile tile) => new(isa, new([new BlockPlan(Row: null, Family(tile, InputMode.Splat))]));

    private static TileFamily Family(Tile tile, InputMode mode) => new(tile, Planner.Sizes(tile), Run: null, mode);
}
