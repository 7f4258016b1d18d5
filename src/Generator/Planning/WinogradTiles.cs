using Conv3DGen.Generator.Model;

namespace Conv3DGen.Generator.Planning;

/// <summary>How Winograd convolution is spelled on an instruction set. It depends on no spec: the code is emitted once an assembly.</summary>
/// <param name="Isa">The instruction set.</param>
/// <param name="Panels">Microkernels of the matrix products per panel width, widest first, the last one vector wide.</param>
/// <param name="OutputColumnsAtOnce">Columns of an output plane whose values fit the registers together.</param>
/// <param name="RowTiles">Tiles of the microkernel of rows, whose frequencies fit the registers together.</param>
internal sealed record WinogradTiles(Isa Isa, EquatableArray<TileFamily> Panels, int OutputColumnsAtOnce, int RowTiles)
{
    /// <summary>Rows of frequencies x columns, and what their transforms need besides.</summary>
    private const int WholeOutputPlane = (6 * 4) + 8;

    /// <summary>The frequencies of four tiles, weights, an input, and what the output transform of a tile needs besides.</summary>
    private const int FourRowTiles = (6 * 4) + 6;

    /// <summary>The plan of an instruction set.</summary>
    public static WinogradTiles Of(Isa isa)
    {
        InputMode inputs = isa.ChannelsPerLoad > 1 ? InputMode.Vector : InputMode.Splat;
        Tile[] tiles = [TileTable.General(isa), TileTable.For(isa).Single(t => t.Vectors == 1)];
        return new(
            isa,
            tiles.Select(tile => new TileFamily(tile, Sizes(tile), Run: null, inputs)).ToEquatableArray(),
            isa.Registers >= WholeOutputPlane ? 4 : 2,
            isa.Registers >= FourRowTiles ? 4 : 2);
    }

    /// <summary>
    /// The lengths of a direct kernel, and 8 where it continues those without a gap: 8 tiles, which many small volumes have, then read every
    /// weight once, not twice.
    /// </summary>
    private static EquatableArray<int> Sizes(Tile tile)
    {
        EquatableArray<int> sizes = Planner.Sizes(tile);
        return sizes.Contains(7) ? sizes.Append(8).Distinct().OrderBy(size => size).ToEquatableArray() : sizes;
    }
}
