using System.Diagnostics;

namespace Conv3DGen.Runtime.Tests.Serialization;

/// <summary>A Python interpreter that has numpy.</summary>
internal static class Python
{
    private static readonly Lazy<string?> s_program = new(() => new[] { "python3", "/usr/bin/python3", "python" }.FirstOrDefault(HasNumpy));

    /// <summary>Why the tests are to be skipped. Never where CI is true: there they fail instead.</summary>
    public static string? SkipReason => s_program.Value is null && Environment.GetEnvironmentVariable("CI") != "true"
        ? "NOT CHECKED AGAINST NUMPY: no python3 with numpy. Run tests/Runtime.Tests/tools/install.sh (Debian or Ubuntu, as root)."
        : null;

    /// <summary>Runs tests/Runtime.Tests/Serialization/Numpy/numpy_files.py.</summary>
    /// <returns>What it prints.</returns>
    public static string Run(params IEnumerable<string> arguments)
    {
        string program = s_program.Value ?? throw new InvalidOperationException("No python3 with numpy; tests/Runtime.Tests/tools/install.sh installs it.");
        (int exitCode, string output) = Start(program, [Path.Combine(AppContext.BaseDirectory, "Serialization", "Numpy", "numpy_files.py"), .. arguments]);
        Assert.True(exitCode == 0, output);
        return output;
    }

    private static bool HasNumpy(string program)
    {
        try
        {
            return Start(program, ["-c", "import numpy"]).ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false; // there is no such program
        }
    }

    private static (int ExitCode, string Output) Start(string program, IEnumerable<string> arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(TimeSpan.FromMinutes(1)))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} ran for more than a minute.");
        }

        return (process.ExitCode, output.Result + errors.Result);
    }
}
