namespace Conv3DGen.Kernels;

/// <summary>Where the pixels of a plane are, in floats.</summary>
/// <param name="Row">From one row to the next.</param>
/// <param name="Pixel">From one pixel of a row to the next.</param>
/// <param name="Channel">From one channel of a pixel to the next.</param>
internal readonly record struct PixelStrides(nint Row, nint Pixel, nint Channel)
{
    /// <summary>Rows of pixels without a gap, channels side by side.</summary>
    public static PixelStrides Dense(int pixels, int width) => new((nint)pixels * width, width, 1);
}
