using System.Diagnostics;
using System.Text.Json;
using Conv3DGen.Bench.CommandLine;
using Conv3DGen.Bench.Contenders;
using Conv3DGen.Bench.Contenders.OnnxRuntime;
using Conv3DGen.Bench.Legs;

namespace Conv3DGen.Bench.Tests.CommandLine;

/// <summary>The built program, with legs in processes of their own, as its user starts it.</summary>
public sealed class ProcessTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("conv3d-bench").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Measures_a_small_layer_on_every_instruction_set_and_writes_it_down()
    {
        string json = Path.Combine(_folder, "layers.json");
        string html = Path.Combine(_folder, "layers.html");
        string markdown = Path.Combine(_folder, "layers.md");
        string[] what = ["--layers", "k3", "--rounds", "2", "--isa", "all", "--threads", "1,2", "--algorithms", "all", "--against", "fallback,onnxruntime"];

        (int code, string output, string error) = await Run(["layers", .. what, "--json", json, "--html", html, "--markdown", markdown]);

        Assert.Equal((0, ""), (code, error));
        Assert.Contains("3x3x3, 4->4, 8x8x8", output);
        Assert.Contains("onnxruntime: not installed", output); // the environment below sees to that
        Assert.Contains("</html>", await File.ReadAllTextAsync(html));
        Assert.Contains($"<!-- end layers, {Isas.Now}, 2 threads -->", await File.ReadAllTextAsync(markdown));
        using var results = JsonDocument.Parse(await File.ReadAllTextAsync(json));
        (string?, int, string?)[] rows = [.. results.RootElement.EnumerateArray().Select(row =>
            (row.GetProperty("isa").GetString(), row.GetProperty("threads").GetInt32(), row.GetProperty("algorithm").GetString()))];
        Assert.Equal(
            from isa in Isas.Here
            from threads in (int[])[1, 2]
            from algorithm in (string[])[ContenderNames.Auto, ContenderNames.Direct] // the default
            select ((string?)isa, threads, (string?)algorithm),
            rows);
        Assert.All(results.RootElement.EnumerateArray(), row =>
        {
            Assert.InRange(row.GetProperty("ms").GetDouble(), 1e-4, 1e3);
            Assert.InRange(row.GetProperty("maxError").GetDouble(), 0, 1e-5);
            Assert.Equal(JsonValueKind.Null, row.GetProperty("ratios").GetProperty("onnxruntime").ValueKind);
        });
        Assert.All(results.RootElement.EnumerateArray().Where(row => row.GetProperty("isa").GetString() == "avx2"), row =>
            Assert.Contains("AVX2", row.GetProperty("kernel").GetString()));
    }

    private static async Task<(int Code, string Output, string Error)> Run(params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(BenchProgram).Assembly.Location, .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment[OrtLibrary.PathVariable] = "/nowhere/libonnxruntime.so";
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }
}
