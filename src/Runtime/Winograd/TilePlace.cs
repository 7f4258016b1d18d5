namespace Conv3DGen.Winograd;

/// <summary>Where a tile is: its image, and its number on each axis in role order.</summary>
internal readonly record struct TilePlace(int Image, int First, int Row, int Column)
{
    /// <summary>The place of a tile among all tiles of a plan.</summary>
    public static TilePlace Of(WinogradPlan plan, int tile)
    {
        (tile, int column) = Math.DivRem(tile, plan.Column.Count);
        (tile, int row) = Math.DivRem(tile, plan.Row.Count);
        (int image, int first) = Math.DivRem(tile, plan.First.Count);
        return new(image, first, row, column);
    }

    /// <summary>How many tiles from here on lie side by side, at most <paramref name="most"/>.</summary>
    public int Run(WinogradPlan plan, int most) => Math.Min(Math.Min(plan.Column.RunEnd(Column) - Column, plan.TilesPerRun), most);
}
