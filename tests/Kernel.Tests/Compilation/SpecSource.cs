using System.Globalization;
using System.Text;

namespace Conv3DGen.Kernel.Tests.Compilation;

/// <summary>Specs as the source that a user would write.</summary>
internal static class SpecSource
{
    /// <summary>A class <c>Kernels</c> with one property <c>K0</c>, <c>K1</c>, ... for each spec.</summary>
    public static string Properties(IReadOnlyList<ConvSpec> specs)
    {
        var text = new StringBuilder("using Conv3DGen;\n\npublic static partial class Kernels\n{\n");
        for (int i = 0; i < specs.Count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"    [{Attribute(specs[i])}]\n    public static partial Conv3DKernel K{i} {{ get; }}\n\n");
        }

        return text.Append("}\n").ToString();
    }

    /// <summary>"Conv3DSpec(3, 3, 3, Strides = [1, 2, 2], Padding = Padding.Same)".</summary>
    public static string Attribute(ConvSpec spec)
    {
        var arguments = new List<string> { List(spec.KernelSize) };
        if (spec.Strides != 1)
        {
            arguments.Add($"Strides = [{List(spec.Strides)}]");
        }

        if (spec.DilationRate != 1)
        {
            arguments.Add($"DilationRate = [{List(spec.DilationRate)}]");
        }

        if (spec.Padding != Padding.Valid)
        {
            arguments.Add($"Padding = Padding.{spec.Padding}");
        }

        AddNumber(nameof(spec.InputChannels), spec.InputChannels);
        AddNumber(nameof(spec.Filters), spec.Filters);
        AddNumber(nameof(spec.Groups), spec.Groups);
        if (spec.DataFormat is { } format)
        {
            arguments.Add($"DataFormat = DataFormat.{format}");
        }

        return $"Conv3DSpec({string.Join(", ", arguments)})";

        void AddNumber(string option, int? value)
        {
            if (value is { } number)
            {
                arguments.Add($"{option} = {number.ToString(CultureInfo.InvariantCulture)}");
            }
        }
    }

    private static string List(Int3 value) => string.Create(CultureInfo.InvariantCulture, $"{value.Depth}, {value.Height}, {value.Width}");
}
