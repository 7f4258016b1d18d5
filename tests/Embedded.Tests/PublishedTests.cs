using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using Conv3DGen.Testing;

namespace Embedded.Tests;

/// <summary>The native programs, run as on a device.</summary>
public class PublishedTests(PublishedSample sample) : IClassFixture<PublishedSample>
{
    /// <summary>Both programs together.</summary>
    private const long MaxBytes = 5_000_000;

    private static bool IsX64 => RuntimeInformation.ProcessArchitecture == Architecture.X64;

    [Fact]
    public void ItRunsTheKernelsOfThisCpu() => Check(sample.Program, Avx512F.IsSupported ? "AVX-512" : IsX64 ? "AVX2" : "NEON");

    [Fact]
    public void WithoutTheWideBuildBesideItItRunsAVX2() => Check(sample.ProgramAlone(), IsX64 ? "AVX2" : "NEON");

    [Fact]
    public void BothProgramsTogetherAreSmall()
    {
        string[] programs = IsX64 ? [sample.Program, sample.WideProgram] : [sample.Program];
        Assert.InRange(programs.Sum(p => new FileInfo(p).Length), 1, MaxBytes);
    }

    [Fact]
    public void ThereIsNothingElseToShip() => Assert.Equal(
        IsX64 ? ["Embedded", "Embedded.avx512"] : ["Embedded"],
        Directory.GetFiles(Path.GetDirectoryName(sample.Program)!).Where(f => Path.GetExtension(f) is not (".dbg" or ".pdb")).Select(f => Path.GetFileName(f)).Order());

    /// <summary>Once, and in pages that nothing can write to.</summary>
    [Fact]
    public void TheWeightsAreReadOnlyInTheProgram()
    {
        byte[] program = File.ReadAllBytes(sample.Program);
        byte[] weights = MemoryMarshal.AsBytes(Baked.Conv5Kernel).ToArray();

        int offset = program.AsSpan().IndexOf(weights);
        Assert.True(offset > 0);
        Assert.Equal(-1, program.AsSpan(offset + 1).IndexOf(weights));
        ElfSegment segment = Assert.Single(ElfSegment.Loaded(program), s => s.Holds(offset, weights.Length));
        Assert.False(segment.IsWritable);
        Assert.Contains(ElfSegment.Loaded(program), s => s.IsWritable);
    }

    private static void Check(string program, string isa)
    {
        string[] lines = ToolRun.Of(Path.GetTempPath(), program).Checked("The program").Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(4, lines.Length);
        string[] kernels = lines[0]["kernels: ".Length..].Split("), ");
        Assert.All(kernels.Index(), kernel => Assert.StartsWith($"Conv{kernel.Index} ({isa}, ", kernel.Item));
        Assert.Equal(new Encoder().Stages.Length, kernels.Length);
        Assert.StartsWith("self-test: largest error ", lines[1]);
        Assert.Matches(@"^2000 frames: p50 \d+\.\d{3} ms, p90 \d+\.\d{3} ms, p99 \d+\.\d{3} ms, max \d+\.\d{3} ms$", lines[2]);
        Assert.Equal("allocated since the start: 0 bytes", lines[3]);
    }
}
