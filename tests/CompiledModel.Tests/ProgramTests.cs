using System.Globalization;
using System.Runtime.Intrinsics.X86;
using System.Text.RegularExpressions;
using Conv3DGen.Testing;

namespace CompiledModel.Tests;

/// <summary>The program in a process of its own, as a user starts it.</summary>
public partial class ProgramTests
{
    private static string Isa => Avx512F.IsSupported ? "AVX-512" : Avx2.IsSupported ? "AVX2" : "NEON";

    [Fact]
    public void Every_layer_runs_on_its_own_kernel_and_agrees_with_the_golden_network() => Check(Run(), Isa);

    [Fact]
    public void The_same_program_runs_on_AVX2()
    {
        if (Avx2.IsSupported)
        {
            Check(Run(("DOTNET_EnableAVX512", "0")), "AVX2");
        }
    }

    private static string[] Run(params (string Name, string Value)[] environment)
    {
        Dictionary<string, string> variables = environment.ToDictionary(v => v.Name, v => v.Value);
        string program = Path.Combine(AppContext.BaseDirectory, "CompiledModel.dll");
        return ToolRun.Of(Path.GetTempPath(), variables, "dotnet", program).Checked("The sample").Output
            .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    private static void Check(string[] lines, string isa)
    {
        Assert.Equal(9, lines.Length);
        Assert.Equal("C3D-like encoder: 101,672 weights, [1, 8, 16, 16, 3] -> [1, 2, 2, 2, 48]", lines[0]);
        Assert.All(lines[2..7].Index(), line =>
        {
            Match row = Row().Match(line.Item);
            Assert.True(row.Success, line.Item);
            Assert.Equal($"conv{line.Index}", row.Groups["layer"].Value);
            Assert.Equal($"Conv{line.Index} ({isa}, ", row.Groups["kernel"].Value);
            Assert.True(Number(row, "ms") > 0, line.Item);
            Assert.InRange(Number(row, "error"), 0, 5e-6);
            Assert.Equal(line.Index == 4 ? 384 : 12, Number(row, "values"));
        });
        Assert.Matches(@"^golden network c3d_like: largest error [1-9]\.[0-9]e-7, [0-9.]+ % of what is allowed$", lines[^1]);
    }

    private static double Number(Match row, string group) => double.Parse(row.Groups[group].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?<layer>\w+) +(?<kernel>\w+ \([^,]+, )(direct|winograd) .+\) +(?<ms>[0-9.]+) +(?<error>[0-9.e-]+) +(?<values>[0-9]+)$")]
    private static partial Regex Row();
}
