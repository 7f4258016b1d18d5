using Conv3DGen.Bench.Layers;

namespace Conv3DGen.Bench.Contenders.OneDnn;

/// <summary>A description and memory that it describes.</summary>
internal sealed unsafe class DnnlTensor : IDisposable
{
    private readonly AlignedFloats _data;

    /// <summary>Allocates what a description asks for.</summary>
    public DnnlTensor(DnnlEngine engine, MemoryDescription description)
    {
        Description = description;
        _data = new((long)Dnnl.Size(&description) / sizeof(float));
        Dnnl.Check(Dnnl.CreateMemory(out nint memory, &description, engine.Handle, _data.Pointer));
        Memory = memory;
    }

    public MemoryDescription Description { get; }

    public nint Memory { get; }

    /// <summary>A tensor in <paramref name="order"/> with the numbers that <paramref name="values"/> has in <paramref name="plain"/>.</summary>
    public static DnnlTensor Load(DnnlEngine engine, ReadOnlySpan<float> values, MemoryDescription plain, MemoryDescription order)
    {
        using var source = new DnnlTensor(engine, plain);
        values.CopyTo(source._data.Span);
        var target = new DnnlTensor(engine, order);
        engine.Reorder(source, target);
        return target;
    }

    /// <summary>Copies the numbers in <paramref name="plain"/> order.</summary>
    public void Store(DnnlEngine engine, MemoryDescription plain, Span<float> values)
    {
        using var target = new DnnlTensor(engine, plain);
        engine.Reorder(this, target);
        target._data.Span.CopyTo(values);
    }

    public void Dispose()
    {
        _ = Dnnl.DestroyMemory(Memory);
        _data.Dispose();
    }
}
