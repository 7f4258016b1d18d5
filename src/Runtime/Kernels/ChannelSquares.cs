using System.Runtime.CompilerServices;

namespace Conv3DGen.Kernels;

/// <summary>Copies of pixels between channels that lie apart and channels side by side, as far as channels and pixels fill squares.</summary>
internal static unsafe class ChannelSquares
{
    /// <summary>Transposes whole squares of channels, in the order that reads or writes each channel's pixels one after another.</summary>
    /// <returns>How many channels were copied: none where a row has too few pixels for a square.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Copy(float* source, PixelStrides from, float* target, PixelStrides to, int rows, int pixels, int channels, bool streams)
    {
        int c = 0;
        if (LineTranspose.IsSupported)
        {
            bool aligned = streams && StreamedCopy.Fits(target, pixels) && to.Channel % StreamedCopy.Lanes == 0 && (rows == 1 || to.Row % StreamedCopy.Lanes == 0);
            c = aligned ? Streamed(source, from, target, to, rows, pixels, channels) : OfSide(LineTranspose.Side, c, source, from, target, to, rows, pixels, channels);
        }

        c = SquareTranspose.HasLarge ? OfSide(SquareTranspose.Large, c, source, from, target, to, rows, pixels, channels) : c;
        c = OfSide(SquareTranspose.Small, c, source, from, target, to, rows, pixels, channels);
        bool overlaps = c < channels && Math.Min(channels, pixels) >= SquareTranspose.Small; // the channels left over, and some before them once more
        return overlaps ? OfSide(SquareTranspose.Small, channels - SquareTranspose.Small, source, from, target, to, rows, pixels, channels) : c;
    }

    /// <summary>Stores channels of a scatter past the cache, four at a time: a few long runs of cache lines.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Streamed(float* source, PixelStrides from, float* target, PixelStrides to, int rows, int pixels, int channels)
    {
        int c = 0;
        for (; c <= channels - SquareTranspose.Small; c += SquareTranspose.Small)
        {
            for (int row = 0; row < rows; row++)
            {
                float* read = source + (row * from.Row) + c;
                float* write = target + (row * to.Row) + (c * to.Channel);
                for (int x = 0; x < pixels; x += LineTranspose.Side)
                {
                    LineTranspose.Stream(read + (x * from.Pixel), from.Pixel, write + x, to.Channel);
                }
            }
        }

        return c;
    }

    /// <summary>The channels from <paramref name="c"/> on that fill squares of one size.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int OfSide(int side, int c, float* source, PixelStrides from, float* target, PixelStrides to, int rows, int pixels, int channels)
    {
        nint sourceRow = from.Pixel == 1 ? from.Channel : from.Pixel;
        nint targetRow = to.Pixel == 1 ? to.Channel : to.Pixel;
        if (pixels < side)
        {
            return c;
        }

        for (; c <= channels - side; c += side)
        {
            for (int row = 0; row < rows; row++)
            {
                float* read = source + (row * from.Row) + (c * from.Channel);
                float* write = target + (row * to.Row) + (c * to.Channel);
                for (int x = 0; x < pixels; x += side)
                {
                    int at = Math.Min(x, pixels - side); // the last square overlaps the one before rather than leaving single pixels
                    float* readAt = read + (at * from.Pixel);
                    float* writeAt = write + (at * to.Pixel);
                    switch (side)
                    {
                        case LineTranspose.Side: LineTranspose.Run(readAt, sourceRow, writeAt, targetRow); break;
                        case SquareTranspose.Large: SquareTranspose.Run8(readAt, sourceRow, writeAt, targetRow); break;
                        default: SquareTranspose.Run4(readAt, sourceRow, writeAt, targetRow); break;
                    }
                }
            }
        }

        return c;
    }
}
