using System.Globalization;
using System.Text.RegularExpressions;

namespace Conv3DGen.Neon.Tests.Quality;

/// <summary>One arm64 instruction.</summary>
/// <param name="Address">Where it lies.</param>
/// <param name="Name">Its mnemonic.</param>
/// <param name="Operands">The rest, as the disassembler writes it.</param>
internal sealed partial record Instruction(long Address, string Name, string Operands)
{
    public bool IsMultiplyAdd => Name == "fmla";

    /// <summary>"fmla v0.4s, v16.4s, v21.s[1]": the lane costs no instruction of its own.</summary>
    public bool IsByElement => IsMultiplyAdd && Operands.Contains(".s[", StringComparison.Ordinal);

    /// <summary>Copies one lane to all lanes.</summary>
    public bool IsDuplicate => Name == "dup";

    /// <summary>Reads or writes the frame: a value that found no register.</summary>
    public bool IsStackAccess => Stack().IsMatch(Operands);

    /// <summary>The same of a vector.</summary>
    public bool IsVectorStackAccess => IsStackAccess && Vector().IsMatch(Operands);

    /// <summary>The address that a branch goes to; null for other instructions.</summary>
    public long? Target => Name is "b" or "cbz" or "cbnz" or "tbz" or "tbnz" || Name.StartsWith("b.", StringComparison.Ordinal)
        ? Place().Match(Operands) is { Success: true } place ? long.Parse(place.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture) : null
        : null;

    public override string ToString() => $"{Address:x}: {Name} {Operands}";

    [GeneratedRegex(@"\[(sp|x29)\b")]
    private static partial Regex Stack();

    /// <summary>"q8, [sp, #16]"; a method saves its caller's registers as d8 to d15, which is no spill.</summary>
    [GeneratedRegex(@"^[qv]\d")]
    private static partial Regex Vector();

    /// <summary>"1f4 &lt;Method+0x1c&gt;".</summary>
    [GeneratedRegex(@"([0-9a-f]+) <")]
    private static partial Regex Place();
}
