namespace Conv3DGen.Bench.Contenders.OneDnn;

/// <summary>The CPU as oneDNN sees it. One a process, alive as long as that.</summary>
internal sealed unsafe class DnnlEngine
{
    private static readonly Lazy<DnnlEngine?> s_instance = new(() => Dnnl.IsPresent ? new() : null);

    private readonly nint _stream;

    private DnnlEngine()
    {
        Dnnl.Check(Dnnl.CreateEngine(out nint engine, Dnnl.Cpu, 0));
        Dnnl.Check(Dnnl.CreateStream(out _stream, engine, Dnnl.DefaultStream));
        Handle = engine;
    }

    /// <summary>The engine; null where the library is not installed.</summary>
    public static DnnlEngine? Instance => s_instance.Value;

    public nint Handle { get; }

    /// <summary>"2.6.3".</summary>
    public static string Version => Dnnl.Version()->ToString();

    /// <summary>Runs a primitive to its end.</summary>
    public void Execute(nint primitive, params ReadOnlySpan<Argument> arguments)
    {
        fixed (Argument* first = arguments)
        {
            Dnnl.Check(Dnnl.Execute(primitive, _stream, arguments.Length, first));
        }

        Dnnl.Check(Dnnl.Wait(_stream));
    }

    /// <summary>Copies a tensor into another order.</summary>
    public void Reorder(DnnlTensor source, DnnlTensor target)
    {
        MemoryDescription from = source.Description, to = target.Description;
        Dnnl.Check(Dnnl.CreateReorderPlan(out nint plan, &from, Handle, &to, Handle, 0));
        Dnnl.Check(Dnnl.CreatePrimitive(out nint primitive, plan));
        Execute(primitive, new(Dnnl.ArgumentSource, source.Memory), new(Dnnl.ArgumentTarget, target.Memory));
        Dnnl.Check(Dnnl.DestroyPrimitive(primitive));
        Dnnl.Check(Dnnl.DestroyPlan(plan));
    }
}
