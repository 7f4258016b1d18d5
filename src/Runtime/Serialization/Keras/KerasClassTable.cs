using System.Text.Json.Nodes;

namespace Conv3DGen.Serialization;

/// <summary>Objects of one kind in a config.</summary>
/// <typeparam name="T">The kind: the base class.</typeparam>
/// <param name="module">Keras's module of them.</param>
/// <param name="fromName">Finds one by a string, with defaults.</param>
/// <param name="classes">The classes.</param>
/// <param name="ignored">Keys of configs that change nothing.</param>
internal sealed class KerasClassTable<T>(string module, Func<string, T> fromName, KerasClass<T>[] classes, params string[] ignored)
    where T : class
{
    /// <summary>The classes of which a row is there.</summary>
    public IEnumerable<Type> Types => classes.Select(c => c.Type);

    /// <summary>Reads an object; null is null.</summary>
    /// <exception cref="FormatException">Its config has another key, or a value of the wrong kind.</exception>
    /// <exception cref="ArgumentException">Its class is unknown, or a value impossible.</exception>
    public T? Read(KerasObject? value, CustomObjects custom)
    {
        if (value is null)
        {
            return null;
        }

        if (custom.TryFind(value, out T? given))
        {
            return given;
        }

        if (value.Name is { } name)
        {
            return fromName(name);
        }

        // Snake case and aliases are known where strings are looked up.
        Type type = fromName(value.ClassName!).GetType();
        ConfigFields fields = new(value.Config);
        fields.Ignore(ignored);
        T read = classes.Single(c => c.Type == type).Read(fields);
        fields.End();
        return read;
    }

    /// <summary>Writes an object; null is null. One of a user's class is written by its class name, with an empty config.</summary>
    public KerasObject? Write(T? value)
    {
        if (value is null)
        {
            return null;
        }

        Type type = value.GetType();
        return classes.SingleOrDefault(c => c.Type == type) is { } known
            ? KerasObject.Class(module, known.Name, known.Write(value))
            : KerasObject.Custom(type.Namespace, type.Name, new JsonObject(), type.Name);
    }
}
