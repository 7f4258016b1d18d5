using System.Diagnostics;

namespace Conv3DGen.Consumer.Tests;

/// <summary>Runs the consumer program in a process of its own.</summary>
internal static class ConsumerProcess
{
    /// <summary>Runs it and returns the lines it printed; fails the test where it fails.</summary>
    /// <param name="argument">Its argument, or null.</param>
    /// <param name="environment">Variables such as DOTNET_EnableAVX512 and their values.</param>
    public static string[] Run(string? argument, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Conv3DGen.Consumer.dll"));
        if (argument is not null)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (string inherited in new[] { "DOTNET_EnableAVX512", "DOTNET_EnableHWIntrinsic" })
        {
            start.Environment.Remove(inherited); // the leg this test itself may run in
        }

        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"The consumer ended with {process.ExitCode}: {errors.Result}");
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
