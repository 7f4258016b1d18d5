using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;

namespace Conv3DGen.Serialization;

/// <summary>What a caller gives a name to, as Keras's <c>custom_objects</c>; it goes before what Keras itself calls so.</summary>
internal sealed class CustomObjects
{
    private readonly IReadOnlyDictionary<string, object> _objects;

    /// <summary>Wraps the caller's objects.</summary>
    /// <exception cref="ArgumentException">One is nothing that a config can name.</exception>
    public CustomObjects(IReadOnlyDictionary<string, object>? customObjects)
    {
        _objects = customObjects ?? new Dictionary<string, object>();
        foreach ((string name, object value) in _objects)
        {
            if (value is not (Activation or Initializer or Regularizer or Constraint))
            {
                throw new ArgumentException(
                    $"customObjects has '{name}', which is {value?.GetType().Name ?? "null"}; it must be an Activation, Initializer, Regularizer or Constraint.",
                    nameof(customObjects));
            }
        }
    }

    /// <summary>Finds an object by its string, its registered name, its class name or its function's name.</summary>
    public bool TryFind<T>(KerasObject value, [NotNullWhen(true)] out T? found)
        where T : class
    {
        string? function = value.Config is JsonValue config && config.TryGetValue(out string? name) ? name : null;
        foreach (string? candidate in new[] { value.Name, value.RegisteredName, value.ClassName, function })
        {
            if (candidate is not null && _objects.TryGetValue(candidate, out object? given))
            {
                found = given as T ?? throw new ArgumentException($"'{candidate}' is a {given.GetType().Name} in customObjects; it must be of the kind {typeof(T).Name}.", nameof(value));
                return true;
            }
        }

        found = null;
        return false;
    }
}
