using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Conv3DGen.Winograd;

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
        Vector128<float> low01 = Low(r0, r1);
        Vector128<float> high01 = High(r0, r1);
        Vector128<float> low23 = Low(r2, r3);
        Vector128<float> high23 = High(r2, r3);
        Vector128.Create(low01.GetLower(), low23.GetLower()).Store(target);
        Vector128.Create(low01.GetUpper(), low23.GetUpper()).Store(target + targetStride);
        Vector128.Create(high01.GetLower(), high23.GetLower()).Store(target + (2 * targetStride));
        Vector128.Create(high01.GetUpper(), high23.GetUpper()).Store(target + (3 * targetStride));
    }

    /// <summary>a0 b0 a1 b1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Low(Vector128<float> a, Vector128<float> b)
    {
        if (System.Runtime.Intrinsics.X86.Sse.IsSupported)
        {
            return System.Runtime.Intrinsics.X86.Sse.UnpackLow(a, b);
        }

        if (System.Runtime.Intrinsics.Arm.AdvSimd.Arm64.IsSupported)
        {
            return System.Runtime.Intrinsics.Arm.AdvSimd.Arm64.ZipLow(a, b);
        }

        return Vector128.Create(a[0], b[0], a[1], b[1]);
    }

    /// <summary>a2 b2 a3 b3.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> High(Vector128<float> a, Vector128<float> b)
    {
        if (System.Runtime.Intrinsics.X86.Sse.IsSupported)
        {
            return System.Runtime.Intrinsics.X86.Sse.UnpackHigh(a, b);
        }

        if (System.Runtime.Intrinsics.Arm.AdvSimd.Arm64.IsSupported)
        {
            return System.Runtime.Intrinsics.Arm.AdvSimd.Arm64.ZipHigh(a, b);
        }

        return Vector128.Create(a[2], b[2], a[3], b[3]);
    }
}
