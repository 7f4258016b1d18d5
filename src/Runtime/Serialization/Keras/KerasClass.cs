using System.Text.Json.Nodes;

namespace Conv3DGen.Serialization;

/// <summary>How a class of Keras stands in a config.</summary>
/// <param name="Type">The class here.</param>
/// <param name="Name">Keras's name of it.</param>
/// <param name="Read">Makes an object of its config.</param>
/// <param name="Write">The config of an object.</param>
internal sealed record KerasClass<T>(Type Type, string Name, Func<ConfigFields, T> Read, Func<T, JsonObject> Write);

/// <summary>Makes rows.</summary>
internal static class KerasClass
{
    /// <summary>A class that is called as in Keras.</summary>
    public static KerasClass<T> Of<T, TClass>(Func<ConfigFields, TClass> read, Func<TClass, JsonObject> write)
        where TClass : T
        => new(typeof(TClass), typeof(TClass).Name, fields => read(fields), value => write((TClass)value!));
}
