using System.Reflection;

namespace Conv3DGen.Kernel.Tests.Compilation;

/// <summary>An assembly of emitted kernels.</summary>
/// <param name="Assembly">The assembly.</param>
internal sealed record CompiledKernels(Assembly Assembly)
{
    /// <summary>What the user's property K{index} returns: the best kernel for this machine.</summary>
    public Conv3DKernel Property(int index)
        => (Conv3DKernel)Assembly.GetType("Kernels", throwOnError: true)!.GetProperty($"K{index}")!.GetValue(null)!;

    /// <summary>The kernel of one instruction set, whatever this machine would choose.</summary>
    public Conv3DKernel Create(int index, string isa)
    {
        MethodInfo create = Assembly.GetType($"Conv3DGen.Generated.Kernels_K{index}_{isa}", throwOnError: true)!
            .GetMethod("Create", BindingFlags.Static | BindingFlags.NonPublic)!;
        return create.CreateDelegate<Func<Conv3DKernel>>()();
    }
}
