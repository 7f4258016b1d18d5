using BenchmarkDotNet.Attributes;
using Microsoft.CodeAnalysis;

namespace Conv3DGen.Bench.Micro;

/// <summary>The source generator in an editor that is warm: all of 50 specs for three instruction sets anew, and after an edit elsewhere.</summary>
[Config(typeof(WarmConfig))]
[WarmupCount(25)] // until the JIT has optimised the compiler, which the SDK's is from the start
public class GeneratorEdits
{
    private readonly GeneratorProject _project = new();
    private GeneratorDriver _driver = GeneratorProject.NewDriver();

    [GlobalSetup(Target = nameof(UnrelatedEdit))]
    public void Open() => _driver = _driver.RunGenerators(_project.Compilation);

    [Benchmark]
    public GeneratorDriver FiftySpecs() => GeneratorProject.NewDriver().RunGenerators(_project.Compilation);

    /// <summary>The edit itself, parsed, and what it costs the generator: finding out that no spec changed.</summary>
    [Benchmark]
    public void UnrelatedEdit()
    {
        _project.Edit();
        _driver = _driver.RunGenerators(_project.Compilation);
    }
}
