namespace Conv3DGen.Kernels;

/// <summary>An extent cut into pieces whose sizes differ by at most one.</summary>
internal static class Pieces
{
    /// <summary>Where a piece begins; the extent itself for the number of pieces.</summary>
    public static int Begin(int extent, int piece, int pieces) => (int)((long)extent * piece / pieces);
}
