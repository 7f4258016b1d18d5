using System.Runtime.InteropServices;

namespace Conv3DGen.Bench.Contenders.OneDnn;

/// <summary>
/// What is used of oneDNN 2's C interface (dnnl.h, dnnl_types.h). Every function returns a status, 0 for success; handles are
/// opaque; sizes of tensors are always channels first, whatever the order in memory.
/// </summary>
internal static unsafe partial class Dnnl
{
    public const int Float32 = 3;            // dnnl_f32
    public const int ForwardInference = 96;  // dnnl_forward_inference
    public const int ConvolutionAuto = 3;    // dnnl_convolution_auto
    public const int Cpu = 1;                // dnnl_cpu
    public const int DefaultStream = 1;      // dnnl_stream_default_flags

    /// <summary>dnnl_format_tag_any: the library chooses.</summary>
    public const int AnyOrder = 1;

    public const int QueryImplementation = 8; // dnnl_query_impl_info_str
    public const int QuerySource = 129;       // dnnl_query_src_md
    public const int QueryWeights = 131;      // dnnl_query_weights_md
    public const int QueryTarget = 133;       // dnnl_query_dst_md

    public const int ArgumentSource = 1;      // DNNL_ARG_SRC, DNNL_ARG_FROM
    public const int ArgumentTarget = 17;     // DNNL_ARG_DST, DNNL_ARG_TO
    public const int ArgumentWeights = 33;    // DNNL_ARG_WEIGHTS
    public const int ArgumentBias = 41;       // DNNL_ARG_BIAS

    private const string Library = "libdnnl.so.2";

    /// <summary>Whether the library is installed.</summary>
    public static bool IsPresent { get; } = NativeLibrary.TryLoad(Library, out _);

    /// <summary>Throws where a function failed.</summary>
    /// <exception cref="PeerException">The status is no success.</exception>
    public static void Check(int status)
    {
        if (status != 0)
        {
            string meaning = status switch
            {
                1 => "out of memory",
                2 => "invalid arguments",
                3 => "no implementation",
                _ => "failed",
            };
            throw new PeerException($"oneDNN: {meaning} (status {status})");
        }
    }

    [LibraryImport(Library, EntryPoint = "dnnl_version")]
    public static partial DnnlVersion* Version();

    [LibraryImport(Library, EntryPoint = "dnnl_engine_create")]
    public static partial int CreateEngine(out nint engine, int kind, nuint index);

    [LibraryImport(Library, EntryPoint = "dnnl_stream_create")]
    public static partial int CreateStream(out nint stream, nint engine, uint flags);

    [LibraryImport(Library, EntryPoint = "dnnl_stream_wait")]
    public static partial int Wait(nint stream);

    [LibraryImport(Library, EntryPoint = "dnnl_memory_desc_init_by_strides")]
    public static partial int DescribeByStrides(MemoryDescription* description, int axes, long* sizes, int type, long* strides);

    [LibraryImport(Library, EntryPoint = "dnnl_memory_desc_init_by_tag")]
    public static partial int DescribeByTag(MemoryDescription* description, int axes, long* sizes, int type, int tag);

    [LibraryImport(Library, EntryPoint = "dnnl_memory_desc_get_size")]
    public static partial nuint Size(MemoryDescription* description);

    [LibraryImport(Library, EntryPoint = "dnnl_memory_create")]
    public static partial int CreateMemory(out nint memory, MemoryDescription* description, nint engine, void* data);

    [LibraryImport(Library, EntryPoint = "dnnl_memory_destroy")]
    public static partial int DestroyMemory(nint memory);

    [LibraryImport(Library, EntryPoint = "dnnl_dilated_convolution_forward_desc_init")]
    public static partial int DescribeConvolution(
        ConvolutionDescription* convolution,
        int propagation,
        int algorithm,
        MemoryDescription* source,
        MemoryDescription* weights,
        MemoryDescription* bias,
        MemoryDescription* target,
        long* strides,
        long* dilations,
        long* padBefore,
        long* padAfter);

    [LibraryImport(Library, EntryPoint = "dnnl_primitive_desc_create")]
    public static partial int CreatePlan(out nint plan, ConvolutionDescription* convolution, nint attributes, nint engine, nint hint);

    [LibraryImport(Library, EntryPoint = "dnnl_reorder_primitive_desc_create")]
    public static partial int CreateReorderPlan(
        out nint plan, MemoryDescription* source, nint sourceEngine, MemoryDescription* target, nint targetEngine, nint attributes);

    [LibraryImport(Library, EntryPoint = "dnnl_primitive_desc_query")]
    public static partial int Query(nint plan, int what, int index, void* result);

    /// <summary>Owned by the plan.</summary>
    [LibraryImport(Library, EntryPoint = "dnnl_primitive_desc_query_md")]
    public static partial MemoryDescription* QueryMemory(nint plan, int what, int index);

    [LibraryImport(Library, EntryPoint = "dnnl_primitive_desc_destroy")]
    public static partial int DestroyPlan(nint plan);

    [LibraryImport(Library, EntryPoint = "dnnl_primitive_create")]
    public static partial int CreatePrimitive(out nint primitive, nint plan);

    [LibraryImport(Library, EntryPoint = "dnnl_primitive_execute")]
    public static partial int Execute(nint primitive, nint stream, int count, Argument* arguments);

    [LibraryImport(Library, EntryPoint = "dnnl_primitive_destroy")]
    public static partial int DestroyPrimitive(nint primitive);
}
