using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Conv3DGen.Kernels;

/// <summary>
/// Copies a row of pixels between a tensor of any layout and scratch in which the channels of a pixel lie side by side. Copies move bits;
/// they round nothing.
/// </summary>
internal static unsafe class ChannelCopy
{
    /// <summary>Pixels and channels that are transposed together.</summary>
    private const int Side = 4;

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
        int wholeChannels = channelStride == 1 || pixelStride != 1 || pixels < Side ? 0 : channels & ~(Side - 1);
        for (int c = 0; c < wholeChannels; c += Side)
        {
            for (int x = 0; x < pixels; x += Side)
            {
                int at = Math.Min(x, pixels - Side); // the last square overlaps the one before rather than leaving single pixels
                Transpose(source + (c * channelStride) + at, channelStride, scratch + ((nint)at * width) + c, width);
            }
        }

        for (int x = 0; x < pixels; x++)
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
        int wholeChannels = channelStride == 1 || pixelStride != 1 || pixels < Side ? 0 : channels & ~(Side - 1);
        for (int c = 0; c < wholeChannels; c += Side)
        {
            for (int x = 0; x < pixels; x += Side)
            {
                int at = Math.Min(x, pixels - Side); // the last square overlaps the one before rather than leaving single pixels
                Transpose(scratch + ((nint)at * width) + c, width, target + (c * channelStride) + at, channelStride);
            }
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

    /// <summary>Rows become columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose(float* source, nint sourceStride, float* target, nint targetStride)
    {
        Vector128<float> r0 = Vector128.Load(source);
        Vector128<float> r1 = Vector128.Load(source + sourceStride);
        Vector128<float> r2 = Vector128.Load(source + (2 * sourceStride));
        Vector128<float> r3 = Vector128.Load(source + (3 * sourceStride));
        Vector128<double> low01 = Low(r0, r1).AsDouble();
        Vector128<double> high01 = High(r0, r1).AsDouble();
        Vector128<double> low23 = Low(r2, r3).AsDouble();
        Vector128<double> high23 = High(r2, r3).AsDouble();
        Low(low01, low23).AsSingle().Store(target);
        High(low01, low23).AsSingle().Store(target + targetStride);
        Low(high01, high23).AsSingle().Store(target + (2 * targetStride));
        High(high01, high23).AsSingle().Store(target + (3 * targetStride));
    }

    /// <summary>a0 b0 a1 b1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Low(Vector128<float> a, Vector128<float> b)
        => Sse.IsSupported ? Sse.UnpackLow(a, b) : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipLow(a, b) : Vector128.Create(a[0], b[0], a[1], b[1]);

    /// <summary>a2 b2 a3 b3.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> High(Vector128<float> a, Vector128<float> b)
        => Sse.IsSupported ? Sse.UnpackHigh(a, b) : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipHigh(a, b) : Vector128.Create(a[2], b[2], a[3], b[3]);

    /// <summary>a0 b0, of pairs of floats; halves of vectors would be copied through memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> Low(Vector128<double> a, Vector128<double> b)
        => Sse2.IsSupported ? Sse2.UnpackLow(a, b) : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipLow(a, b) : Vector128.Create(a[0], b[0]);

    /// <summary>a1 b1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> High(Vector128<double> a, Vector128<double> b)
        => Sse2.IsSupported ? Sse2.UnpackHigh(a, b) : AdvSimd.Arm64.IsSupported ? AdvSimd.Arm64.ZipHigh(a, b) : Vector128.Create(a[1], b[1]);
}
