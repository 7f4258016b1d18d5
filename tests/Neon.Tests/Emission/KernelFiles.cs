using System.Text.RegularExpressions;

namespace Conv3DGen.Neon.Tests.Emission;

/// <summary>What the arm64 program is compiled from: the user's source and everything emitted for it, made small.</summary>
/// <remarks>
/// Two things are left out, which together are nine tenths of the text. x86 kernels, which an arm64 compiler drops anyway, become
/// stubs, and x86 Winograd code, which only those name, goes. And where the microkernels of two specs are the same text, the second spec uses those of the first.
/// </remarks>
internal static partial class KernelFiles
{
    /// <summary>Files by name.</summary>
    /// <param name="named">Specs whose kernels jobs ask for by name.</param>
    /// <param name="registered">Specs of assembly attributes.</param>
    public static SortedDictionary<string, string> Create(IReadOnlyList<ConvSpec> named, IReadOnlyList<ConvSpec> registered)
    {
        IReadOnlyList<ConvSpec> properties = [.. named, Mutants.Spec];
        string source = SpecSource.Of(properties, registered);
        SortedDictionary<string, string> emitted = GeneratorRun.Emit(source);
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["Specs.cs"] = source };
        var table = new List<(string Name, string Create)>();
        var shared = new SharedMicrokernels();
        foreach ((string name, string text) in emitted)
        {
            if (!IsX86Only(text))
            {
                files.Add(name, shared.Replace(text));
            }
            else if (text.Contains("Conv3DKernel Create()", StringComparison.Ordinal))
            {
                files.Add(name, Stub(text));
            }
        }

        for (int i = 0; i < properties.Count; i++)
        {
            table.Add((SpecSource.Name(i), $"{SpecSource.Class}.{SpecSource.Name(i)}"));
        }

        foreach (Mutant mutant in Mutants.Of(NeonText(emitted, SpecSource.Name(named.Count))))
        {
            files.Add(mutant.Name + ".cs", mutant.Text);
            table.Add((mutant.Name, mutant.Create));
        }

        files.Add(OversizedTile.Name + ".cs", OversizedTile.Text);
        files.Add("KernelTable.cs", Table(table));
        return files;
    }

    private static string NeonText(SortedDictionary<string, string> emitted, string property)
        => emitted.Single(f => f.Key.Contains($".{property}.", StringComparison.Ordinal) && f.Value.Contains("AdvSimd.LoadVector128", StringComparison.Ordinal)).Value;

    private static bool IsX86Only(string text)
        => text.Contains("using global::System.Runtime.Intrinsics.X86;", StringComparison.Ordinal) && !text.Contains("using global::System.Runtime.Intrinsics.Arm;", StringComparison.Ordinal);

    private static string Stub(string text) => $$"""
        namespace Conv3DGen.Generated;

        internal static class {{ClassName().Match(text).Groups[1].Value}}
        {
            internal static Conv3DKernel Create() => throw new System.PlatformNotSupportedException();
        }

        """;

    private static string Table(List<(string Name, string Create)> kernels) => $$"""
        using Conv3DGen;
        using System;
        using System.Collections.Generic;

        namespace Conv3DGen.Neon.Runner;

        partial class KernelTable
        {
            static partial void AddEmitted(Dictionary<string, Func<Conv3DKernel?>> kernels)
            {
        {{string.Join('\n', kernels.Select(k => $"        kernels.Add(\"{k.Name}\", static () => {k.Create});"))}}
            }
        }

        """;

    [GeneratedRegex(@"internal static unsafe class (\w+)")]
    private static partial Regex ClassName();
}
