using System.Reflection;

namespace Conv3DGen.Kernel.Tests.Compilation;

/// <summary>
/// All emitted code of the test run. Equal code is compiled once, in batches, when a test first needs it: compiling is most of the time
/// these tests take.
/// </summary>
internal static class SharedCode
{
    private const int BatchSize = 30;

    private static readonly Lock s_gate = new();
    private static readonly Dictionary<EmittedCode, (Lazy<Assembly> Batch, string Class)> s_places = [];

    /// <summary>Makes code known; nothing is compiled yet.</summary>
    /// <param name="codes">The code of kernels.</param>
    /// <param name="shared">What those of an instruction set share.</param>
    public static void Add(IEnumerable<EmittedCode> codes, ILookup<string, string> shared)
    {
        lock (s_gate)
        {
            EmittedCode[] unknown = [.. codes.Distinct().Where(code => !s_places.ContainsKey(code))];
            foreach (EmittedCode[] chunk in unknown.GroupBy(code => (code.Isa, code.NeonStandIn)).SelectMany(alike => alike.Chunk(BatchSize)))
            {
                var batch = new Lazy<Assembly>(() => KernelCompiler.Compile(chunk.Select((code, i) => code.Source(Class(i))).Concat(shared[chunk[0].Isa]), chunk[0].NeonStandIn));
                for (int i = 0; i < chunk.Length; i++)
                {
                    s_places.Add(chunk[i], (batch, Class(i)));
                }
            }
        }

        static string Class(int index) => $"Shared{index}";
    }

    /// <summary>Makes a kernel of known code for a spec that has this code.</summary>
    public static Conv3DKernel Create(EmittedCode code, ConvSpec spec)
    {
        (Lazy<Assembly> batch, string name) = Place(code);
        return KernelCompiler.Create(batch.Value, name, spec);
    }

    private static (Lazy<Assembly> Batch, string Class) Place(EmittedCode code)
    {
        lock (s_gate)
        {
            return s_places[code];
        }
    }
}
