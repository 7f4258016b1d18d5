using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Conv3DGen.Kernels;

/// <summary>
/// Copies a row of pixels between a tensor of any layout and scratch in which the channels of a pixel lie side by side. Copies move bits;
/// they round nothing.
/// </summary>
internal static unsafe class ChannelCopy
{
    /// <summary>Reads pixels into scratch and fills their channels up with zeros.</summary>
    /// <param name="source">First channel of the first pixel.</param>
    /// <param name="pixelStride">From one pixel to the next.</param>
    /// <param name="channelStride">From one channel to the next.</param>
    /// <param name="pixels">Pixels.</param>
    /// <param name="channels">Channels to read.</param>
    /// <param name="scratch">Pixels of <paramref name="width"/> floats.</param>
    /// <param name="width">Channels of a scratch pixel, at least <paramref name="channels"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gather(float* source, nint pixelStride, nint channelStride, int pixels, int channels, float* scratch, int width)
    {
        int wholeChannels = channelStride != 1 && pixelStride == 1 ? Squares(source, (1, channelStride), scratch, (width, 1), pixels, channels) : 0;
        if (wholeChannels == width)
        {
            return;
        }

        int first = 0;
        if (channelStride == 1)
        {
            first = Touching(source, pixelStride, pixels, channels, scratch, width);
        }

        for (int x = first; x < pixels; x++)
        {
            float* from = source + (x * pixelStride);
            float* to = scratch + ((nint)x * width);
            int c = wholeChannels;
            for (; c < channels; c++)
            {
                to[c] = from[c * channelStride];
            }

            for (; c < width; c++)
            {
                to[c] = 0;
            }
        }
    }

    /// <summary>
    /// Reads pixels whose channels touch, four at a time: a few channels too many, which lie in the pixels that follow, and zeroes them.
    /// </summary>
    /// <returns>How many pixels were copied: all but those after which too few floats are known to be there.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Touching(float* source, nint pixelStride, int pixels, int channels, float* scratch, int width)
    {
        int ragged = channels % Vector128<int>.Count;
        int whole = channels - ragged;
        if (width % Vector128<int>.Count != 0)
        {
            return 0;
        }

        Vector128<float> mask = Vector128.LessThan(Vector128.Create(0, 1, 2, 3), Vector128.Create(ragged)).AsSingle();
        nint known = ((pixels - 1) * pixelStride) + channels;
        int count = 0;
        for (; count < pixels && (count * pixelStride) + whole + Vector128<int>.Count <= known; count++)
        {
            float* from = source + (count * pixelStride);
            float* to = scratch + ((nint)count * width);
            int c = 0;
            for (; c < whole; c += Vector128<int>.Count)
            {
                Vector128.Load(from + c).Store(to + c);
            }

            if (ragged > 0)
            {
                (Vector128.Load(from + c) & mask).Store(to + c);
                c += Vector128<int>.Count;
            }

            for (; c < width; c += Vector128<int>.Count)
            {
                Vector128<float>.Zero.Store(to + c);
            }
        }

        return count;
    }

    /// <summary>Writes pixels from scratch.</summary>
    /// <param name="scratch">Pixels of <paramref name="width"/> floats.</param>
    /// <param name="width">Channels of a scratch pixel.</param>
    /// <param name="target">First channel of the first pixel.</param>
    /// <param name="pixelStride">From one pixel to the next.</param>
    /// <param name="channelStride">From one channel to the next.</param>
    /// <param name="pixels">Pixels.</param>
    /// <param name="channels">Channels to write, at most <paramref name="width"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scatter(float* scratch, int width, float* target, nint pixelStride, nint channelStride, int pixels, int channels)
    {
        int wholeChannels = channelStride != 1 && pixelStride == 1 ? Squares(scratch, (width, 1), target, (1, channelStride), pixels, channels) : 0;
        if (wholeChannels == channels)
        {
            return;
        }

        for (int x = 0; x < pixels; x++)
        {
            float* from = scratch + ((nint)x * width);
            float* to = target + (x * pixelStride);
            for (int c = wholeChannels; c < channels; c++)
            {
                to[c * channelStride] = from[c];
            }
        }
    }

    /// <summary>Transposes whole squares of channels, in the order that reads or writes each channel's pixels one after another.</summary>
    /// <param name="source">First channel of the first pixel.</param>
    /// <param name="from">Strides of the source; one of them is 1.</param>
    /// <param name="target">The same place of the target.</param>
    /// <param name="to">Strides of the target; the other one is 1.</param>
    /// <param name="pixels">Pixels.</param>
    /// <param name="channels">Channels.</param>
    /// <returns>How many channels were copied: none where a row has too few pixels for a square.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Squares(float* source, (nint Pixel, nint Channel) from, float* target, (nint Pixel, nint Channel) to, int pixels, int channels)
    {
        nint sourceRow = from.Pixel == 1 ? from.Channel : from.Pixel;
        nint targetRow = to.Pixel == 1 ? to.Channel : to.Pixel;
        int c = 0;
        if (SquareTranspose.HasLarge && pixels >= SquareTranspose.Large)
        {
            for (; c <= channels - SquareTranspose.Large; c += SquareTranspose.Large)
            {
                for (int x = 0; x < pixels; x += SquareTranspose.Large)
                {
                    int at = Math.Min(x, pixels - SquareTranspose.Large); // the last square overlaps the one before rather than leaving single pixels
                    SquareTranspose.Run8(source + (at * from.Pixel) + (c * from.Channel), sourceRow, target + (at * to.Pixel) + (c * to.Channel), targetRow);
                }
            }
        }

        if (pixels >= SquareTranspose.Small)
        {
            for (; c <= channels - SquareTranspose.Small; c += SquareTranspose.Small)
            {
                for (int x = 0; x < pixels; x += SquareTranspose.Small)
                {
                    int at = Math.Min(x, pixels - SquareTranspose.Small);
                    SquareTranspose.Run4(source + (at * from.Pixel) + (c * from.Channel), sourceRow, target + (at * to.Pixel) + (c * to.Channel), targetRow);
                }
            }
        }

        return c;
    }
}
