using Conv3DGen.Generator.Planning;

namespace Conv3DGen.Generator.Emission.Direct;

/// <summary>
/// How a microkernel reaches the inputs of its pixels. With a constant stride: one pointer and immediate offsets. With a stride
/// that is an argument: one pointer per four pixels and the offsets stride, 2 stride, 3 stride, which keeps the integer registers few.
/// </summary>
internal sealed class PixelAddresses(TileFamily family)
{
    private const int PixelsPerPointer = 4;

    private readonly int? _stride = family.Run?.PixelStride;
    private readonly int _pixels = family.Tile.Pixels;

    private int Pointers => _stride is null ? (_pixels + PixelsPerPointer - 1) / PixelsPerPointer : 1;

    /// <summary>Declares the offsets that the pixels need.</summary>
    public void Declare(CodeWriter code)
    {
        if (_stride is null)
        {
            code.Line("nint channel = t->InputChannelStride;");
            for (int k = 1; k < Math.Min(_pixels, PixelsPerPointer); k++)
            {
                code.Line($"nint pixel{k} = t->InputPixelStride{(k == 1 ? "" : $" * {k}")};");
            }
        }
    }

    /// <summary>Sets the pointers to the first channel of a tap.</summary>
    public void Begin(CodeWriter code, string start)
    {
        for (int p = 0; p < Pointers; p++)
        {
            code.Line($"float* p{p} = {(p == 0 ? start : $"p{p - 1} + (t->InputPixelStride * {PixelsPerPointer})")};");
        }
    }

    /// <summary>The address of a pixel's current input.</summary>
    public string Of(int pixel)
    {
        if (_stride is { } stride)
        {
            return pixel == 0 ? "p0" : $"p0 + {pixel * stride}";
        }

        int offset = pixel % PixelsPerPointer;
        return $"p{pixel / PixelsPerPointer}" + (offset == 0 ? "" : $" + pixel{offset}");
    }

    /// <summary>Moves on by <paramref name="channels"/> inputs of the run.</summary>
    public void Advance(CodeWriter code, int channels)
    {
        string by = _stride is not null || channels > 1 ? channels.ToString() : "channel";
        code.Line(string.Join(" ", Enumerable.Range(0, Pointers).Select(p => $"p{p} += {by};")));
    }
}
