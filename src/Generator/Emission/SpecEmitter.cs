namespace Conv3DGen.Generator.Emission;

/// <summary>Spells a spec as a C# expression.</summary>
internal static class SpecEmitter
{
    public static string Expression(ConvSpec spec)
    {
        string[] options =
        [
            .. Option(nameof(spec.InputChannels), spec.InputChannels),
            .. Option(nameof(spec.Filters), spec.Filters),
            .. Option(nameof(spec.Groups), spec.Groups),
            .. spec.DataFormat is { } format ? [$"DataFormat = DataFormat.{format}"] : Array.Empty<string>(),
            .. spec.Algorithm == Algorithm.Auto ? Array.Empty<string>() : [$"Algorithm = Algorithm.{spec.Algorithm}"],
        ];
        string head = $"new({Triple(spec.KernelSize)}, {Triple(spec.Strides)}, {Triple(spec.DilationRate)}, Padding.{spec.Padding})";
        return options.Length == 0 ? head : $"{head} {{ {string.Join(", ", options)} }}";
    }

    private static IEnumerable<string> Option(string name, int? value) => value is null ? [] : [$"{name} = {value}"];

    private static string Triple(Int3 value) => $"({value.Depth}, {value.Height}, {value.Width})";
}
