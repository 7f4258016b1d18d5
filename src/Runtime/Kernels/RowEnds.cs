using System.Runtime.CompilerServices;

namespace Conv3DGen.Kernels;

/// <summary>The pixels of an output row that lack one tap, which edge tiles leave out: at most the first and the last.</summary>
/// <param name="Left">1 where the first pixel lacks its first tap, else 0.</param>
/// <param name="Right">1 where the last pixel lacks its last tap, else 0.</param>
internal readonly record struct RowEnds(int Left, int Right)
{
    /// <summary>Pixels that lack a tap; 0 where others than the ends lack taps, or an end more than one.</summary>
    public int Count => Left + Right;

    /// <summary>Looks at a row. With strides it may lack taps at one end alone.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static RowEnds Of(ConvAxis width)
    {
        int left = width.Taps(0) == new TapRange(1, width.Kernel - 1) ? 1 : 0;
        int right = width.Taps(width.Output - 1) == new TapRange(0, width.Kernel - 1) ? 1 : 0;
        return width.Dilation == 1 && width.InteriorBegin == left && width.InteriorEnd == width.Output - right ? new(left, right) : default;
    }
}
