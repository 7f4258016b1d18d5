using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;

namespace Conv3DGen.Bench.Micro;

/// <summary>Code that is warm, and what it allocates. Short iterations: neighbours on the machine last for seconds.</summary>
internal sealed class WarmConfig : ManualConfig
{
    public WarmConfig()
    {
        AddJob(Job.Default
            .WithToolchain(InProcessEmitToolchain.Instance) // needs no build of its own, and warm code is the same in any process
            .WithWarmupCount(4)
            .WithIterationCount(15)
            .WithIterationTime(TimeInterval.FromMilliseconds(120))
            .WithId("warm"));
        AddDiagnoser(MemoryDiagnoser.Default);
        HideColumns(Column.Job, Column.Toolchain, Column.WarmupCount, Column.IterationCount, Column.IterationTime);
    }
}

/// <summary>One call in each of several new processes.</summary>
internal sealed class ColdConfig : ManualConfig
{
    public ColdConfig()
    {
        AddJob(Job.Default
            .WithStrategy(RunStrategy.ColdStart)
            .WithLaunchCount(7)
            .WithWarmupCount(0)
            .WithIterationCount(1)
            .WithInvocationCount(1)
            .WithUnrollFactor(1)
            .WithId("cold"));
        WithBuildTimeout(TimeSpan.FromMinutes(10)); // BenchmarkDotNet builds a program, and with it everything that this one refers to
        HideColumns(Column.Job, Column.RunStrategy, Column.LaunchCount, Column.WarmupCount, Column.IterationCount, Column.InvocationCount, Column.UnrollFactor);
    }
}
