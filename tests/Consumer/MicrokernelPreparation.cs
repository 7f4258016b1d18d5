using System.Reflection;
using System.Runtime.CompilerServices;

namespace Conv3DGen.Consumer;

/// <summary>Has every emitted microkernel of this program that the CPU can run compiled, so that the JIT can report on it.</summary>
internal static class MicrokernelPreparation
{
    /// <summary>Compiles the microkernels of the emitted classes whose names end in <paramref name="isa"/>.</summary>
    /// <returns>How many there are.</returns>
    public static int Prepare(string isa)
    {
        MethodInfo[] microkernels =
        [
            .. typeof(MicrokernelPreparation).Assembly.GetTypes()
                .Where(type => type.Namespace is "Conv3DGen.Generated" or "Conv3DGen.Generated.Strided" or "Conv3DGen.Generated.Taps" or "Conv3DGen.Generated.Winograd" && type.Name.EndsWith("_" + isa, StringComparison.Ordinal))
                .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.NonPublic))
                .Where(method => method.GetParameters().Length == 1),
        ];
        foreach (MethodInfo microkernel in microkernels)
        {
            RuntimeHelpers.PrepareMethod(microkernel.MethodHandle);
        }

        return microkernels.Length;
    }
}
