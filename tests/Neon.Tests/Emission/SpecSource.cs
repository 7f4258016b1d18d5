using System.Globalization;

namespace Conv3DGen.Neon.Tests.Emission;

/// <summary>Specs as a user would write them.</summary>
internal static class SpecSource
{
    /// <summary>The class that has a property for every named spec.</summary>
    public const string Class = "TestKernels";

    /// <summary>A source file with a property K{i} for each of <paramref name="named"/> and an assembly attribute for each of <paramref name="registered"/>.</summary>
    public static string Of(IReadOnlyList<ConvSpec> named, IEnumerable<ConvSpec> registered)
        => $$"""
        using Conv3DGen;

        {{string.Join('\n', registered.Select(spec => $"[assembly: {Attribute(spec)}]"))}}

        internal static partial class {{Class}}
        {
        {{string.Join("\n\n", named.Select((spec, i) => $"    [{Attribute(spec)}]\n    public static partial Conv3DKernel {Name(i)} {{ get; }}"))}}
        }

        """;

    /// <summary>The property of a named spec.</summary>
    public static string Name(int index) => string.Create(CultureInfo.InvariantCulture, $"K{index}");

    private static string Attribute(ConvSpec spec)
    {
        string[] options =
        [
            $"Strides = [{List(spec.Strides)}]",
            $"DilationRate = [{List(spec.DilationRate)}]",
            $"Padding = Padding.{spec.Padding}",
            .. Option(nameof(spec.InputChannels), spec.InputChannels),
            .. Option(nameof(spec.Filters), spec.Filters),
            .. Option(nameof(spec.Groups), spec.Groups),
            .. spec.DataFormat is { } format ? [$"DataFormat = DataFormat.{format}"] : Array.Empty<string>(),
            .. spec.Algorithm != Algorithm.Auto ? [$"Algorithm = Algorithm.{spec.Algorithm}"] : Array.Empty<string>(),
        ];
        return $"Conv3DSpec({List(spec.KernelSize)}, {string.Join(", ", options)})";
    }

    private static string[] Option(string name, int? value) => value is { } number ? [string.Create(CultureInfo.InvariantCulture, $"{name} = {number}")] : [];

    private static string List(Int3 value) => string.Create(CultureInfo.InvariantCulture, $"{value.Depth}, {value.Height}, {value.Width}");
}
