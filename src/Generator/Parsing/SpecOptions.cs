using Conv3DGen.Generator.Diagnostics;
using Conv3DGen.Generator.Model;
using Microsoft.CodeAnalysis;

namespace Conv3DGen.Generator.Parsing;

/// <summary>The options of <c>[Conv3DSpec]</c>: one row each. A new option is a new row.</summary>
internal static class SpecOptions
{
    public static readonly IReadOnlyList<SpecOption> All =
    [
        new("Strides", (spec, value) => PerAxis(value) is { } v ? spec with { Strides = v } : null),
        new("DilationRate", (spec, value) => PerAxis(value) is { } v ? spec with { DilationRate = v } : null),
        new("Padding", (spec, value) => spec with { Padding = (Padding)(int)value.Value! }),
        new("InputChannels", (spec, value) => spec with { InputChannels = (int)value.Value! }),
        new("Filters", (spec, value) => spec with { Filters = (int)value.Value! }),
        new("Groups", (spec, value) => spec with { Groups = (int)value.Value! }),
        new("DataFormat", (spec, value) => spec with { DataFormat = (DataFormat)(int)value.Value! }),
        new("Algorithm", (spec, value) => spec with { Algorithm = (Algorithm)(int)value.Value! }),
    ];

    /// <summary>Reads the kernel size and every option of an attribute.</summary>
    /// <param name="attribute">The attribute; it compiles.</param>
    /// <param name="location">Where to report.</param>
    /// <param name="errors">Receives what is wrong.</param>
    public static ConvSpec Read(AttributeData attribute, LocationInfo location, List<DiagnosticInfo> errors)
    {
        int[] size = [.. attribute.ConstructorArguments.Select(a => (int)a.Value!)];
        var spec = new ConvSpec(size.Length == 1 ? size[0] : new Int3(size[0], size[1], size[2]), 1, 1, Padding.Valid);
        foreach (SpecOption option in All)
        {
            foreach (KeyValuePair<string, TypedConstant> argument in attribute.NamedArguments.Where(a => a.Key == option.Name))
            {
                if (option.Apply(spec, argument.Value) is { } changed)
                {
                    spec = changed;
                }
                else
                {
                    int count = argument.Value.IsNull ? 0 : argument.Value.Values.Length;
                    errors.Add(DiagnosticInfo.Create(Descriptors.ValueCount, location, option.Name, count.ToString()));
                }
            }
        }

        return spec;
    }

    private static Int3? PerAxis(TypedConstant value)
    {
        int[] values = value.IsNull ? [] : [.. value.Values.Select(v => (int)v.Value!)];
        return values.Length switch
        {
            1 => values[0],
            3 => new Int3(values[0], values[1], values[2]),
            _ => null,
        };
    }
}

/// <summary>One option of the attribute.</summary>
/// <param name="Name">The property of the attribute.</param>
/// <param name="Apply">The spec with the value set; null where the value has the wrong number of entries.</param>
internal sealed record SpecOption(string Name, Func<ConvSpec, TypedConstant, ConvSpec?> Apply);
