using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Conv3DGen.Kernels;

/// <summary>
/// Asks for the cache lines of some rows of floats. What lies outside a tensor may be asked for as well: a hint reads nothing there.
/// </summary>
internal static unsafe class Prefetch
{
    /// <summary>Whether the machine takes such hints; where it does not, nobody may ask.</summary>
    public static bool IsSupported => Sse.IsSupported;

    /// <summary>Into the first cache.</summary>
    /// <param name="row">The first row.</param>
    /// <param name="rows">How many.</param>
    /// <param name="stride">From one row to the next.</param>
    /// <param name="floats">Floats of a row.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ToFirst(float* row, int rows, nint stride, nint floats) => Run(row, rows, stride, floats, first: true);

    /// <summary>Into the second cache.</summary>
    /// <param name="row">The first row.</param>
    /// <param name="rows">How many.</param>
    /// <param name="stride">From one row to the next.</param>
    /// <param name="floats">Floats of a row.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ToSecond(float* row, int rows, nint stride, nint floats) => Run(row, rows, stride, floats, first: false);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Run(float* row, int rows, nint stride, nint floats, bool first)
    {
        for (; rows > 0; rows--)
        {
            for (nint x = 0; x < floats; x += CoreCache.Line)
            {
                if (first) // a constant to the callers, and so no branch
                {
                    Sse.Prefetch0(row + x);
                }
                else
                {
                    Sse.Prefetch1(row + x);
                }
            }

            row += stride;
        }
    }
}
