namespace Conv3DGen.Kernels;

/// <summary>Where in the output a tile lies, which decides the microkernels that can compute it.</summary>
internal enum TileKind
{
    /// <summary>Anywhere: all strides are arguments, all pixels have the same taps.</summary>
    Strided,

    /// <summary>Inside a row of a layout that the row microkernels are made for.</summary>
    Row,

    /// <summary>At one end of such a row, or at both.</summary>
    Edge,
}
