using System.Reflection;
using Xunit.Sdk;

namespace Conv3DGen.Kernel.Tests.Compilation;

/// <summary>The AVX2 kernels of some specs, to be broken on purpose in the emitted text; no other instruction set's code is compiled.</summary>
internal sealed class Mutants(params ConvSpec[] specs)
{
    private const string Isa = "Avx2";

    private readonly Lazy<(EmittedCode[] Kernels, string[] Shared)> _code = new(() =>
    {
        (IReadOnlyList<(int Spec, string Isa, string Text)> kernels, ILookup<string, string> shared) = KernelCompiler.Emitted(specs);
        return ([.. kernels.Where(k => k.Isa == Isa).OrderBy(k => k.Spec).Select(k => EmittedCode.Of(Isa, neonStandIn: false, k.Text))], [.. shared[Isa]]);
    });

    /// <summary>Whether the code that is changed here can run.</summary>
    public static bool Run => Implementation.All.Single(i => i.Isa == Isa).Runs;

    /// <summary>Asserts that a check passes with the code as it is, or fails with a text replaced wherever it is found.</summary>
    /// <param name="shared">Whether it is looked for in what the kernels of an assembly share, or in those of the specs.</param>
    /// <param name="from">The text to replace; empty leaves the code as it is.</param>
    /// <param name="to">What replaces it.</param>
    /// <param name="check">The check, given the kernels of the specs.</param>
    public void AssertCaught(bool shared, string from, string to, Action<IReadOnlyList<Conv3DKernel>> check)
    {
        string[] kernels = [.. _code.Value.Kernels.Select((code, i) => code.Source(Class(i)))];
        string[] common = _code.Value.Shared;
        if (from.Length > 0)
        {
            ref string[] changed = ref shared ? ref common : ref kernels;
            Assert.True(changed.Any(text => text.Contains(from, StringComparison.Ordinal)), $"No emitted text contains \"{from}\".");
            changed = Array.ConvertAll(changed, text => text.Replace(from, to, StringComparison.Ordinal));
        }

        Assembly assembly = KernelCompiler.Compile([.. kernels, .. common], neonStandIn: false);
        Conv3DKernel[] made = [.. specs.Select((spec, i) => KernelCompiler.Create(assembly, Class(i), spec))];
        if (from.Length == 0)
        {
            check(made);
        }
        else
        {
            Assert.ThrowsAny<XunitException>(() => check(made));
        }
    }

    private static string Class(int index) => $"Mutant{index}";
}
