using System.ComponentModel;

namespace Conv3DGen.Winograd;

/// <summary>
/// Everything an emitted Winograd transform needs. Filled by the library, read by generated code; strides are in floats, and a value is
/// a vector of channels.
/// </summary>
/// <remarks>
/// The axes of a tile have roles: the first axis is transformed by a pass of its own, the plane (rows and columns) by another. An input
/// goes window -> first-axis pass -> scratch [column][first-axis frequency][row] -> plane pass -> workspace, an output the other way.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public unsafe struct WinogradPass
{
    /// <summary>The first value to read.</summary>
    public float* Source;

    /// <summary>Where the first value goes.</summary>
    public float* Target;

    /// <summary>From one value of a transform to the next, in the source.</summary>
    public nint SourceStep;

    /// <summary>From one value of a transform to the next, in the target.</summary>
    public nint TargetStep;

    /// <summary>From one row to the next, in the source.</summary>
    public nint SourceRow;

    /// <summary>From one row to the next, in the target.</summary>
    public nint TargetRow;

    /// <summary>From one column to the next, in the source.</summary>
    public nint SourceColumn;

    /// <summary>From one column to the next, in the target.</summary>
    public nint TargetColumn;

    /// <summary>From one block of channels to the next, in the target; in the source they touch.</summary>
    public nint TargetBlock;

    /// <summary>From one tile to the next, in the source.</summary>
    public nint SourceTile;

    /// <summary>From one tile to the next, in the target.</summary>
    public nint TargetTile;

    /// <summary>Rows to transform.</summary>
    public nint Rows;

    /// <summary>Columns to transform.</summary>
    public nint Columns;

    /// <summary>Blocks of channels to transform.</summary>
    public nint Blocks;

    /// <summary>Tiles to transform.</summary>
    public nint Tiles;

    /// <summary>Frequencies of the first axis, for the plane passes.</summary>
    public nint Depths;

    /// <summary>Results that exist; the rest of the tile lies outside the output.</summary>
    public nint Planes;

    /// <summary>
    /// For each plane of the window two words: its addresses are (address &amp; first) | second, which is the address itself, or a vector of
    /// zeros for a plane in the padding.
    /// </summary>
    public nint* Clip;

    /// <summary>One bias per lane.</summary>
    public float* Bias;

    /// <summary>Lower clamp of the fused activation; negative infinity where it has none.</summary>
    public float Low;

    /// <summary>Upper clamp of the fused activation; positive infinity where it has none.</summary>
    public float High;
}
