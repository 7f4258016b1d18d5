using Conv3DGen.Kernels;

namespace Conv3DGen;

/// <summary>Argument checks of the layer: they name the argument, its value and what was expected.</summary>
internal static class Checks
{
    /// <summary>Options that a rule on another one mentions.</summary>
    private static readonly string[] s_mentioned = [nameof(ConvSpec.KernelSize), nameof(ConvSpec.Strides), nameof(ConvSpec.DilationRate), nameof(ConvSpec.Groups)];

    /// <summary>Throws for the first rule that the layer's options break.</summary>
    public static void Possible(ConvSpec spec)
    {
        foreach (SpecViolation violation in ConvSpecRules.Check(spec))
        {
            string argument = Argument(violation.Option);
            string expected = s_mentioned.Aggregate(violation.Expected, (text, option) => text.Replace(option, Argument(option), StringComparison.Ordinal));
            throw new ArgumentException($"{argument} is {violation.Value}; it must be {expected}.", argument);
        }
    }

    /// <summary>Throws where an explicit kernel cannot serve the layer.</summary>
    public static void MadeFor(ConvSpec kernel, ConvSpec layer)
    {
        IReadOnlyList<SpecDifference> differences = SpecMatch.Differences(kernel, layer);
        if (differences.Count > 0)
        {
            string text = string.Join(", ", differences.Select(d => $"{d.Option} {d.Has} where the layer has {d.Wanted}"));
            throw new ArgumentException($"kernel was made for {text}.", nameof(kernel));
        }
    }

    /// <summary>The argument for an option, which rules spell as the attribute does.</summary>
    private static string Argument(string option) => char.ToLowerInvariant(option[0]) + option[1..];

    /// <summary>Passes a good layer name, or null, through.</summary>
    public static string? LayerName(string? name)
        => name is null || (name.Trim().Length > 0 && !name.Contains('/'))
        ? name
        : throw new ArgumentException($"name is \"{name}\"; it must have a character and no \"/\", which separates layer and weight.", nameof(name));
}
