namespace Conv3DGen.Generator.Emission.Direct;

/// <summary>
/// How a microkernel reaches the inputs of its pixels. With a constant stride: one pointer and immediate offsets. With a stride
/// that is an argument: one pointer per four pixels and the offsets stride, 2 stride, 3 stride, which keeps the integer registers few.
/// </summary>
/// <param name="stride">Floats from one pixel to the next; null where it is an argument.</param>
/// <param name="pixels">Pixels of the tile.</param>
/// <param name="argument">The argument that holds the stride.</param>
/// <param name="name">What a pixel is called in the names of the offsets.</param>
/// <param name="touching">Whether the channels of a pixel lie side by side; otherwise their distance is an argument too.</param>
internal sealed class PixelAddresses(int? stride, int pixels, string argument = "t->InputPixelStride", string name = "pixel", bool touching = false)
{
    private const int PixelsPerPointer = 4;

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

    /// <summary>Moves on by <paramref name="channels"/> inputs of the run.</summary>
    public void Advance(CodeWriter code, int channels)
    {
        string by = stride is not null || touching || channels > 1 ? channels.ToString() : "channel";
        code.Line(string.Join(" ", Enumerable.Range(0, Pointers).Select(p => $"p{p} += {by};")));
    }
}
