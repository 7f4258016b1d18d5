using System.Diagnostics;
using Quickstart.Tests.Support;

namespace Quickstart.Tests.EndToEnd;

/// <summary>The built program as its user starts it: exit codes and streams are real.</summary>
public sealed class ProcessTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Runs_on_the_bundled_head_without_any_file_named()
    {
        (int code, string output, string error) = await Run("--rounds", "1", "--output", _folder["report.html"]);

        Assert.Equal((0, ""), (code, error));
        Assert.Contains("128 x 96 x 24", output);
        Assert.DoesNotContain('\u001b', output); // No terminal, no escape sequences.
        Assert.True(File.Exists(_folder["report.html"]));
    }

    [Fact]
    public async Task A_bad_file_ends_it_with_one_line_and_code_1()
    {
        string bad = _folder.Add("bad.nii.gz", [0x1f, 0x8b, 8, 0, 1, 2, 3]);

        (int code, string output, string error) = await Run("--input", bad);

        Assert.Equal((1, ""), (code, output));
        Assert.StartsWith($"error: {bad}: ", error);
        Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    private async Task<(int Code, string Output, string Error)> Run(params string[] args)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!.Contains("dotnet") ? Environment.ProcessPath : "dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _folder[""],
        };
        start.ArgumentList.Add(typeof(UserErrorException).Assembly.Location);
        foreach (string arg in args)
        {
            start.ArgumentList.Add(arg);
        }

        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }
}
