using System.Runtime.CompilerServices;
using Conv3DGen.Arguments;

namespace Conv3DGen;

/// <summary>
/// An argument that takes a value of an enum or the string that Keras uses for it, in any case: <c>padding: Padding.Same</c> or
/// <c>padding: "SAME"</c>. A string is looked up by what it is passed to, which throws where it is unknown. The default is the enum's.
/// </summary>
/// <typeparam name="T">The enum.</typeparam>
public readonly struct NameOr<T>
    where T : struct, Enum
{
    private NameOr(T value) => Value = value;

    private NameOr(string name) => Name = name;

    /// <summary>The string, or null.</summary>
    internal string? Name { get; }

    /// <summary>The value where there is no string.</summary>
    internal T Value { get; }

    /// <summary>A value of the enum.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator NameOr<T>(T value) => new(value);

    /// <summary>A Keras string.</summary>
    /// <param name="name">The string, such as "channels_first".</param>
    /// <exception cref="ArgumentNullException">The string is null.</exception>
    public static implicit operator NameOr<T>(string name) => new(name ?? throw new ArgumentNullException(typeof(T).Name, "The string is null."));

    /// <summary>The string or the value's Keras string.</summary>
    public override string ToString() => Name ?? KerasName.Of(Value);
}

/// <summary>Looks the strings of arguments up.</summary>
internal static class NameOr
{
    /// <summary>The value that was passed or named.</summary>
    /// <exception cref="ArgumentException">The string is unknown; the message names the argument.</exception>
    public static T Resolve<T>(this NameOr<T> option, [CallerArgumentExpression(nameof(option))] string argument = "")
        where T : struct, Enum
        => option.Name is { } name ? KerasName.Parse<T>(name, argument) : option.Value;
}
