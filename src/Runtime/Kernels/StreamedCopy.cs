using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Conv3DGen.Kernels;

/// <summary>
/// Copies tiles to memory past the cache: an output that outlives the cache is then not read before it is overwritten. Only with stores of
/// whole cache lines, as AVX-512 has them; narrower ones are slower than plain stores.
/// </summary>
internal static unsafe class StreamedCopy
{
    /// <summary>Floats of a store, and the alignment of its target.</summary>
    public const int Lanes = 16;

    /// <summary>Whether this machine has such stores.</summary>
    public static bool IsSupported => Avx512F.IsSupported;

    /// <summary>Whether a tile can be copied to <paramref name="target"/>.</summary>
    public static bool Fits(float* target, int width) => (nint)target % (Lanes * sizeof(float)) == 0 && width % Lanes == 0;

    /// <summary>Copies pixels of <paramref name="width"/> floats.</summary>
    /// <param name="scratch">The pixels, side by side, aligned.</param>
    /// <param name="width">Floats of a pixel, a multiple of <see cref="Lanes"/>.</param>
    /// <param name="target">The first pixel, aligned.</param>
    /// <param name="pixelStride">From one pixel to the next in the target, a multiple of <see cref="Lanes"/>.</param>
    /// <param name="pixels">Pixels.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(float* scratch, int width, float* target, nint pixelStride, int pixels)
    {
        for (int pixel = 0; pixel < pixels; pixel++)
        {
            for (int c = 0; c < width; c += Lanes)
            {
                Vector512.LoadAligned(scratch + c).StoreAlignedNonTemporal(target + c);
            }

            scratch += width;
            target += pixelStride;
        }
    }

    /// <summary>Other threads may read the output once the call is over.</summary>
    public static void Fence()
    {
        if (Sse.IsSupported)
        {
            Sse.StoreFence();
        }
    }
}
