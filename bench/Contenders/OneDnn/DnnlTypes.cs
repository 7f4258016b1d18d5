using System.Runtime.InteropServices;

namespace Conv3DGen.Bench.Contenders.OneDnn;

/// <summary>A dnnl_memory_desc_t, whose fields only the library reads.</summary>
internal unsafe struct MemoryDescription
{
    private const int Bytes = 696;
#pragma warning disable CS0169, IDE0051 // the library's
    private fixed long _fields[Bytes / sizeof(long)];
#pragma warning restore CS0169, IDE0051
}

/// <summary>A dnnl_convolution_desc_t, whose fields only the library reads.</summary>
internal unsafe struct ConvolutionDescription
{
    private const int Bytes = 5976;
#pragma warning disable CS0169, IDE0051 // the library's
    private fixed long _fields[Bytes / sizeof(long)];
#pragma warning restore CS0169, IDE0051
}

/// <summary>A dnnl_exec_arg_t: what a memory is to a primitive.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct Argument(int Role, nint Memory);

/// <summary>The beginning of a dnnl_version_t.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct DnnlVersion(int Major, int Minor, int Patch)
{
    public override string ToString() => $"{Major}.{Minor}.{Patch}";
}
