using System.Collections.Frozen;

namespace Conv3DGen.Activations;

/// <summary>The names of the activations.</summary>
internal static class ActivationTable
{
    private static readonly Activation[] s_activations =
    [
        Activation.Linear,
        Activation.Relu,
        Activation.Relu6,
        Activation.LeakyRelu(),
        Activation.Elu(),
        Activation.Selu,
        Activation.Celu(),
        Activation.Softplus,
        Activation.Softsign,
        Activation.Softmax,
        Activation.LogSoftmax,
        Activation.Sparsemax,
        Activation.Sigmoid,
        Activation.LogSigmoid,
        Activation.HardSigmoid,
        Activation.SparseSigmoid,
        Activation.Tanh,
        Activation.HardTanh,
        Activation.TanhShrink,
        Activation.SoftShrink(),
        Activation.HardShrink(),
        Activation.Exponential,
        Activation.Silu,
        Activation.HardSilu,
        Activation.Gelu(),
        Activation.Mish,
        Activation.Squareplus(),
        Activation.SparsePlus,
    ];

    /// <summary>Keras's second names, and its layers' own spelling where it differs from the function's in PascalCase.</summary>
    private static readonly (string Alias, string Name)[] s_aliases =
    [
        ("swish", "silu"),
        ("hard_swish", "hard_silu"),
        ("ReLU", "relu"),
        ("LeakyReLU", "leaky_relu"),
        ("ELU", "elu"),
    ];

    /// <summary>Names that Keras knows and a layer's activation cannot be found by.</summary>
    private static readonly (string Name, string Reason)[] s_refused =
    [
        ("threshold", "has no default parameters; call Activation.Threshold(threshold, value)"),
        ("glu", "halves the last axis, so it cannot be a layer's activation: apply it to the layer's output"),
    ];

    private static readonly FrozenDictionary<string, Activation> s_byName = ByName();

    private static readonly FrozenDictionary<string, string> s_reasons =
        s_refused.SelectMany(r => Spellings(r.Name), (r, name) => (name, r.Reason)).ToFrozenDictionary(r => r.name, r => r.Reason);

    /// <summary>Every name in snake_case: each activation's own, then the aliases.</summary>
    public static IEnumerable<string> Names
        => s_activations.Select(a => a.Name).Concat(s_aliases.Select(a => a.Alias).Where(a => !char.IsUpper(a[0])));

    /// <summary>The activation of a name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="argument">The argument that it came in, for messages.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static Activation Find(string name, string argument = "name")
        => s_byName.TryGetValue(name, out Activation? found) ? found
        : s_reasons.TryGetValue(name, out string? reason) ? throw new ArgumentException($"activation \"{name}\" {reason}.", argument)
        : throw new ArgumentException($"activation \"{name}\" is not known; expected one of: {string.Join(", ", Names)}.", argument);

    private static FrozenDictionary<string, Activation> ByName()
    {
        Dictionary<string, Activation> byName = [];
        foreach (Activation activation in s_activations)
        {
            foreach (string spelling in Spellings(activation.Name))
            {
                byName.Add(spelling, activation);
            }
        }

        foreach ((string alias, string name) in s_aliases)
        {
            foreach (string spelling in Spellings(alias))
            {
                byName[spelling] = byName[name];
            }
        }

        return byName.ToFrozenDictionary();
    }

    /// <summary>"leaky_relu" and "LeakyRelu".</summary>
    private static IEnumerable<string> Spellings(string name)
    {
        yield return name;
        string className = string.Concat(name.Split('_').Select(part => char.ToUpperInvariant(part[0]) + part[1..]));
        if (className != name)
        {
            yield return className;
        }
    }
}
