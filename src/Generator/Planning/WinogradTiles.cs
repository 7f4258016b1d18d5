using Conv3DGen.Generator.Model;

namespace Conv3DGen.Generator.Planning;

/// <summary>How Winograd convolution is spelled on an instruction set. It depends on no spec: the code is emitted once an assembly.</summary>
/// <param name="Isa">The instruction set.</param>
/// <param name="Panels">Microkernels of the matrix products per panel width, widest first, the last one vector wide.</param>
/// <param name="OutputColumnsAtOnce">Columns of an output plane whose values fit the registers together.</param>
/// <param name="Row">The microkernel of rows: tiles x vectors of filters.</param>
internal sealed record WinogradTiles(Isa Isa, EquatableArray<TileFamily> Panels, int OutputColumnsAtOnce, Tile Row)
{
    /// <summary>Rows of frequencies x columns, and what their transforms need besides.</summary>
    private const int WholeOutputPlane = (6 * 4) + 8;

    /// <summary>The frequencies of four tiles of a row, and what the output transform of a tile needs besides.</summary>
    private const int WholeRow = (6 * 4) + 6;

    /// <summary>
    /// Whether registers hold all frequencies of a row's tiles. Where they do not, one frequency is summed at a time, of two vectors of filters,
    /// which takes half as many loads a multiply-add as all frequencies of two tiles would.
    /// </summary>
    public bool HoldsRow => Isa.Registers >= WholeRow;

    /// <summary>The plan of an instruction set.</summary>
    public static WinogradTiles Of(Isa isa)
    {
        InputMode inputs = isa.ChannelsPerLoad > 1 ? InputMode.Vector : InputMode.Splat;
        return new(
            isa,
            TileTable.GeneralAndSingle(isa).Select(tile => new TileFamily(tile, Planner.SizesWithUsualRow(tile), Run: null, inputs)).ToEquatableArray(),
            isa.Registers >= WholeOutputPlane ? 4 : 2,
            isa.Registers >= WholeRow ? new(4, 1) : new(4, 2));
    }
}
