using System.Text.Json.Nodes;

namespace Conv3DGen.Serialization;

/// <summary>An initializer, activation or the like in a config: a plain string, or a class with a config of its own.</summary>
internal sealed record KerasObject
{
    /// <summary>The string where it is one; then all else is null.</summary>
    public string? Name { get; init; }

    public string? Module { get; init; }

    public string? ClassName { get; init; }

    /// <summary>A class's config is an object; a function's is its name.</summary>
    public JsonNode? Config { get; init; }

    public string? RegisteredName { get; init; }

    /// <summary>A plain string.</summary>
    public static KerasObject Named(string name) => new() { Name = name };

    /// <summary>One of Keras's own classes.</summary>
    public static KerasObject Class(string module, string className, JsonObject config)
        => new() { Module = module, ClassName = className, Config = config };

    /// <summary>A class or function that the reader has to be given, as Keras's <c>custom_objects</c>.</summary>
    public static KerasObject Custom(string? module, string className, JsonNode config, string registeredName)
        => new() { Module = module, ClassName = className, Config = config, RegisteredName = registeredName };
}
