using System.Runtime.InteropServices;
using BenchmarkDotNet.Environments;

namespace Conv3DGen.Bench.Measuring;

/// <summary>One line about where the times were taken.</summary>
internal static class MachineFacts
{
    /// <summary>"CPU, logical cores, .NET, operating system".</summary>
    public static string Describe()
    {
        var host = HostEnvironmentInfo.GetCurrent();
        return $"{host.CpuInfo.Value.ProcessorName.Trim()}, {Environment.ProcessorCount} logical cores, {RuntimeInformation.FrameworkDescription}, {host.OsVersion.Value}";
    }
}
