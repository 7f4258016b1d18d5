using System.Runtime.InteropServices;

namespace Conv3DGen.Bench.Layers;

/// <summary>Memory that starts at a page, so that no contender is luckier with its addresses than another. Zeroed.</summary>
internal sealed unsafe class AlignedFloats : IDisposable
{
    private const int Page = 4096;

    public AlignedFloats(long count)
    {
        Count = checked((int)count);
        Pointer = (float*)NativeMemory.AlignedAlloc((nuint)count * sizeof(float), Page);
        Span.Clear();
    }

    ~AlignedFloats() => Free();

    public int Count { get; }

    public float* Pointer { get; private set; }

    public Span<float> Span => new(Pointer, Count);

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        NativeMemory.AlignedFree(Pointer);
        Pointer = null;
    }
}
