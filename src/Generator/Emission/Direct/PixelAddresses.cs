namespace Conv3DGen.Generator.Emission.Direct;

/// <summary>
/// How a microkernel reaches the inputs of its pixels. With a constant stride: one pointer and immediate offsets. With a stride
/// that is an argument: one pointer per few pixels and the offsets stride, 2 stride, ..., which keeps the integer registers few.
/// </summary>
/// <param name="stride">Floats from one pixel to the next; null where it is an argument.</param>
/// <param name="pixels">Pixels of the tile.</param>
/// <param name="argument">The argument that holds the stride.</param>
/// <param name="name">What a pixel is called in the names of the offsets.</param>
/// <param name="touching">Whether the channels of a pixel lie side by side; otherwise their distance is an argument too.</param>
internal sealed class PixelAddresses(int? stride, int pixels, string argument = "t->InputPixelStride", string name = "pixel", bool touching = false)
{
    /// <summary>
    /// Of so many pixels, one is read for each vector anew. More of them trade instructions for loads (measured on a core that starts four
    /// instructions a cycle: 14x2 takes 6 % less time with a third or half of them, 3 % less with a quarter, and more with all).
    /// </summary>
    private const int PixelsPerRepeat = 3;

    /// <summary>Pixels that are reached from one pointer, where the stride is an argument.</summary>
    public int PixelsPerPointer { get; init; } = 4;

    /// <summary>
    /// Whether some inputs of a tile of two vectors are read twice, so that each read folds into its multiply-add. The second goes through
    /// a pointer of its own: of two reads through the same one, the compiler would make one.
    /// </summary>
    public bool HasRepeats { get; init; }

    private int Pointers => stride is null ? (pixels + PixelsPerPointer - 1) / PixelsPerPointer : 1;

    /// <summary>Declares the offsets that the pixels need and, where a run has several <paramref name="channels"/>, the step along it.</summary>
    public void Declare(CodeWriter code, bool channels)
    {
        if (stride is null)
        {
            if (channels)
            {
                code.Line("nint channel = t->InputChannelStride;");
            }

            for (int k = 1; k < Math.Min(pixels, PixelsPerPointer); k++)
            {
                code.Line($"nint {name}{k} = {argument}{(k == 1 ? "" : $" * {k}")};");
            }
        }
    }

    /// <summary>Sets the pointers to the first channel of a tap.</summary>
    public void Begin(CodeWriter code, string start)
    {
        for (int p = 0; p < Pointers; p++)
        {
            code.Line($"float* p{p} = {(p == 0 ? start : $"p{p - 1} + ({argument} * {PixelsPerPointer})")};");
        }

        if (HasRepeats)
        {
            code.Comment("The same address again: an input read through both stays two loads, each inside its multiply-add.");
            code.Line($"float* q0 = {start};");
        }
    }

    /// <summary>The address of a pixel's current input.</summary>
    public string Of(int pixel)
    {
        if (stride is { } floats)
        {
            return Pointer.Plus("p0", pixel * floats);
        }

        int offset = pixel % PixelsPerPointer;
        return $"p{pixel / PixelsPerPointer}" + (offset == 0 ? "" : $" + {name}{offset}");
    }

    /// <summary>Whether the second vector reads a pixel's input anew, at <see cref="Repeat"/>.</summary>
    public bool Repeats(int pixel) => HasRepeats && pixel % PixelsPerRepeat == 1;

    /// <summary>The address of a pixel's current input, for the second vector.</summary>
    public string Repeat(int pixel) => Pointer.Plus("q0", pixel * stride!.Value);

    /// <summary>Moves on by <paramref name="channels"/> inputs of the run.</summary>
    public void Advance(CodeWriter code, int channels)
    {
        string by = stride is not null || touching || channels > 1 ? channels.ToString() : "channel";
        code.Line(string.Join(" ", Enumerable.Range(0, Pointers).Select(p => $"p{p} += {by};")) + (HasRepeats ? $" q0 += {by};" : ""));
    }
}
