using BenchmarkDotNet.Attributes;
using Microsoft.CodeAnalysis;

namespace Conv3DGen.Bench.Micro;

/// <summary>
/// The source generator's first run in a process, each time in a new one: 50 specs for three instruction sets. The JIT compiles the generator
/// and the compiler's part in it meanwhile; the compiler that the SDK brings is compiled ahead of time.
/// </summary>
[Config(typeof(ColdConfig))]
public class GeneratorFirst
{
    private readonly GeneratorProject _project = new();

    [Benchmark]
    public GeneratorDriver FiftySpecs() => GeneratorProject.NewDriver().RunGenerators(_project.Compilation);
}
