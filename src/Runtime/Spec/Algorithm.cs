namespace Conv3DGen;

/// <summary>How a convolution is computed. All are exact in real arithmetic; they differ in speed and in rounding.</summary>
#if CONV3DGEN_GENERATOR
internal
#else
public
#endif
enum Algorithm
{
    /// <summary>
    /// The fastest one, chosen from shapes and from whether there is a spec: never from the machine, the threads or the data, so that results
    /// stay reproducible. Its error bound is that of <see cref="Winograd"/>. Kernels of two or three planes with stride 1 between them, or three to
    /// six with stride 2, that <see cref="Winograd"/> does not take, such as 3x7x7 with strides 1,2,2, may have the depth alone filtered.
    /// </summary>
    Auto,

    /// <summary>Each output is one chain of fused multiply-adds in the order kernel depth, height, width, channel.</summary>
    Direct,

    /// <summary>
    /// Winograd's minimal filtering in one to three dimensions, F(2,3), F(4,3) and F(2,5) per axis: for 3 or 5 taps, stride 1, one group. Up to 8 times
    /// fewer multiplications; the error relative to the largest output stays below 2e-5 (docs/accuracy.md).
    /// </summary>
    Winograd,
}
