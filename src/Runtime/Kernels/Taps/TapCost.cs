namespace Conv3DGen.Kernels;

/// <summary>
/// Weighs tiles along rows against tap by tap, both of which give the same bits: what a pixel of a block takes for an input channel of a tap,
/// in steps of one pixel. Measured on AVX-512 (full width, caches of 48 KB and 2 MB), channels last, 64 to 512 channels, rows of 4 to 16.
/// </summary>
internal static class TapCost
{
    /// <summary>What a tile takes more than its pixels: for the weights, which it uses once.</summary>
    private const double Tile = 1.2;

    /// <summary>What a pixel takes beside the tiles of its row, whose columns have tiles of their own; and the same for every tap of a row.</summary>
    private const double Column = 0.75, ColumnTap = 0.25;

    /// <summary>Tap by tap: loads and stores of a sum, over a run of input channels; and bringing an input together, over all filters.</summary>
    private const double Sum = 6, Input = 12;

    /// <summary>Fetching the weights of a step where they do not stay in a core's own cache.</summary>
    private const double Fetch = 6;

    private const long CachedFloats = 1 << 18;

    /// <summary>A run that is longer than this is cut, and its sums come and go again.</summary>
    private const int MostChannels = 128;

    /// <summary>The sums and inputs of a larger plane would not stay in a core's own cache.</summary>
    private const int LargestPlane = 512;

    /// <summary>Tap by tap must win by this factor.</summary>
    private const double Margin = 1.03;

    /// <summary>Whether a convolution of one group is to run tap by tap.</summary>
    /// <param name="geometry">All sizes; some output.</param>
    /// <param name="weights">The weights, packed for tiles along rows.</param>
    public static bool IsWorthIt(ConvGeometry geometry, PackedWeights weights)
    {
        long plane = (long)geometry.Output.Height * geometry.Output.Width;
        bool isRow = geometry.Loops.Width != geometry.Width; // a plane without taps or strides
        if (geometry.InputChannels < TapRules.LeastInputChannels || geometry.Filters < TapRules.LeastFilters || plane > LargestPlane || isRow)
        {
            return false;
        }

        double fetch = (long)weights.Steps * weights.PaddedFilters > CachedFloats ? Fetch : 0;
        double longest = weights.Blocks[0].Tiles.Longest;
        double taps = 1 + (Tile / longest) + (Sum / Math.Min(geometry.InputChannels, MostChannels)) + (Input / geometry.Filters) + (fetch / ((double)plane * TapPlan.PlanesAtOnce(geometry)));
        bool fetchedAgain = (long)weights.Steps * weights.Blocks[0].Width > CachedFloats; // of a single block, for every row
        return taps * Margin < AlongRows(geometry.Width, weights.Blocks[0].Tiles) + (fetch / (fetchedAgain ? geometry.Output.Width : plane));
    }

    /// <summary>What a pixel of a row takes, on average.</summary>
    private static double AlongRows(ConvAxis width, TileSet tiles)
    {
        var row = new RowTiles(tiles, TileKind.Row, width, RowEnds.Of(width));
        double steps = (width.Output - (row.End - row.Begin)) * (Column + (width.Kernel * ColumnTap));
        for (int i = 0; i < row.Count; i++)
        {
            steps += row[i].Count * (row[i].Pixels + Tile);
        }

        return steps / width.Output;
    }
}
