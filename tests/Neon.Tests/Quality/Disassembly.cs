using System.Globalization;
using System.Text.RegularExpressions;
using Conv3DGen.Neon.Tests.Building;
using Conv3DGen.Testing;

namespace Conv3DGen.Neon.Tests.Quality;

/// <summary>The machine code of a program's microkernels.</summary>
internal static partial class Disassembly
{
    /// <summary>All microkernels.</summary>
    public static IReadOnlyList<MachineMethod> Of(NeonProgram program)
    {
        string text = ToolRun.Of(
            Path.GetDirectoryName(program.ObjectFile)!,
            Toolchain.Disassembler,
            "--disassemble",
            "--no-show-raw-insn",
            "--section=__managedcode",
            program.ObjectFile).Checked("Disassembling").Output;
        return [.. Parse(text)];
    }

    /// <summary>Methods that the compiler named Namespace_Class_Neon__Method.</summary>
    private static IEnumerable<MachineMethod> Parse(string text)
    {
        MachineMethod? current = null;
        foreach (string line in text.Split('\n'))
        {
            if (Instruction().Match(line) is { Success: true } instruction)
            {
                long address = long.Parse(instruction.Groups["address"].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
                current?.Instructions.Add(new(address, instruction.Groups["name"].Value, instruction.Groups["operands"].Value));
            }
            else if (Symbol().Match(line) is { Success: true } symbol)
            {
                if (current is not null)
                {
                    yield return current;
                }

                Match method = Microkernel().Match(symbol.Groups["name"].Value);
                current = method.Success ? new(method.Groups["type"].Value, method.Groups["method"].Value, []) : null;
            }
        }

        if (current is not null)
        {
            yield return current;
        }
    }

    [GeneratedRegex(@"^\s+(?<address>[0-9a-f]+):\s+(?<name>\S+)\s*(?<operands>.*)$")]
    private static partial Regex Instruction();

    [GeneratedRegex(@"^[0-9a-f]+ <(?<name>[^>]*)>:$")]
    private static partial Regex Symbol();

    [GeneratedRegex(@"_Conv3DGen_Generated_(?:Strided_|Taps_|Winograd_)?(?<type>\w+_Neon)__(?<method>(?!Create$|_cctor$)\w+)$")]
    private static partial Regex Microkernel();
}

/// <summary>The machine code of one microkernel.</summary>
/// <param name="Type">The emitted class.</param>
/// <param name="Name">The method.</param>
/// <param name="Instructions">Its code.</param>
internal sealed record MachineMethod(string Type, string Name, List<Instruction> Instructions)
{
    /// <summary>Whether it is a transform of Winograd convolution: additions, and few multiply-adds, between loads and stores.</summary>
    public bool IsTransform => Type is "F2_Neon" or "F4_Neon" or "F2Of5_Neon" || (Type == "Shared_Neon" && !Name.StartsWith("Product", StringComparison.Ordinal));

    /// <summary>The stretches where the multiply-adds are: for each, the smallest loop around it, or all those that are in no loop.</summary>
    public IEnumerable<HotLoop> HotLoops()
    {
        List<(long First, long Last)> loops = [.. Instructions
            .Where(i => i.Target is { } target && target <= i.Address && target >= Instructions[0].Address)
            .Select(i => (i.Target!.Value, i.Address))];
        return Instructions
            .Where(i => i.IsMultiplyAdd)
            .GroupBy(i => loops.Where(loop => loop.First <= i.Address && i.Address <= loop.Last).OrderBy(loop => loop.Last - loop.First).FirstOrDefault())
            .Select(group => group.Key == default
                ? new HotLoop(this, group.First().Address, group.Last().Address)
                : new HotLoop(this, group.Key.First, group.Key.Last));
    }
}
