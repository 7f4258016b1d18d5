using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Conv3DGen.Kernels;

/// <summary>
/// Copies rows of pixels between a tensor of any layout and scratch in which the channels of a pixel lie side by side, and rows too. Copies
/// move bits; they round nothing.
/// </summary>
internal static unsafe class ChannelCopy
{
    /// <summary>Reads pixels into scratch and fills their channels up with zeros.</summary>
    /// <param name="source">First channel of the first pixel.</param>
    /// <param name="strides">The strides of the source.</param>
    /// <param name="rows">Rows of pixels.</param>
    /// <param name="pixels">Pixels of a row.</param>
    /// <param name="channels">Channels to read.</param>
    /// <param name="scratch">Pixels of <paramref name="width"/> floats.</param>
    /// <param name="width">Channels of a scratch pixel, at least <paramref name="channels"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gather(float* source, PixelStrides strides, int rows, int pixels, int channels, float* scratch, int width)
    {
        Merge(strides, ref rows, ref pixels);
        PixelStrides dense = PixelStrides.Dense(pixels, width);
        if (strides.Pixel == width && width == channels && (strides.Channel == 1 || channels == 1))
        {
            long bytes = (long)dense.Row * sizeof(float);
            for (int row = 0; row < rows; row++)
            {
                Buffer.MemoryCopy(source + (row * strides.Row), scratch + (row * dense.Row), bytes, bytes);
            }

            return;
        }

        int wholeChannels = strides.Channel != 1 && strides.Pixel == 1 ? ChannelSquares.Copy(source, strides, scratch, dense, rows, pixels, channels, streams: false) : 0;
        if (wholeChannels == width)
        {
            return;
        }

        for (int row = 0; row < rows; row++)
        {
            int first = strides.Channel == 1 ? Touching(source + (row * strides.Row), strides.Pixel, pixels, channels, scratch + (row * dense.Row), width) : 0;
            for (int x = first; x < pixels; x++)
            {
                float* from = source + (row * strides.Row) + (x * strides.Pixel);
                float* to = scratch + (row * dense.Row) + (x * dense.Pixel);
                int c = wholeChannels;
                for (; c < channels; c++)
                {
                    to[c] = from[c * strides.Channel];
                }

                for (; c < width; c++)
                {
                    to[c] = 0;
                }
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
    /// <param name="strides">The strides of the target.</param>
    /// <param name="rows">Rows of pixels.</param>
    /// <param name="pixels">Pixels of a row.</param>
    /// <param name="channels">Channels to write, at most <paramref name="width"/>.</param>
    /// <param name="streams">Whether whole cache lines are better stored past the cache; the caller sees to the fence.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scatter(float* scratch, int width, float* target, PixelStrides strides, int rows, int pixels, int channels, bool streams)
    {
        Merge(strides, ref rows, ref pixels);
        PixelStrides dense = PixelStrides.Dense(pixels, width);
        if (strides.Channel == 1)
        {
            for (int row = 0; row < rows; row++)
            {
                Runs(scratch + (row * dense.Row), width, target + (row * strides.Row), strides.Pixel, pixels, channels, streams);
            }

            return;
        }

        Rest(scratch, dense, target, strides, rows, pixels, strides.Pixel == 1 ? ChannelSquares.Copy(scratch, dense, target, strides, rows, pixels, channels, streams) : 0, channels);
    }

    /// <summary>Brings channels side by side that lie apart, or the other way round; what lies between stays as it is.</summary>
    /// <param name="source">First channel of the first pixel.</param>
    /// <param name="from">The strides of the source: channels touch, or pixels.</param>
    /// <param name="target">First of the channels of the first pixel.</param>
    /// <param name="to">The strides of the target, where the others touch.</param>
    /// <param name="rows">Rows of pixels.</param>
    /// <param name="pixels">Pixels of a row.</param>
    /// <param name="channels">Channels to copy.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transpose(float* source, PixelStrides from, float* target, PixelStrides to, int rows, int pixels, int channels)
    {
        if (to.Row == pixels * to.Pixel)
        {
            Merge(from, ref rows, ref pixels);
        }

        if (NarrowTranspose.Takes(pixels, channels) && Math.Max(from.Pixel, to.Pixel) == channels)
        {
            NarrowTranspose.Copy(source, from, target, to, rows, pixels, channels);
            return;
        }

        Rest(source, from, target, to, rows, pixels, ChannelSquares.Copy(source, from, target, to, rows, pixels, channels, streams: false), channels);
    }

    /// <summary>Copies the channels from <paramref name="first"/> on, one by one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rest(float* source, PixelStrides from, float* target, PixelStrides to, int rows, int pixels, int first, int channels)
    {
        for (int row = 0; row < rows && first < channels; row++)
        {
            for (int x = 0; x < pixels; x++)
            {
                float* read = source + (row * from.Row) + (x * from.Pixel);
                float* write = target + (row * to.Row) + (x * to.Pixel);
                for (int c = first; c < channels; c++)
                {
                    write[c * to.Channel] = read[c * from.Channel];
                }
            }
        }
    }

    /// <summary>Writes a row of pixels whose channels lie side by side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Runs(float* scratch, int width, float* target, nint pixelStride, int pixels, int channels, bool streams)
    {
        if (streams && StreamedCopy.Fits(scratch, width) && StreamedCopy.Fits(target, channels) && pixelStride % StreamedCopy.Lanes == 0 && channels == width)
        {
            StreamedCopy.Run(scratch, width, target, pixelStride, pixels);
            return;
        }

        for (int x = 0; x < pixels; x++)
        {
            int c = 0;
            for (; c <= channels - Vector256<float>.Count; c += Vector256<float>.Count)
            {
                Vector256.Load(scratch + c).Store(target + c);
            }

            if (c <= channels - Vector128<float>.Count)
            {
                Vector128.Load(scratch + c).Store(target + c);
                c += Vector128<float>.Count;
            }

            for (; c < channels; c++)
            {
                target[c] = scratch[c];
            }

            scratch += width;
            target += pixelStride;
        }
    }

    /// <summary>Rows that touch are one: fewer ends that fill no square.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Merge(PixelStrides strides, ref int rows, ref int pixels)
    {
        if (strides.Row == pixels * strides.Pixel)
        {
            pixels *= rows;
            rows = 1;
        }
    }
}
