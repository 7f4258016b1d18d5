using System.Runtime.Intrinsics.X86;
using Conv3DGen.Testing;

namespace Conv3DGen.Package.Tests;

/// <summary>A new user's program runs specialised kernels, however it is published.</summary>
[Collection(PackageCollection.Name)]
public class ConsumerTests(PackageFixture package)
{
    private const long MaxNativeBytes = 5_000_000;

    /// <summary>A third of what it has untrimmed.</summary>
    private const long MaxTrimmedCoreLibBytes = 5_000_000;

    private static string Isa => Avx512F.IsSupported ? "AVX-512" : Avx2.IsSupported ? "AVX2" : "NEON";

    [Fact]
    public void TheStepsOfTheDocsPrintSpecialisedKernels() => CheckOutput(package.StepsOutput);

    /// <summary>The compiler shows a generator only those properties that a package names.</summary>
    [Fact]
    public void TheGeneratorCanSeeTheInstructionSetsOfTheProject()
    {
        string file = Assert.Single(Directory.GetFiles(Path.Combine(package.Project, "obj", "Release", "net10.0"), "*.GeneratedMSBuildEditorConfig.editorconfig"));
        Assert.Contains("build_property.Conv3DGenIsas = ", File.ReadAllText(file), StringComparison.Ordinal);
    }

    /// <summary>What follows a semicolon or the end of a line would not reach the generator.</summary>
    [Theory]
    [InlineData("Avx2%3BAvx512")]
    [InlineData("Avx2%0AAvx512")]
    [InlineData("Avx2%3B%0D%0A    Avx512")]
    public void InstructionSetsOfAListAllReachTheGenerator(string list)
    {
        ToolRun run = ToolRun.Of(package.Project, "dotnet", "msbuild", "-getProperty:Conv3DGenIsas", $"-p:Conv3DGenIsas={list}");
        Assert.Equal("Avx2,Avx512", run.Checked("Reading the property").Output.Trim());
    }

    /// <summary>Rolled forward, since a machine that can build this repository need not have the runtime of .NET 8.</summary>
    [Fact]
    public void BuiltForNet8()
    {
        string program = package.BuildForNet8();
        var newerRuntime = new Dictionary<string, string> { ["DOTNET_ROLL_FORWARD"] = "Major" };
        CheckOutput(ToolRun.Of(Path.GetTempPath(), newerRuntime, program).Checked("The program for .NET 8").Output);
        Assert.Equal(package.Bytes("lib/net8.0/Conv3DGen.dll"), File.ReadAllBytes(Path.Combine(Path.GetDirectoryName(program)!, "Conv3DGen.dll")));
    }

    [Fact]
    public void TrimmedAndSelfContained()
    {
        string program = package.Publish("trimmed", NewUser.PublishArguments("## Trimmed"));
        CheckOutput(ToolRun.Of(Path.GetTempPath(), program).Checked("The trimmed program").Output);
        var corelib = new FileInfo(Path.Combine(Path.GetDirectoryName(program)!, "System.Private.CoreLib.dll"));
        Assert.InRange(corelib.Length, 1, MaxTrimmedCoreLibBytes);
    }

    [Fact]
    public void Native()
    {
        string[] arguments = [.. NewUser.PublishArguments("## NativeAOT").Select(a => Avx512F.IsSupported ? a : a.Replace("x86-64-v4", "x86-64-v3", StringComparison.Ordinal))];
        string program = package.Publish("native", arguments);
        CheckOutput(ToolRun.Of(Path.GetTempPath(), program).Checked("The native program").Output);
        Assert.InRange(new FileInfo(program).Length, 1, MaxNativeBytes);
        Assert.False(File.Exists(program + ".dll"));
    }

    /// <summary>With this one the program asks for AVX2 itself; a program that did not would have the generic kernel.</summary>
    [Fact]
    public void NativeThatAsksTheCpuForAvx2()
    {
        if (Avx2.IsSupported)
        {
            string program = package.Publish("asking", "-p:PublishAot=true", "-p:IlcInstructionSet=avx");
            CheckOutput(ToolRun.Of(Path.GetTempPath(), program).Checked("The native program").Output, "AVX2");
        }
    }

    private static void CheckOutput(string output) => CheckOutput(output, Isa);

    private static void CheckOutput(string output, string isa)
    {
        string[] lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Equal(2, lines.Length);
        Assert.StartsWith($"Conv3x3x3Same ({isa}, winograd ", lines[0]);
        Assert.StartsWith($"32 rows by Stem ({isa}, winograd F(4,1,1) over direct ", lines[1]);
    }
}
