using System.Collections.Frozen;

namespace Conv3DGen.Arguments;

/// <summary>Objects that Keras finds by a string: the class name, its snake_case form, and aliases.</summary>
/// <typeparam name="T">What is found.</typeparam>
internal sealed class NameTable<T>
{
    private readonly string _kind;
    private readonly string[] _shown;
    private readonly FrozenDictionary<string, Func<T>> _makers;

    /// <summary>Makes a table.</summary>
    /// <param name="kind">What an entry is, for messages: "initializer".</param>
    /// <param name="entries">Class names, and how to make an object with Keras's defaults.</param>
    /// <param name="aliases">Further names, and the class names they stand for.</param>
    public NameTable(string kind, (string ClassName, Func<T> Make)[] entries, params (string Alias, string ClassName)[] aliases)
    {
        _kind = kind;
        _shown = [.. entries.Select(e => KerasName.SnakeCase(e.ClassName))];
        Dictionary<string, Func<T>> makers = [];
        foreach ((string className, Func<T> make) in entries)
        {
            makers[className] = make;
            makers[KerasName.SnakeCase(className)] = make;
        }

        foreach ((string alias, string className) in aliases)
        {
            makers.Add(alias, makers[className]);
        }

        _makers = makers.ToFrozenDictionary();
    }

    /// <summary>All names, the aliases too.</summary>
    public IEnumerable<string> Names => _makers.Keys;

    /// <summary>A new object of that name with Keras's defaults.</summary>
    /// <param name="name">The name.</param>
    /// <param name="argument">The argument that it came in, for messages.</param>
    /// <exception cref="ArgumentException">There is none. Names are case-sensitive, as in Keras.</exception>
    public T Make(string name, string argument = "name")
    {
        ArgumentNullException.ThrowIfNull(name, argument);
        return _makers.TryGetValue(name, out Func<T>? make)
            ? make()
            : throw new ArgumentException($"{_kind} \"{name}\" is not known; expected one of: {string.Join(", ", _shown)}.", argument);
    }
}
