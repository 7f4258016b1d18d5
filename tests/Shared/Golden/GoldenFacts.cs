using System.Text.Json;

namespace Conv3DGen.Testing.Golden;

/// <summary>facts.json: what other implementations of Keras were observed to do.</summary>
public static class GoldenFacts
{
    private static readonly Lazy<JsonDocument> s_document = new(() => JsonDocument.Parse(File.ReadAllText(Path.Combine(GoldenSuites.BundledFolder, "facts", "facts.json"))));

    /// <summary>One of its sections.</summary>
    public static JsonElement Section(string name) => s_document.Value.RootElement.GetProperty(name);

    /// <summary>The numbers of an array.</summary>
    public static double[] Numbers(this JsonElement array) => [.. array.EnumerateArray().Select(n => n.GetDouble())];
}
