namespace CompiledModel.Tests;

/// <summary>The files that come with the sample.</summary>
internal static class SampleData
{
    public static string Weights { get; } = PathOf("weights.npz");

    public static string Golden { get; } = PathOf("golden.npz");

    private static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "data", name);
}
