using Conv3DGen.Generator.Model;

namespace Conv3DGen.Generator.Planning;

/// <summary>The instruction sets that a project wants kernels for.</summary>
/// <param name="Isas">Those to emit, in the order of <see cref="Planning.Isas.All"/>.</param>
/// <param name="Unknown">Names that are none.</param>
internal sealed record IsaChoice(EquatableArray<Isa> Isas, EquatableArray<string> Unknown)
{
    private static readonly char[] s_separators = [',', ';'];

    /// <summary>The names that may be chosen.</summary>
    public static EquatableArray<string> Known { get; } = Planning.Isas.All.Select(isa => isa.Id).ToEquatableArray();

    /// <summary>Reads ids in any case between commas or semicolons; null, and a text without a known id, is every instruction set.</summary>
    public static IsaChoice Parse(string? text)
    {
        string[] names = [.. (text ?? "").Split(s_separators).Select(name => name.Trim()).Where(name => name.Length > 0)];
        Isa[] chosen = [.. Planning.Isas.All.Where(isa => names.Any(name => IsName(name, isa)))];
        return new(
            new(chosen.Length == 0 ? [.. Planning.Isas.All] : chosen),
            names.Where(name => !Planning.Isas.All.Any(isa => IsName(name, isa))).ToEquatableArray());
    }

    private static bool IsName(string name, Isa isa) => string.Equals(name, isa.Id, StringComparison.OrdinalIgnoreCase);
}
