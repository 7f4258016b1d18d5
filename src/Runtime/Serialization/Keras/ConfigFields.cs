using System.Text.Json.Nodes;

namespace Conv3DGen.Serialization;

/// <summary>The config of an object in JSON, taken apart key by key; keys that nobody took are an error.</summary>
internal sealed class ConfigFields
{
    private readonly Dictionary<string, JsonNode?> _rest;
    private readonly List<string> _known = [];

    /// <summary>Wraps a config; null, which Keras takes for an empty one, has no keys.</summary>
    /// <exception cref="FormatException">It is not an object.</exception>
    public ConfigFields(JsonNode? config)
        => _rest = config switch
        {
            null => [],
            JsonObject fields => fields.ToDictionary(),
            _ => throw Wrong("config", config, "an object"),
        };

    public double Number(string key, double absent)
        => !TryTake(key, out JsonNode? node) ? absent
        : node is JsonValue value && value.TryGetValue(out double number) ? number
        : throw Wrong(key, node, "a number");

    public float Single(string key, float absent)
        => !TryTake(key, out JsonNode? node) ? absent
        : node is JsonValue value && value.TryGetValue(out float number) ? number
        : throw Wrong(key, node, "a number");

    public bool Flag(string key, bool absent)
        => !TryTake(key, out JsonNode? node) ? absent
        : node is JsonValue value && value.TryGetValue(out bool flag) ? flag
        : throw Wrong(key, node, "true or false");

    public string Text(string key, string absent)
        => !TryTake(key, out JsonNode? node) ? absent
        : node is JsonValue value && value.TryGetValue(out string? text) ? text
        : throw Wrong(key, node, "a string");

    /// <summary>A number, or null, which is also what an absent key is.</summary>
    public double? NumberOrNull(string key)
        => !TryTake(key, out JsonNode? node) || node is null ? null
        : node is JsonValue value && value.TryGetValue(out double number) ? number
        : throw Wrong(key, node, "a number or null");

    /// <summary>An integer, null, or a <c>keras.random.SeedGenerator</c> that began with one.</summary>
    public long? Seed(string key)
    {
        if (!TryTake(key, out JsonNode? node) || node is null)
        {
            return null;
        }

        if (node is JsonObject generator && generator["class_name"]?.ToString() == "SeedGenerator")
        {
            node = generator["config"]?["seed"];
        }

        return node is JsonValue value && value.TryGetValue(out long seed) ? seed : throw Wrong(key, node, "an integer or null");
    }

    /// <summary>An integer or several.</summary>
    public Axes Axes(string key)
    {
        if (!TryTake(key, out JsonNode? node))
        {
            return default;
        }

        JsonNode?[] entries = node is JsonArray array ? [.. array] : [node];
        return entries.Length > 0
            ? entries.Select(entry => entry is JsonValue value && value.TryGetValue(out int axis) ? axis : throw Wrong(key, node, "integers")).ToArray()
            : throw Wrong(key, node, "integers");
    }

    /// <summary>Takes keys that change nothing.</summary>
    public void Ignore(params ReadOnlySpan<string> keys)
    {
        foreach (string key in keys)
        {
            _rest.Remove(key);
        }
    }

    /// <summary>Throws where a key is left.</summary>
    /// <exception cref="FormatException">One is.</exception>
    public void End()
    {
        if (_rest.Count > 0)
        {
            throw new FormatException($"has the key '{_rest.First().Key}'; expected {(_known.Count == 0 ? "none" : $"only {string.Join(", ", _known)}")}.");
        }
    }

    private bool TryTake(string key, out JsonNode? node)
    {
        _known.Add(key);
        return _rest.Remove(key, out node);
    }

    private static FormatException Wrong(string key, JsonNode? node, string expected)
        => new($"{key} is {node?.ToJsonString() ?? "null"}; it must be {expected}.");
}
