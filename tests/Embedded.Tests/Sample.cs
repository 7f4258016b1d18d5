using System.Reflection;

namespace Embedded.Tests;

/// <summary>Where the sample's source is; the project file says it.</summary>
internal static class Sample
{
    public static string Folder { get; } = typeof(Sample).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "SampleFolder").Value!;

    public static string Weights => Path.Combine(Folder, "data", "weights.npz");

    public static string Golden => Path.Combine(Folder, "data", "golden.npz");
}
