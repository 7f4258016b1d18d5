namespace Conv3DGen.Testing.Reference;

/// <summary>The shape and padding rule of one spatial axis, written from the golden format's text and not from the library.</summary>
/// <param name="Input">Input size.</param>
/// <param name="Kernel">Taps.</param>
/// <param name="Stride">Step between outputs.</param>
/// <param name="Dilation">Step between taps.</param>
/// <param name="Same">SAME rather than VALID.</param>
public readonly record struct ReferenceAxis(int Input, int Kernel, int Stride, int Dilation, bool Same)
{
    /// <summary>SAME: ceil(in / s). VALID: (in - ((k - 1) * d + 1)) / s + 1, or 0 where the kernel does not fit.</summary>
    public int Output
    {
        get
        {
            int effective = ((Kernel - 1) * Dilation) + 1;
            if (Same)
            {
                return (Input / Stride) + (Input % Stride == 0 ? 0 : 1);
            }

            return effective > Input ? 0 : ((Input - effective) / Stride) + 1;
        }
    }

    public int PadBefore => TotalPadding / 2;

    public int PadAfter => TotalPadding - PadBefore;

    private int TotalPadding => Same ? Math.Max(((Output - 1) * Stride) + ((Kernel - 1) * Dilation) + 1 - Input, 0) : 0;

    /// <summary>The input position of a tap; outside [0, Input) in the padding.</summary>
    public int Position(int output, int tap) => (output * Stride) - PadBefore + (tap * Dilation);

    /// <summary>Whether a tap of an output reads the input rather than padding.</summary>
    public bool Reads(int output, int tap) => Position(output, tap) is int p && p >= 0 && p < Input;
}
