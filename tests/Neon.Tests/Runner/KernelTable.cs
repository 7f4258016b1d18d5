using Conv3DGen.Neon.Protocol;

namespace Conv3DGen.Neon.Runner;

/// <summary>The kernels that jobs ask for by name. The build with emitted code supplies the other half.</summary>
internal static partial class KernelTable
{
    private static readonly Dictionary<string, Func<Conv3DKernel?>> s_kernels = new()
    {
        [NeonJob.Registered] = () => null,
        [NeonJob.Fallback] = () => Conv3DKernel.Fallback,
    };

    static KernelTable() => AddEmitted(s_kernels);

    /// <summary>Code that no kernel calls but that is to be compiled.</summary>
    public static nint Kept { get; set; }

    /// <summary>A kernel; null where the layer is to choose.</summary>
    public static Conv3DKernel? Find(string name) => s_kernels[name]();

    static partial void AddEmitted(Dictionary<string, Func<Conv3DKernel?>> kernels);
}
