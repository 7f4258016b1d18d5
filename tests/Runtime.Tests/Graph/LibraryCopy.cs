using System.Reflection;
using System.Runtime.Loader;

namespace Conv3DGen.Runtime.Tests.Graph;

/// <summary>The library a second time, with static state of its own.</summary>
internal sealed class LibraryCopy : IDisposable
{
    private readonly AssemblyLoadContext _context = new("copy", isCollectible: true);
    private readonly Assembly _assembly;

    public LibraryCopy() => _assembly = _context.LoadFromAssemblyPath(typeof(Conv3D).Assembly.Location);

    /// <summary>A layer of one filter, what it was named and what axis order it has.</summary>
    /// <exception cref="Exception">What the constructor throws.</exception>
    public (string Name, string DataFormat) CreateLayer(string? dataFormat = null)
    {
        ConstructorInfo constructor = Type("Conv3D").GetConstructors().MaxBy(c => c.GetParameters().Length)!;
        object?[] arguments = [.. constructor.GetParameters().Select(p => p.Name switch
        {
            "filters" => 1,
            "kernelSize" => Activator.CreateInstance(p.ParameterType, 1, 1, 1),
            "dataFormat" when dataFormat is not null => Convert(Nullable.GetUnderlyingType(p.ParameterType)!, dataFormat),
            _ => System.Type.Missing,
        })];
        object layer = constructor.Invoke(BindingFlags.OptionalParamBinding | BindingFlags.DoNotWrapExceptions, null, arguments, null);
        return ((string)Get(layer, "Name"), Get(layer, "DataFormat").ToString()!);
    }

    /// <summary>The name of an input that is given none.</summary>
    public string CreateInput()
        => (string)Get(Type("Keras").GetMethod("Input")!.Invoke(null, BindingFlags.OptionalParamBinding, null, [new int?[] { 1, 1, 1, 1 }, .. Enumerable.Repeat(System.Type.Missing, 3)], null)!, "Name");

    /// <summary>Keras.ClearSession.</summary>
    public void ClearSession() => Type("Keras").GetMethod("ClearSession")!.Invoke(null, null);

    public void Dispose() => _context.Unload();

    private Type Type(string name) => _assembly.GetType($"Conv3DGen.{name}", throwOnError: true)!;

    private static object Convert(Type type, string value) => type.GetMethod("op_Implicit", [typeof(string)])!.Invoke(null, [value])!;

    private static object Get(object from, string property) => from.GetType().GetProperty(property)!.GetValue(from)!;
}
