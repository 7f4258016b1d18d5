namespace Conv3DGen;

/// <summary>How the borders of the input are treated (Keras <c>padding</c>).</summary>
#if CONV3DGEN_GENERATOR
internal
#else
public
#endif
enum Padding
{
    /// <summary>No padding: out = floor((in - dilation * (kernel - 1) - 1) / stride) + 1.</summary>
    Valid = 0,

    /// <summary>
    /// Zero padding so that out = ceil(in / stride); where the total is odd, the extra zero comes after (TensorFlow's rule).
    /// </summary>
    Same = 1,
}
