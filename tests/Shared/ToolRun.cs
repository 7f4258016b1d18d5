using System.Diagnostics;

namespace Conv3DGen.Testing;

/// <summary>A finished program.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it wrote to standard output.</param>
/// <param name="Errors">What it wrote to standard error.</param>
public sealed record ToolRun(int ExitCode, string Output, string Errors)
{
    /// <summary>Far more than anything here takes; a program that hangs must not hang the tests.</summary>
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(20);

    /// <summary>Runs a program to its end, however it ends.</summary>
    /// <exception cref="TimeoutException">It did not end.</exception>
    public static ToolRun Of(string folder, string program, params IEnumerable<string> arguments)
        => Of(folder, new Dictionary<string, string>(), program, arguments);

    /// <summary>The same with further environment variables.</summary>
    /// <exception cref="TimeoutException">It did not end.</exception>
    public static ToolRun Of(string folder, IReadOnlyDictionary<string, string> environment, string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // The test host's own build variables would lead a build inside it astray.
        foreach (string variable in start.Environment.Keys.Where(k => k.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(variable);
        }

        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(s_limit))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} ran for more than {s_limit}.");
        }

        return new(process.ExitCode, output.Result, errors.Result);
    }

    /// <summary>The same run, which must have succeeded.</summary>
    public ToolRun Checked(string what) => ExitCode == 0
        ? this
        : throw new InvalidOperationException($"{what} failed with exit code {ExitCode}:\n{Head(Errors)}\n{Head(Output)}");

    /// <summary>The first lines, where the cause stands.</summary>
    private static string Head(string text) => string.Join('\n', text.Split('\n').Take(15));
}
