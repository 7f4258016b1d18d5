namespace Conv3DGen.Neon.Tests.Quality;

/// <summary>The stretch of a microkernel that takes the time.</summary>
/// <param name="Method">The microkernel.</param>
/// <param name="First">Address of its first instruction.</param>
/// <param name="Last">Address of its last instruction.</param>
internal sealed record HotLoop(MachineMethod Method, long First, long Last)
{
    public IReadOnlyList<Instruction> Body { get; } = [.. Method.Instructions.Where(i => First <= i.Address && i.Address <= Last)];

    public int MultiplyAdds => Body.Count(i => i.IsMultiplyAdd);

    /// <summary>Whether it loads inputs a vector of channels at a time and multiplies by their lanes.</summary>
    public bool IsByElement => Body.Any(i => i.IsByElement);

    /// <summary>What a good loop does not do; empty where it is one.</summary>
    public IEnumerable<string> Faults()
    {
        foreach (Instruction instruction in Body)
        {
            if (instruction.IsStackAccess)
            {
                yield return $"spill       {instruction}";
            }
            else if (instruction.IsDuplicate)
            {
                yield return $"dup         {instruction}";
            }
            else if (IsByElement && instruction is { IsMultiplyAdd: true, IsByElement: false })
            {
                yield return $"whole fmla  {instruction}";
            }
        }
    }

    /// <summary>"Type.Method, loop at 1f4: 24 multiply-adds, 41 instructions, 1.71 each".</summary>
    public override string ToString()
        => FormattableString.Invariant($"{Method.Type}.{Method.Name}, loop at {First:x}: {MultiplyAdds} multiply-adds, {Body.Count} instructions, {(double)Body.Count / MultiplyAdds:F2} each");
}
